import { refused } from '../../test/support/given.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import {
  activityIdOf,
  activityOf,
  boardOf,
  boardOfRole,
  goalIdOf,
  goalOf,
  idOf,
  isId,
  matterIdOf,
  measureIdOf,
  municipalityOf,
  planIdOf,
  planOf,
  proposalIdOf,
  roleAssignmentIdOf,
  yearOf,
} from './identity.js';

const good = {
  Municipality: ['exempel', 'lilla-edet', '0123'],
  Board: ['exempel.ks', 'exempel.barn-och-utbildning', 'exempel.role-model', 'exempel.role-1a'],
  RoleAssignment: ['exempel.ks.role-1', 'exempel.role-12'],
  Deputy: ['exempel.ks.role-1.d1', 'exempel.role-12.d34'],
  Unit: ['exempel.ks.unit-kansli', 'exempel.ks.unit-2'],
  UnitMember: ['exempel.ks.unit-kansli.p1', 'exempel.ks.unit-2.p34'],
  SteeringModel: ['exempel.model-2026', 'exempel.model-a'],
  Plan: ['exempel.ks.2026'],
  Goal: ['exempel.ks.2026.g1', 'exempel.ks.2026.g120'],
  Measure: ['exempel.ks.2026.g1.m1', 'exempel.ks.2026.g1.m10'],
  Activity: ['exempel.ks.2026.g1.a1', 'exempel.ks.2026.g12.a34'],
  RemovalProposal: ['exempel.ks.2026.g1.a1.r1'],
  Matter: ['exempel.ks.dnr-ks-2026-7', 'exempel.ks.dnr-bygg-över-7'],
  Person: ['hans', 'Hans.Hansson@exempel.se', '7f3c-1', 'systems', 'System', 'auth0|65f', '_AAi+='],
} as const;

const bad = {
  Municipality: ['', 'Exempel', 'exempel.ks', 'exempel ', 'exempel\n', 'ö'],
  Board: [
    'exempel',
    'exempel.',
    '.ks',
    'exempel.KS',
    'exempel.ks.2026',
    'exempel/ks',
    'exempel.role-1',
    'exempel.model-a',
  ],
  RoleAssignment: ['exempel.ks.role-0', 'exempel.role-', 'role-1', 'exempel.role-1.role-1', 'exempel.ks.2026.role-1'],
  Deputy: ['exempel.role-1', 'exempel.role-1.d0', 'exempel.ks.d1'],
  Unit: ['exempel.unit-kansli', 'exempel.ks.unit-', 'exempel.ks.unit-Kansli', 'exempel.ks.unit-kansli.p1'],
  UnitMember: ['exempel.ks.unit-kansli', 'exempel.ks.unit-kansli.p0', 'exempel.ks.p1', 'exempel.ks.unit-kansli.1'],
  SteeringModel: ['exempel.2026', 'exempel.model-', 'exempel.ks.model-2026'],
  Plan: ['exempel.ks', 'exempel.ks.26', 'exempel.ks.20261', 'exempel.ks.g1', 'exempel.ks.2026.'],
  Goal: ['exempel.ks.2026.g0', 'exempel.ks.2026.g01', 'exempel.ks.2026.1', 'exempel.ks.2026.g1.a1'],
  Measure: ['exempel.ks.2026.g1.m0', 'exempel.ks.2026.g1.a1', 'exempel.ks.2026.m1'],
  Activity: ['exempel.ks.2026.a1', 'exempel.ks.2026.g1.a0', 'exempel.ks.2026.g1.a1.r1', 'exempel.ks.2026.g1.a1\n'],
  RemovalProposal: ['exempel.ks.2026.g1.a1', 'exempel.ks.2026.g1.a1.r0', 'exempel.ks.2026.g1.m1.r1'],
  Matter: ['exempel.ks.ks-2026-7', 'exempel.ks.dnr-', 'exempel.ks.dnr-KS-7', 'exempel.ks.dnr-a b', 'exempel.dnr-7'],
  Person: ['', 'system', '-hans', '.hans', 'hans hansson', 'hans/annan', 'håkan'],
} as const;

const things = [
  'Municipality',
  'Board',
  'RoleAssignment',
  'Deputy',
  'Unit',
  'UnitMember',
  'SteeringModel',
  'Plan',
  'Goal',
  'Measure',
  'Activity',
  'RemovalProposal',
  'Matter',
  'Person',
] as const;

const cases = (texts: Record<(typeof things)[number], readonly string[]>) =>
  things.flatMap((thing) => texts[thing].map((text) => ({ thing, text })));

describe('an id', () => {
  it('is one of its thing', () => {
    const wrong = wrongRows(cases(good), ({ thing, text }) => {
      expect(isId(thing, text)).toBe(true);
      expect(idOf(thing, text)).toBe(text);
    });
    expect(wrong).toEqual([]);
  });

  it('rule 43: a thing with an impossible id does not exist', () => {
    const wrong = wrongRows(cases(bad), ({ thing, text }) => {
      expect(isId(thing, text)).toBe(false);
      refused(() => idOf(thing, text), 'NOT_FOUND', { id: text });
    });
    expect(wrong).toEqual([]);
  });

  it('has 200 characters at most', () => {
    expect(isId('Person', 'a'.repeat(200))).toBe(true);
    expect(isId('Person', 'a'.repeat(201))).toBe(false);
  });

  it('rule 32: names nobody “system”, so that no person can be Tertial itself', () => {
    refused(() => idOf('Person', 'system'), 'NOT_FOUND', { id: 'system' });
  });
});

describe('the parents of a thing', () => {
  const proposal = idOf('RemovalProposal', 'exempel.ks.2026.g1.a2.r3');

  it('stand in its id', () => {
    expect(municipalityOf(proposal)).toBe('exempel');
    expect(boardOf(proposal)).toBe('exempel.ks');
    expect(planOf(proposal)).toBe('exempel.ks.2026');
    expect(goalOf(proposal)).toBe('exempel.ks.2026.g1');
    expect(activityOf(proposal)).toBe('exempel.ks.2026.g1.a2');
    expect(yearOf(proposal)).toBe(2026);
  });

  it('are found from each of them, and each is its own', () => {
    expect(activityOf(activityOf(proposal))).toBe('exempel.ks.2026.g1.a2');
    expect(goalOf(idOf('Measure', 'exempel.ks.2026.g1.m1'))).toBe('exempel.ks.2026.g1');
    expect(boardOf(idOf('Matter', 'exempel.ks.dnr-ks-2026-7'))).toBe('exempel.ks');
    expect(boardOf(boardOf(proposal))).toBe('exempel.ks');
    expect(municipalityOf(idOf('SteeringModel', 'exempel.model-2026'))).toBe('exempel');
  });

  it('rule 94: are the board of a role for a board, and none for a role of the municipality', () => {
    expect(boardOfRole(idOf('RoleAssignment', 'exempel.ks.role-1'))).toBe('exempel.ks');
    expect(boardOfRole(idOf('Deputy', 'exempel.ks.role-1.d2'))).toBe('exempel.ks');
    expect(boardOfRole(idOf('RoleAssignment', 'exempel.role-1'))).toBeNull();
    expect(boardOfRole(idOf('Deputy', 'exempel.role-1.d2'))).toBeNull();
    expect(municipalityOf(idOf('Deputy', 'exempel.role-1.d2'))).toBe('exempel');
    expect(roleAssignmentIdOf(idOf('Municipality', 'exempel'), 3)).toBe('exempel.role-3');
  });

  it('number their children', () => {
    const plan = planIdOf(idOf('Board', 'exempel.ks'), 2026);
    const goal = goalIdOf(plan, 1);
    const activity = activityIdOf(goal, 2);
    expect(measureIdOf(goal, 4)).toBe('exempel.ks.2026.g1.m4');
    expect(proposalIdOf(activity, 3)).toBe(proposal);
  });

  it('have no children that cannot be', () => {
    refused(() => planIdOf(idOf('Board', 'exempel.ks'), 26), 'NOT_FOUND', { id: 'exempel.ks.26' });
  });
});

describe('the matter of a registry number', () => {
  const board = idOf('Board', 'exempel.ks');

  it.each(['KS 2026/123', 'KS-2026-123', 'ks 2026/123', '  KS  2026 / 123 ', 'KS.2026:123.'])(
    'is the same however it is written: %s',
    (dnr) => {
      expect(matterIdOf(board, dnr)).toBe('exempel.ks.dnr-ks-2026-123');
    },
  );

  it('keeps letters beyond a to z', () => {
    expect(matterIdOf(board, 'ÖVN 2026/1')).toBe('exempel.ks.dnr-övn-2026-1');
  });

  it('is another for another number or another board', () => {
    expect(matterIdOf(board, 'KS 2026/12')).not.toBe(matterIdOf(board, 'KS 2026/123'));
    expect(matterIdOf(idOf('Board', 'exempel.bun'), 'KS 2026/123')).toBe('exempel.bun.dnr-ks-2026-123');
  });

  it('is none for a number without letters and digits', () => {
    refused(() => matterIdOf(board, ' / '), 'NOT_FOUND', { id: 'exempel.ks.dnr-' });
  });
});
