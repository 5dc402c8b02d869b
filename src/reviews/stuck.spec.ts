import {
  board,
  by,
  clerk,
  controller,
  head,
  otherClerk,
  person,
  refused,
  unitManager,
} from '../../test/support/given.js';
import { task } from '../kernel/waiting.js';
import { bothSteps } from '../../test/support/removal-under-test.js';
import type { Person } from '../kernel/permissions.js';
import { adoptReviewChain } from './review-chain-adoption.js';
import { defaultChain } from './review.js';
import { roleToFill, stuckAt, stuckAtBoards, type StuckText, unheldSteps } from './stuck.js';

const [first, second] = defaultChain.steps;
const text: StuckText = {
  boardId: board,
  id: 'exempel.ks.dnr-ks-2026-7',
  title: 'Uppföljning',
  kind: 'MATTER',
  authors: ['hans'],
  approvals: [],
  waitingStep: first ?? null,
  waitsFor: null,
};
const everybody = [clerk, otherClerk, unitManager, head, controller];

function causeOf(given: Partial<StuckText>, people: readonly Person[] = everybody) {
  return stuckAt({ ...text, ...given }, people)?.cause ?? null;
}

describe('rule 148: a role that loses its last holder', () => {
  const vacancy = { boardId: board, role: 'REVIEWER', step: 'UNIT_MANAGER', from: '2026-06-01' } as const;
  const about = { boardId: board, id: board, deadline: '2026-06-01' };

  it('is a task with the name of its step or its role, until the first day without a holder', () => {
    expect(roleToFill(vacancy, [defaultChain], 'sv')).toEqual(task('FILL_ROLE', { ...about, title: 'Enhetschef' }));
    expect(roleToFill({ ...vacancy, role: 'SECRETARY', step: null }, [], 'sv')).toEqual(
      task('FILL_ROLE', { ...about, title: 'nämndsekreterare' }),
    );
  });

  it('has its name in the language of the reader', () => {
    const [step, role] = [vacancy, { ...vacancy, role: 'SECRETARY', step: null } as const];
    expect(roleToFill(step, [defaultChain], 'en')).toMatchObject({ title: 'Unit manager' });
    expect(roleToFill(role, [], 'en')).toMatchObject({ title: 'secretary' });
  });

  it('is no task when the step is in no chain for new texts', () => {
    expect(roleToFill({ ...vacancy, step: 'LAWYER' }, [defaultChain], 'sv')).toBeNull();
  });
});

describe('a text that waits for its review', () => {
  it('rule 113: is not stuck while somebody can review it', () => {
    expect(causeOf({})).toBeNull();
    expect(causeOf({ authors: ['hans', 'ulla'] }, [...everybody, bothSteps])).toBeNull();
  });

  it('rules 18 and 113: is stuck when everybody who has the step has written it', () => {
    expect(stuckAt({ ...text, authors: ['hans', 'ulla'] }, everybody)).toEqual({
      boardId: board,
      id: text.id,
      title: 'Uppföljning',
      cause: 'HOLDERS_BARRED',
      step: { code: 'UNIT_MANAGER', name: first?.name },
      persons: ['ulla'],
      waysOut: [
        {
          sv: 'Ge granskningssteget Enhetschef till någon som varken har skrivit texten eller godkänt ett tidigare steg.',
          en: 'Give the step Unit manager to somebody who has neither written the text nor approved an earlier step.',
        },
      ],
    });
  });

  it('rules 21 and 113: is stuck when everybody who has the step has approved an earlier one', () => {
    const approvals = [{ step: 'UNIT_MANAGER', version: 1, by: 'bodil', at: '2026-05-12T08:00:00.000Z' }];
    expect(causeOf({ approvals, waitingStep: second ?? null }, [bothSteps])).toBe('HOLDERS_BARRED');
    expect(causeOf({ approvals, waitingStep: second ?? null }, [bothSteps, head])).toBeNull();
  });

  it('rule 113: is stuck at a step that nobody has, or that only a deputy has who may not act', () => {
    expect(causeOf({}, [clerk, head])).toBe('STEP_UNHELD');
    const deputy: Person = {
      ...person('doris', 'REVIEWER'),
      grants: unitManager.grants.map((grant) => ({ ...grant, actingFor: unitManager.personId })),
    };
    expect(causeOf({}, [deputy])).toBeNull();
    expect(causeOf({ waitingStep: first === undefined ? null : { ...first, deputiesMayAct: false } }, [deputy])).toBe(
      'STEP_UNHELD',
    );
  });

  it('rule 113: can be proposed anew, when it is a removal', () => {
    expect(stuckAt({ ...text, kind: 'REMOVAL' }, [])?.waysOut).toHaveLength(2);
  });
});

describe('a text that waits for its author', () => {
  it('rule 113: is stuck when the author is a clerk of the board no more', () => {
    const back = { waitingStep: null, waitsFor: 'hans' };
    expect(causeOf(back)).toBeNull();
    expect(causeOf(back, [otherClerk, unitManager])).toBe('AUTHOR_GONE');
    expect(causeOf({ waitingStep: null, waitsFor: null }, [])).toBeNull();
  });
});

describe('the controller', () => {
  const holders = (people: readonly Person[] | null) => ({ today: () => Promise.resolve(people) });

  it('rule 113: is told of each text that nobody can carry on with, and nobody else is', async () => {
    const told = (who: Person, people: readonly Person[] | null) =>
      stuckAtBoards(who, holders(people), [text], (one, those) => stuckAt(one, those));
    expect(await told(controller, [clerk])).toEqual([
      task('RESOLVE_STUCK', { boardId: board, id: text.id, title: 'Uppföljning' }),
    ]);
    expect(await told(controller, everybody)).toEqual([]);
    expect(await told(clerk, [clerk])).toEqual([]);
    // The sign-in tokens say who has which role: the service cannot know.
    expect(await told(controller, null)).toEqual([]);
  });
});

describe('adopting a review chain', () => {
  const adopt = (people: readonly Person[] | null) =>
    adoptReviewChain({ boardId: board, steps: defaultChain.steps }, people, by(controller));

  it('rule 114: is refused with a step that nobody has', () => {
    expect(adopt([unitManager, head])).toHaveLength(1);
    refused(() => adopt([unitManager]), 'REVIEW_STEP_UNHELD', {
      steps: [{ code: 'HEAD_OF_ADMINISTRATION', sv: 'Förvaltningschef', en: 'Head of administration' }],
    });
    expect(unheldSteps(defaultChain, board, []).map(({ code }) => code)).toEqual(['UNIT_MANAGER', second?.code]);
  });

  it('rule 114: is accepted when the tokens say who has which role', () => {
    expect(adopt(null)).toHaveLength(1);
  });
});
