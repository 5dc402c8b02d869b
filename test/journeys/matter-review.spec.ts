import { randomUUID } from 'node:crypto';
import { idOf, meetingIdOf } from '../../src/kernel/identity.js';
import type { SystemCommand } from '../../src/kernel/reaction.js';
import { summonMatterCommand } from '../../src/matters/matter-before-board.js';
import { InstrumentedCommandBus } from '../../src/platform/commands/command-bus.service.js';
import { IssuedCommand } from '../../src/platform/commands/issued.command.js';
import { Checkpoints } from '../../src/platform/projections/checkpoints.service.js';
import type { Api } from '../support/api-under-test.js';
import { meetingOn } from '../support/board-under-test.js';
import { activity, adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';

// A matter from its first point to the summons, over the API: its draft, its versions, its figures and its review.

const boardId = idOf('Board', 'exempel.ks');
const MATTER = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
const meetingId = meetingIdOf(boardId, '2026-05-27');
const brief = 'Planen har {{plan.activities}} aktiviteter, varav {{activities.ON_HOLD}} i vänteläge.';
const considerations = 'Om {{removals}} tas ur planen är {{plan.remaining}} kvar.';

describe('a matter on its way to the board', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;

  beforeAll(async () => {
    municipality = await startMunicipality('2026-05-04');
    ({ api } = municipality);
    await adoptSmallPlan(api, 3);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-08' });
    await api.give('hanna', 'reportStatus', report('ON_HOLD'));
    await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    const { id: proposalId } = await api.give('hanna', 'proposeRemoval', {
      activityId: activity(2),
      category: 'LACKS_RESOURCES',
      motivation: 'Tjänsten är vakant.',
    });
    for (const who of ['erik', 'fatima']) {
      await api.give(who, 'reviewRemoval', { proposalId, version: 1, verdict: 'APPROVE' });
    }
    await api.give('hanna', 'openMatter', { boardId, dnr: 'KS 2026/142', title: 'Uppföljning tertial 1 2026' });
    await api.give('hanna', 'addReportPoint', { matterId: MATTER, planId: plan, tertial: 'T1' });
    await api.give('hanna', 'addRemovalPoint', { matterId: MATTER, proposalId });
  });
  afterAll(() => municipality.close());

  function report(status: string) {
    return { activityId: activity(1), tertial: 'T1', status, comment: 'Läget.', validOn: '2026-04-30' };
  }

  async function hashOf(version: number): Promise<string> {
    const { versions } = await api.see('hanna', 'matter', { id: MATTER });
    return versions.find(({ number }) => number === version)?.hash ?? '';
  }

  async function verdict(version: number, given = 'APPROVE', reason = '') {
    return { matterId: MATTER, version, hash: await hashOf(version), verdict: given, reason };
  }

  it('rule 113: cannot tell who is able to act when the tokens say who has which role', async () => {
    expect(await api.see('cecilia', 'stuck', { boardId })).toMatchObject({ rolesKnown: false, unheldSteps: [] });
  });

  it('rule 47: keeps a draft beside the log, which can be cleared', async () => {
    const before = await api.head();
    expect(await api.see('hanna', 'matterDraft', { matterId: MATTER })).toMatchObject({ revision: 0, by: null });
    const saved = await api.give('hanna', 'saveMatterDraft', { matterId: MATTER, expectedDraftRevision: 0, brief });
    expect(saved).toMatchObject({
      texts: { title: 'Uppföljning tertial 1 2026', brief },
      revision: 1,
      authors: ['hanna'],
    });
    const cleared = await api.give('hanna', 'clearMatterDraft', { matterId: MATTER, expectedDraftRevision: 1 });
    expect(cleared).toMatchObject({ texts: { brief: '' }, revision: 2, authors: [] });
    expect(await api.head()).toBe(before);
  });

  it('rule 42: loses nobody’s text: whoever saves on another draft than they read is told so', async () => {
    const attachments = [{ name: 'Redovisning', reference: 'KS 2026/142-2', sha256: 'ab'.repeat(32) }];
    const texts = { brief, considerations, attachments, recipients: ['Revisorerna'] };
    await api.give('hanna', 'saveMatterDraft', { matterId: MATTER, expectedDraftRevision: 2, ...texts });
    const late = { matterId: MATTER, expectedDraftRevision: 2, brief: 'Annat.' };
    expect((await api.refused('hugo', 'saveMatterDraft', late)).extensions).toMatchObject({
      code: 'DRAFT_CHANGED',
      details: { expected: 2, actual: 3, by: 'hanna' },
    });
    const both = [1, 2].map((n) =>
      api.ask('hugo', 'saveMatterDraft', { input: { ...late, expectedDraftRevision: 3, brief: `${brief} ${n}` } }),
    );
    const codes = (await Promise.all(both)).map(({ errors }) => errors[0]?.extensions.code ?? 'saved');
    expect(codes.toSorted()).toEqual(['DRAFT_CHANGED', 'saved']);
    await api.give('hanna', 'saveMatterDraft', { matterId: MATTER, expectedDraftRevision: 4, brief });
  });

  it.each(['rut', 'sara', 'cecilia', 'lars'])('rule 47: shows the draft to nobody else: %s', async (who) => {
    const { errors } = await api.ask(who, 'matterDraft', { matterId: MATTER });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('rules 74 and 75: submits a version with its figures in place and the hash of its content', async () => {
    await api.refused('hanna', 'submitMatter', { matterId: MATTER, draftRevision: 4 });
    const { status, versions, authors, waitingStep, drift } = await api.give('hanna', 'submitMatter', {
      matterId: MATTER,
      draftRevision: 5,
    });
    expect({ status, authors, waitingStep, drift }).toMatchObject({
      status: 'IN_REVIEW',
      authors: ['hanna', 'hugo'],
      waitingStep: { code: 'UNIT_MANAGER' },
      drift: [],
    });
    expect(versions).toMatchObject([
      {
        number: 1,
        asRead: {
          brief: 'Planen har 4 aktiviteter, varav 1 i vänteläge.',
          considerations: 'Om 1 tas ur planen är 3 kvar.',
        },
        texts: { brief },
        points: [{ kind: 'APPROVE_REPORT' }, { kind: 'REMOVE_ACTIVITY', proposalVersion: 1 }],
      },
    ]);
    expect(versions[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await api.waitingFor('erik')).toEqual({ REVIEW_MATTER: 1 });
  });

  it('tells at once when the figures no longer agree, and again when they do', async () => {
    const correct = (status: string) => api.give('hanna', 'correctStatus', { ...report(status), reason: 'Fel rad.' });
    const drift = async () => (await api.see('rut', 'matter', { id: MATTER })).drift;
    await correct('ONGOING_AS_PLANNED');
    expect(await drift()).toEqual([{ name: 'activities.ON_HOLD', written: 1, now: 0 }]);
    await correct('ON_HOLD');
    expect(await drift()).toEqual([]);
    await api.give('cecilia', 'addActivity', {
      goalId: `${plan}.g1`,
      activity: {
        heading: 'Ny',
        description: '',
        startDate: '2026-01-01',
        endDate: '2026-11-30',
        responsibleUnit: 'Stab',
      },
      decision: { date: '2026-04-29', paragraph: '80', dnr: 'KS 2026/99' },
    });
    expect(await drift()).toEqual([
      { name: 'plan.activities', written: 4, now: 5 },
      { name: 'plan.remaining', written: 3, now: 4 },
    ]);
  });

  it('rule 20: binds a verdict to what was read, and shows the next time what has changed', async () => {
    const other = { ...(await verdict(1)), hash: '0'.repeat(64) };
    expect((await api.refused('erik', 'reviewMatter', other)).extensions.code).toBe('CHANGED_SINCE_READ');
    expect((await api.see('erik', 'matter', { id: MATTER })).changesSinceReviewed).toBeNull();
    const { reportDifference } = await api.see('erik', 'matter', { id: MATTER });
    expect((await api.refused('erik', 'reviewMatter', await verdict(1))).extensions).toMatchObject({
      code: 'REPORT_CHANGED',
      details: { version: 1, reviewers: [] },
    });
    await api.give('erik', 'reviewMatter', { ...(await verdict(1)), reportHash: reportDifference?.hash });
    await api.give('fatima', 'reviewMatter', await verdict(1, 'RETURN', 'Siffrorna stämmer inte.'));
    expect(await api.waitingFor('hanna')).toEqual({ PUT_TO_BOARD: 1, REVISE_MATTER: 1 });
    const again = await api.give('hanna', 'submitMatter', { matterId: MATTER, draftRevision: 5 });
    expect(again).toMatchObject({ status: 'IN_REVIEW', drift: [], lapsedApprovals: [{ by: 'erik' }] });
    expect((await api.see('erik', 'matter', { id: MATTER })).changesSinceReviewed).toMatchObject({
      from: 1,
      to: 2,
      texts: [
        { what: 'brief', before: 'Planen har 4 aktiviteter, varav 1 i vänteläge.' },
        { what: 'considerations', after: 'Om 1 tas ur planen är 4 kvar.' },
      ],
      points: [],
      attachments: [],
    });
  });

  it('rules 111 and 112: voids the approvals when the report changes, until each reviewer accepts it', async () => {
    for (const who of ['erik', 'fatima']) await api.give(who, 'reviewMatter', await verdict(2));
    const difference = async (who: string) => (await api.see(who, 'matter', { id: MATTER })).reportDifference;
    expect(await difference('rut')).toBeNull();
    const meeting = await api.give('sara', 'scheduleMeeting', meetingOn('2026-06-03'));
    await api.give('sara', 'putOnAgenda', { meetingId: meeting.id, matterId: MATTER });
    await api.give('hanna', 'correctStatus', { ...report('NOT_STARTED'), reason: 'Fel rad.' });
    const changed = await difference('rut');
    expect(changed).toMatchObject({
      changes: [{ id: activity(1), part: 'STATUS', before: expect.stringContaining('ON_HOLD') }],
      voidApprovals: [{ by: 'erik' }, { by: 'fatima' }],
    });
    const late = await api.refused('sara', 'sendSummons', { meetingId: meeting.id });
    expect(late.extensions).toMatchObject({
      code: 'REPORT_CHANGED',
      details: { matterId: MATTER, changes: changed?.changes, reviewers: ['erik', 'fatima'] },
    });
    expect(await api.waitingFor('erik')).toMatchObject({ ACCEPT_REPORT_CHANGE: 1 });
    expect(await api.waitingFor('sara')).not.toHaveProperty('PUT_ON_AGENDA');
    const accept = { matterId: MATTER, version: 2, reportHash: changed?.hash };
    expect((await api.refused('hanna', 'acceptReportChange', accept)).extensions.code).toBe('FORBIDDEN');
    await api.give('erik', 'acceptReportChange', accept);
    expect(await difference('rut')).toMatchObject({ voidApprovals: [{ by: 'fatima' }] });
    await api.give('fatima', 'acceptReportChange', accept);
    expect(await difference('rut')).toMatchObject({ voidApprovals: [] });
    await api.give('sara', 'takeOffAgenda', { meetingId: meeting.id, matterId: MATTER });
    expect(await api.waitingFor('sara')).toMatchObject({ PUT_ON_AGENDA: 1 });
  });

  it('rule 53: shows a member of the board nothing before the summons', async () => {
    const { errors } = await api.ask('lars', 'matter', { id: MATTER });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await api.see('lars', 'matters', { boardId })).edges).toEqual([]);
    expect((await api.see('rut', 'matters', { boardId, status: 'REVIEWED' })).edges).toHaveLength(1);
  });

  it('rules 26 and 108: shows them the version that was summoned, with what the board has to decide', async () => {
    const { versions } = await api.see('hanna', 'matter', { id: MATTER });
    const [version] = versions.slice(-1);
    if (version === undefined) throw new Error('The matter has a version.');
    const points = [
      {
        number: 1,
        subject: { kind: 'APPROVE_REPORT' as const, planId: idOf('Plan', plan), tertial: 'T1' as const },
        proposedWording: version.points[0]?.proposedWording ?? '',
      },
      {
        number: 2,
        subject: {
          kind: 'REMOVE_ACTIVITY' as const,
          activityId: idOf('Activity', activity(2)),
          proposalId: idOf('RemovalProposal', `${activity(2)}.r1`),
          version: 1,
        },
        proposedWording: version.points[1]?.proposedWording ?? '',
      },
    ];
    const { hash } = version;
    await summon(summonMatterCommand({ meetingId, matterId: MATTER, version: 2, hash, points, addedAtMeeting: false }));
    const shown = await api.see('lars', 'matter', { id: MATTER });
    expect(shown).toMatchObject({
      status: 'BEFORE_BOARD',
      versions: [{ number: 2 }],
      summoned: [{ meetingId, version: 2 }],
      authors: [],
      verdicts: [],
      changesSinceReviewed: null,
    });
    expect(shown.reportDifference).toMatchObject({ changes: [{ part: 'STATUS' }], voidApprovals: [] });
    expect(shown.versions[0]?.points).toMatchObject([
      { kind: 'APPROVE_REPORT', removal: null, reportHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      {
        kind: 'REMOVE_ACTIVITY',
        removal: {
          category: 'LACKS_RESOURCES',
          motivation: 'Tjänsten är vakant.',
          goalId: `${plan}.g1`,
          startDate: '2026-01-01',
          status: null,
        },
      },
    ]);
    const { errors } = await api.ask('lars', 'removalProposal', { id: `${activity(2)}.r1` });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await api.see('lars', 'matters', { boardId, status: 'BEFORE_BOARD' })).edges).toHaveLength(1);
    expect((await api.see('lars', 'matters', { boardId, status: 'DECIDED' })).edges).toEqual([]);
    expect((await api.see('rut', 'matter', { id: MATTER })).versions).toHaveLength(2);
  });

  it('rule 14: gives the proposal to the board, and lets nobody change the matter', async () => {
    const id = `${activity(2)}.r1`;
    expect(await api.see('hanna', 'removalProposal', { id })).toMatchObject({
      status: 'BEFORE_BOARD',
      matterId: MATTER,
    });
    const late = { matterId: MATTER, expectedDraftRevision: 5, brief: 'För sent.' };
    expect((await api.refused('hanna', 'saveMatterDraft', late)).extensions.code).toBe('MATTER_STATUS');
    const point = { matterId: MATTER, wording: 'För sent.' };
    expect((await api.refused('hanna', 'addOtherPoint', point)).extensions.code).toBe('MATTER_STATUS');
  });

  it('rule 76: has a chain for each kind of text', async () => {
    const steps = [{ code: 'HEAD_OF_ADMINISTRATION', name: { sv: 'Chef', en: 'Head' } }];
    const adopted = await api.give('cecilia', 'adoptReviewChain', { boardId, kind: 'OTHER', steps });
    expect(adopted).toMatchObject({ version: 1, steps: [{ code: 'HEAD_OF_ADMINISTRATION' }] });
    expect(await api.see('hanna', 'reviewChain', { boardId, kind: 'FOLLOW_UP' })).toMatchObject({ version: 0 });
    expect(await api.see('hanna', 'reviewChain', { boardId })).toMatchObject({ version: 0 });
    const dnr = 'KS 2026/200';
    const { id: matterId } = await api.give('hanna', 'openMatter', { boardId, kind: 'OTHER', dnr, title: 'Mallar' });
    await api.give('hanna', 'addOtherPoint', { matterId, wording: 'Se över mallarna' });
    const texts = { brief: 'Kort.', considerations: 'Överväganden.' };
    await api.give('hanna', 'saveMatterDraft', { matterId, expectedDraftRevision: 0, ...texts });
    const { waitingStep } = await api.give('hanna', 'submitMatter', { matterId, draftRevision: 1 });
    expect(waitingStep?.code).toBe('HEAD_OF_ADMINISTRATION');
  });

  /** Gives a command as Tertial itself, and waits until the views show all that follows. */
  async function summon(command: SystemCommand): Promise<void> {
    const id = randomUUID();
    const actor = { kind: 'system', personId: 'system', municipalityId: idOf('Municipality', 'exempel') } as const;
    const stamp = { actor, today: '2026-05-20', commandId: id, correlationId: id, causationId: null };
    const { position } = await api.app.get(InstrumentedCommandBus).execute(new IssuedCommand(command, stamp));
    await api.app.get(Checkpoints).settled(position, 60_000);
  }
});
