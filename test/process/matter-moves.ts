import { type Id, matterIdOf } from '../../src/kernel/identity.js';
import { isUndecided } from '../../src/matters/decision-point.js';
import type { Matter } from '../../src/matters/matter.js';
import { allows, type MatterStatus } from '../../src/matters/matter-process.js';
import { board, planId } from './board-with-plan.js';
import type { Chance } from './chance.js';
import { type Option, timely } from './move.js';
import { names } from './people.js';
import { reportsOf } from './reading.js';
import { activityIds, reviewerOf, verdictOf, writers } from './removal-moves.js';
import type { World } from './world.js';

const registry = ['KS 2026/1', 'KS 2026/2'].map((dnr) => ({ dnr, matterId: matterIdOf(board, dnr) }));
export const matterIds = registry.map(({ matterId }) => matterId);

const changeable: readonly MatterStatus[] = ['DRAFT', 'RETURNED', 'REFERRED_BACK'];

export function matterMoves(world: World, chance: Chance): Option[] {
  return registry.flatMap(({ dnr, matterId }, index) => {
    const matter = world.matters.newest(matterId);
    const kind = index === 0 ? ('FOLLOW_UP' as const) : ('OTHER' as const);
    const data = { boardId: board, kind, dnr, title: `Ärende ${dnr}` };
    return [
      {
        weight: timely(matter === null, index === 0 ? 3 : 0.6),
        make: () => [chance.of(...writers), { area: 'matter', command: 'openMatter', data }],
      },
      ...(matter === null ? [] : [...drafting(world, matter, chance), ...pointing(world, matter, chance)]),
      ...(matter === null ? [] : reviewing(world, matter, chance)),
    ];
  });
}

function drafting(world: World, { id: matterId, status, versions }: Matter, chance: Chance): Option[] {
  const draft = world.drafts.get(matterId);
  const expectedDraftRevision = draft?.revision ?? 0;
  const isBlank = (draft?.content ?? versions.at(-1) ?? null) === null;
  const isChangeable = changeable.includes(status);
  const brief = chance.is(0.3) ? 'Planen har {{plan.activities}} aktiviteter.' : 'Ärendet gäller planen.';
  const texts = { title: null, brief, considerations: `Övervägande ${chance.between(1, 99)}` };
  const writing = { matterId, expectedDraftRevision, ...texts, attachments: null, recipients: ['Revisorerna'] };
  return [
    {
      weight: timely(isChangeable, isBlank ? 6 : 0.6) + timely(status === 'IN_REVIEW', 0.4),
      make: () => [
        chance.of(...writers, ...writers, 'bodil', 'frida'),
        { area: 'draft', command: 'saveDraft', data: writing },
      ],
    },
    {
      weight: timely(isChangeable && draft !== undefined, 0.15),
      make: () => [
        chance.of(...writers),
        { area: 'draft', command: 'clearDraft', data: { matterId, expectedDraftRevision } },
      ],
    },
  ];
}

function pointing(world: World, matter: Matter, chance: Chance): Option[] {
  const { id: matterId, points, status } = matter;
  const isChangeable = changeable.includes(status);
  const live = points.filter(({ struck }) => struck === null);
  const taken = live.flatMap(({ subject }) => (subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : []));
  const has = (kind: string) => live.some(({ subject }) => subject.kind === kind);
  const free = activityIds
    .flatMap((id) => world.removals.newest(id))
    .filter(({ id, status: now }) => now === 'REVIEWED' && !taken.includes(id));
  const offered: Id<'RemovalProposal'> | undefined = chance.oneOf(free)?.id ?? taken[0];
  const point = chance.oneOf(points)?.number ?? 1;
  return [
    ...(offered === undefined
      ? []
      : [
          {
            weight: timely(isChangeable && free.length > 0, 7),
            make: () =>
              [
                chance.of(...writers),
                { area: 'matter', command: 'addRemovalPoint', data: { matterId, proposalId: offered } },
              ] as const,
          },
        ]),
    {
      weight: timely(isChangeable && !has('APPROVE_REPORT'), 1.5),
      make: () => [
        chance.of(...writers),
        {
          area: 'matter',
          command: 'addReportPoint',
          data: { matterId, planId, tertial: chance.is(0.95) ? 'T1' : 'T2' },
        },
      ],
    },
    {
      weight: timely(isChangeable && !has('OTHER'), 0.7),
      make: () => [
        chance.of(...writers),
        { area: 'matter', command: 'addOtherPoint', data: { matterId, wording: 'Se över mallarna' } },
      ],
    },
    {
      weight: timely(isChangeable, 0.1),
      make: () => [chance.of(...writers), { area: 'matter', command: 'strikePoint', data: { matterId, point } }],
    },
    {
      weight: timely(allows(matter, 'withdraw'), 0.02),
      make: () => [
        chance.of(...writers),
        { area: 'matter', command: 'withdrawMatter', data: { matterId, reason: 'Öppnat av misstag.' } },
      ],
    },
  ];
}

function reviewing(world: World, matter: Matter, chance: Chance): Option[] {
  const { id: matterId, status, points, review, versions } = matter;
  const draft = world.drafts.get(matterId);
  const current = versions.at(-1);
  const isWritten = (draft?.content ?? current ?? null) !== null && points.some(isUndecided);
  const isReady = points
    .filter(isUndecided)
    .every(
      ({ subject }) =>
        subject.kind !== 'REMOVE_ACTIVITY' ||
        world.removals
          .newest(subject.activityId)
          .some((one) => one.id === subject.proposalId && one.status === 'REVIEWED'),
    );
  const step = review?.chain.steps[review.approvals.length]?.code ?? 'UNIT_MANAGER';
  const { changes, hash: reportHash } = reportsOf(world, matter);
  const approver = names.find((name) => review?.approvals.some(({ by }) => by === name));
  return [
    ...(approver === undefined || current === undefined
      ? []
      : [
          {
            weight: timely(changes.length > 0 && allows(matter, 'accept report change'), 4),
            make: () => {
              const data = { matterId, version: current.number, reportHash };
              return [approver, { area: 'matter', command: 'acceptReportChange', data }] as const;
            },
          },
        ]),
    {
      weight: timely(changeable.includes(status) && isWritten, isReady ? 5 : 0.3) + timely(status === 'IN_REVIEW', 0.1),
      make: () => [
        chance.of(...writers),
        { area: 'matter', command: 'submitMatter', data: { matterId, draftRevision: draft?.revision ?? 0 } },
      ],
    },
    ...(current === undefined
      ? []
      : [
          {
            weight: timely(status === 'IN_REVIEW', 8),
            make: () => {
              const verdict = verdictOf(chance);
              const read = { version: review?.version ?? 1, hash: current.hash };
              const reason = verdict === 'APPROVE' ? '' : 'Se över.';
              const data = { matterId, ...read, verdict, reason, reportHash: chance.is(0.8) ? reportHash : null };
              return [
                review === null ? 'ulla' : reviewerOf(step, review, chance),
                { area: 'matter', command: 'reviewMatter', data },
              ] as const;
            },
          },
        ]),
  ];
}
