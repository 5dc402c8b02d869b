import { randomUUID } from 'node:crypto';
import type { Api } from '../support/api-under-test.js';
import {
  activity,
  adoption,
  adoptSmallPlan,
  change,
  model,
  plan,
  plannedActivity,
  startMunicipality,
} from '../support/municipality-under-test.js';

const english = { 'accept-language': 'en' };

describe('every command', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;

  beforeAll(async () => {
    municipality = await startMunicipality();
    ({ api } = municipality);
    await adoptSmallPlan(api, 13);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
  });
  afterAll(() => municipality.close());

  function report(number: number, more: object = {}) {
    const status = 'ONGOING_AS_PLANNED';
    return { activityId: activity(number), tertial: 'T1', status, comment: 'Löper på.', ...more };
  }

  function proposal(number: number, more: object = {}) {
    return { activityId: activity(number), category: 'LACKS_RESOURCES', motivation: 'Resurser saknas.', ...more };
  }

  async function propose(number: number): Promise<string> {
    return (await api.give('hanna', 'proposeRemoval', proposal(number))).id;
  }

  describe('rule 41: the command id', () => {
    const commandId = randomUUID();

    it('has one effect and one answer however often the command is sent', async () => {
      const first = await api.give('hanna', 'reportStatus', report(1, { commandId }));
      const after = await api.head();
      for (let time = 2; time <= 4; time += 1) {
        expect(await api.give('hanna', 'reportStatus', report(1, { commandId }))).toEqual(first);
      }
      expect(await api.head()).toBe(after);
    });

    it('has one effect when the command is sent twice at the same instant', async () => {
      const twice = report(2, { commandId: randomUUID() });
      const before = await api.head();
      const answers = await Promise.all([1, 2].map(() => api.give('hanna', 'reportStatus', twice)));
      expect(answers[0]).toEqual(answers[1]);
      expect(await api.head()).toBe(before + 1);
    });

    it('gives the same answer to a proposal, and does not make a second one', async () => {
      const once = proposal(12, { commandId: randomUUID() });
      const first = await api.give('hanna', 'proposeRemoval', once);
      expect(await api.give('hanna', 'proposeRemoval', once)).toEqual(first);
    });

    it.each([
      ['another content', 'hanna', () => report(1, { commandId, comment: 'Något annat.' })],
      ['another thing', 'hanna', () => report(1, { commandId, activityId: activity(1, 2) })],
      ['another person', 'hugo', () => report(1, { commandId })],
    ])('is refused with %s', async (_, who, input) => {
      expect(await api.refused(who, 'reportStatus', input())).toMatchObject({
        extensions: { code: 'COMMAND_ID_REUSED', details: { commandId } },
      });
    });
  });

  it('rule 42: a stale revision is refused, and says what has changed, by whom and when', async () => {
    const proposalId = await propose(3);
    const { revision } = await api.see('hanna', 'removalProposal', { id: proposalId });
    const text = { proposalId, category: 'OTHER', expectedRevision: revision };
    municipality.clock.set('2026-05-12T10:30:00.000Z');
    await api.give('hugo', 'reviseRemoval', { ...text, motivation: 'Hugos ord.' });
    const fault = await api.refused('hanna', 'reviseRemoval', { ...text, motivation: 'Hannas ord.' });
    expect(fault).toMatchObject({
      extensions: {
        code: 'REVISION_CONFLICT',
        details: {
          expected: revision,
          actual: revision + 1,
          changes: [{ event: 'RemovalRevised', actor: 'hugo', role: 'CLERK', at: '2026-05-12T10:30:00.000Z' }],
        },
      },
    });
    expect(fault.message).toBe(
      'Det du läste har ändrats av hugo (handläggare) den 12 maj 2026 kl. 12.30. Läs in sidan på nytt och försök igen.',
    );
    const again = { ...text, motivation: 'Hannas ord.', expectedRevision: revision + 1 };
    expect(await api.give('hanna', 'reviseRemoval', again)).toMatchObject({ revision: revision + 2, version: 3 });
  });

  describe('rule 11: a second open proposal', () => {
    it('at the same instant by two clerks: one is accepted, the other is pointed at it', async () => {
      const before = await api.head();
      const answers = await Promise.all(
        ['hanna', 'hugo'].map((who) => api.ask(who, 'proposeRemoval', { input: proposal(4) })),
      );
      const accepted = answers.filter(({ errors }) => errors.length === 0);
      const refused = answers.filter(({ errors }) => errors.length > 0);
      expect(accepted).toMatchObject([{ data: { proposeRemoval: { id: `${activity(4)}.r1` } } }]);
      expect(refused).toMatchObject([
        {
          errors: [{ extensions: { code: 'REMOVAL_ALREADY_OPEN', details: { proposalId: `${activity(4)}.r1` } } }],
        },
      ]);
      expect(await api.head()).toBe(before + 1);
    });

    it('of several activities at the same instant, several times each: every activity has exactly one', async () => {
      const numbers = [5, 6, 7, 8];
      const answers = await Promise.all(
        numbers.flatMap((number) =>
          ['hanna', 'hugo', 'hanna', 'hugo'].map((who) => api.ask(who, 'proposeRemoval', { input: proposal(number) })),
        ),
      );
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(numbers.length);
      const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
      expect(new Set(codes)).toEqual(new Set(['REMOVAL_ALREADY_OPEN']));
      for (const number of numbers) {
        const { versions } = await api.see('rut', 'removalProposal', { id: `${activity(number)}.r1` });
        expect(versions).toHaveLength(1);
      }
    });
  });

  it('rule 14: withdrawn by its author after review, the reviews are void; nobody else withdraws it', async () => {
    const proposalId = `${activity(5)}.r1`;
    const { author } = await api.see('rut', 'removalProposal', { id: proposalId });
    const other = author === 'hanna' ? 'hugo' : 'hanna';
    await api.give('erik', 'reviewRemoval', { proposalId, version: 1, verdict: 'APPROVE' });
    await api.give('fatima', 'reviewRemoval', { proposalId, version: 1, verdict: 'APPROVE' });
    expect(await api.refused(other, 'withdrawRemoval', { proposalId })).toMatchObject({
      extensions: { code: 'NOT_THE_AUTHOR' },
    });
    const withdrawn = await api.give(author, 'withdrawRemoval', { proposalId, reason: 'Tjänsten är tillsatt.' });
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', approvals: [] });
    expect(withdrawn.lapsedApprovals.map(({ by }) => by)).toEqual(['erik', 'fatima']);
    // A request that has ended makes room for another.
    expect(await propose(5)).toBe(`${activity(5)}.r2`);
  });

  describe('the review', () => {
    const approve = (proposalId: string, version = 1) => ({ proposalId, version, verdict: 'APPROVE' });

    it('rule 17: nobody approves their own text, whatever role they hold', async () => {
      const proposalId = await propose(9);
      expect(await api.refused('hanna', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'FORBIDDEN', details: { command: 'reviewRemoval', allowed: ['REVIEWER'] } },
      });
      expect(await api.refused('hanna as unit manager', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'OWN_TEXT' },
      });
      expect(await api.refused('adam', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    });

    it('rule 18: a reviewer who has changed the text is a co-author', async () => {
      const proposalId = `${activity(9)}.r1`;
      const text = { proposalId, category: 'OTHER', motivation: 'Eriks ord.' };
      expect(await api.give('erik', 'reviseRemoval', text)).toMatchObject({ authors: ['hanna', 'erik'], version: 2 });
      expect(await api.refused('erik', 'reviewRemoval', approve(proposalId, 2))).toMatchObject({
        extensions: { code: 'OWN_TEXT' },
      });
      expect(await api.waitingFor('erik')).toMatchObject({ REVIEW_REMOVAL: expect.any(Number) });
      const { removals } = await api.see('erik', 'waitingForMe');
      expect(removals.map(({ id }) => id)).not.toContain(proposalId);
    });

    it('rule 19: nothing is returned or declined without a reason', async () => {
      const proposalId = `${activity(6)}.r1`;
      for (const verdict of ['RETURN', 'DECLINE']) {
        const wordless = { proposalId, version: 1, verdict, reason: '  ' };
        expect(await api.refused('erik', 'reviewRemoval', wordless)).toMatchObject({
          extensions: { code: 'REASON_MISSING' },
        });
      }
      const returned = { proposalId, version: 1, verdict: 'RETURN', reason: 'Kostnaden saknas.' };
      expect(await api.give('erik', 'reviewRemoval', returned)).toMatchObject({
        status: 'RETURNED',
        verdicts: [{ verdict: 'RETURN', reason: 'Kostnaden saknas.', by: 'erik', step: 'UNIT_MANAGER' }],
      });
    });

    it('rule 20: approvals lapse when a decision rewords the activity between two of them', async () => {
      const proposalId = await propose(13);
      await api.give('erik', 'reviewRemoval', approve(proposalId));
      const words = { heading: 'Stäng kontaktcentret', description: 'x' };
      await api.give('cecilia', 'rewordActivity', { activityId: activity(13), ...words, decision: change });
      expect(await api.refused('fatima', 'reviewRemoval', approve(proposalId, 2))).toMatchObject({
        extensions: { code: 'NOT_YOUR_STEP', details: { step: 'UNIT_MANAGER' } },
      });
      expect(await api.refused('erik', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'CHANGED_SINCE_READ', details: { read: 1, current: 2 } },
      });
      expect(await api.see('erik', 'removalProposal', { id: proposalId })).toMatchObject({
        ...{ status: 'IN_REVIEW', approvals: [], lapsedApprovals: [{ by: 'erik' }], authors: ['hanna'] },
        versions: [{ activityChange: null }, { activityChange: { ...words, startDate: null } }],
      });
    });

    it('rule 20: approvals lapse when the text is changed, and a verdict on the old text is refused', async () => {
      const proposalId = await propose(10);
      await api.give('erik', 'reviewRemoval', approve(proposalId));
      const text = { proposalId, category: 'OTHER', motivation: 'Nya ord.' };
      const revised = await api.give('hanna', 'reviseRemoval', text);
      expect(revised).toMatchObject({ approvals: [], waitingStep: { code: 'UNIT_MANAGER' } });
      expect(revised.lapsedApprovals).toMatchObject([{ by: 'erik', version: 1, step: 'UNIT_MANAGER' }]);
      expect(revised.versions.map(({ motivation }) => motivation)).toEqual(['Resurser saknas.', 'Nya ord.']);
      expect(await api.refused('erik', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'CHANGED_SINCE_READ', details: { read: 1, current: 2 } },
      });
    });

    it('rule 21: steps come in order, none is skipped, and nobody takes two of them', async () => {
      const proposalId = await propose(11);
      expect(await api.refused('fatima', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'NOT_YOUR_STEP', details: { step: 'UNIT_MANAGER' } },
      });
      await api.give('erik', 'reviewRemoval', approve(proposalId));
      expect(await api.refused('erik', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'NOT_YOUR_STEP', details: { step: 'HEAD_OF_ADMINISTRATION' } },
      });
      expect(await api.refused('erik as head', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'SECOND_STEP_BY_SAME_PERSON', details: { step: 'UNIT_MANAGER' } },
      });
      expect(await api.give('fatima', 'reviewRemoval', approve(proposalId))).toMatchObject({ status: 'REVIEWED' });
      expect(await api.refused('fatima', 'reviewRemoval', approve(proposalId))).toMatchObject({
        extensions: { code: 'REMOVAL_STATUS', details: { status: 'REVIEWED' } },
      });
    });
  });

  describe('rule 45: a refusal says what to do', () => {
    const swedish = 'Kommentar saknas. Beskriv läget och hur bedömningen har gjorts.';

    it.each([
      ['in Swedish when nothing is said', {}, swedish],
      ['in Swedish to somebody who reads neither', { 'accept-language': 'de' }, swedish],
      ['in Swedish to somebody who prefers it', { 'accept-language': 'en;q=0.5, sv-SE' }, swedish],
      [
        'in English to somebody who asks for it',
        english,
        'A comment is missing. Describe the state of things and how it was judged.',
      ],
    ])('%s', async (_, headers, message) => {
      const fault = await api.refused('hanna', 'reportStatus', report(1, { comment: ' ' }), headers);
      expect(fault).toMatchObject({ message, extensions: { code: 'COMMENT_MISSING' } });
    });

    it('and which codes there are (rule 1)', async () => {
      const fault = await api.refused('hanna', 'reportStatus', report(1, { status: 'GREEN' }), english);
      expect(fault).toMatchObject({ extensions: { code: 'UNKNOWN_STATUS', details: { given: 'GREEN' } } });
      expect(fault.message).toContain('Choose one of Not started, On hold, Ongoing as planned');
    });
  });

  describe('what cannot be read', () => {
    it('names each field that is wrong', async () => {
      const input = {
        commandId: 'not-a-uuid',
        boardId: 'exempel.ks',
        year: 1999,
        steeringModelId: model,
        decision: { ...adoption, dnr: 'x'.repeat(10_001) },
        goals: [{ title: 'Mål', activities: [{ ...plannedActivity('x'.repeat(10_001)) }] }],
      };
      const fault = await api.refused('cecilia', 'adoptPlan', input);
      expect(fault).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
      expect(fault.extensions.details).toEqual({
        fields: expect.arrayContaining([
          { field: 'commandId', problem: 'isUuid' },
          { field: 'year', problem: 'min' },
          { field: 'decision.dnr', problem: 'maxLength' },
          { field: 'goals.0.activities.0.heading', problem: 'maxLength' },
        ]),
      });
      for (const field of ['commandId', 'år', 'decision.dnr', 'goals.0.activities.0.heading']) {
        expect(fault.message).toContain(field);
      }
    });

    it('says that a page is too long, or its cursor no cursor', async () => {
      const boardId = 'exempel.ks';
      expect(await api.ask('rut', 'matters', { boardId, first: 101 })).toMatchObject({
        errors: [{ extensions: { code: 'INVALID_INPUT', details: { fields: [{ field: 'first', problem: 'max' }] } } }],
      });
      expect(await api.ask('rut', 'matters', { boardId, after: 'nonsense' })).toMatchObject({
        errors: [
          { extensions: { code: 'INVALID_INPUT', details: { fields: [{ field: 'after', problem: 'cursor' }] } } },
        ],
      });
    });

    it('names the field of a bad date, each time it is sent', async () => {
      const input = { planId: plan, goal: { title: 'Mål' }, decision: { ...change, date: '2026-02-30' } };
      for (let time = 1; time <= 3; time += 1) {
        const { data, errors } = await api.ask('cecilia', 'addGoal', { input });
        expect(data).toBeNull();
        expect(errors).toMatchObject([{ extensions: { code: 'INVALID_QUERY' } }]);
        expect(errors[0]?.message).toContain('input.decision.date');
      }
    });

    it('takes what is left out and what is null for the same, also of a command sent before', async () => {
      const commandId = randomUUID();
      const first = await api.give('hanna', 'reportStatus', report(2, { commandId }));
      const nulls = { commandId, expectedRevision: null, validOn: null };
      expect(await api.give('hanna', 'reportStatus', report(2, nulls))).toEqual(first);
    });
  });

  describe('rule 8: a correction', () => {
    beforeAll(async () => {
      await api.give('hanna', 'assessGoal', {
        goalId: `${plan}.g1`,
        tertial: 'T1',
        status: 'PARTLY_FULFILLED',
        comment: 'Delvis.',
      });
      await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    });

    it('is all that is taken after the follow-up is closed', async () => {
      expect(await api.refused('hanna', 'reportStatus', report(1))).toMatchObject({
        extensions: { code: 'FOLLOW_UP_CLOSED', details: { tertial: 'T1' } },
      });
      expect(await api.refused('hanna', 'correctStatus', report(1))).toMatchObject({
        extensions: { code: 'REASON_MISSING' },
      });
      expect(await api.refused('hanna', 'correctStatus', report(12, { reason: 'Fel.' }))).toMatchObject({
        extensions: { code: 'NOTHING_TO_CORRECT', details: { tertial: 'T1' } },
      });
    });

    it('of a status shows both', async () => {
      municipality.clock.set('2026-05-20T08:00:00.000Z');
      const right = { status: 'ON_HOLD', comment: 'Står still.', reason: 'Fel aktivitet.' };
      const { goals } = await api.give('hanna', 'correctStatus', report(1, right));
      expect(goals[0]?.activities[0]?.status).toMatchObject({
        code: 'ON_HOLD',
        comment: 'Står still.',
        correctionReason: 'Fel aktivitet.',
        at: '2026-05-20T08:00:00.000Z',
        validOn: '2026-04-30',
        earlier: [{ code: 'ONGOING_AS_PLANNED', comment: 'Löper på.', by: 'hanna', voided: false }],
      });
    });

    it('of an assessment shows both', async () => {
      const right = { goalId: `${plan}.g1`, tertial: 'T1', status: 'BARELY_FULFILLED', comment: 'Knappt.' };
      const { goals } = await api.give('hugo', 'correctAssessment', { ...right, reason: 'Räknat fel.' });
      expect(goals[0]?.assessment).toMatchObject({
        code: 'BARELY_FULFILLED',
        by: 'hugo',
        correctionReason: 'Räknat fel.',
        earlier: [{ code: 'PARTLY_FULFILLED', comment: 'Delvis.', by: 'hanna' }],
      });
    });
  });
});
