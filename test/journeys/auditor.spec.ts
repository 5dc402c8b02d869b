import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isConsistent, isIncluded } from '../../src/evidence/merkle-proof.js';
import { leafHash } from '../../src/evidence/merkle-tree.js';
import { writeNoteKey } from '../../src/evidence/note-key.js';
import { EVIDENCE, type Evidence, passingEvidence } from '../../src/evidence/signing-keys.service.js';
import { exportLog } from '../../src/exports/exporting.service.js';
import { verifyAsAsked } from '../../src/exports/verify-command.service.js';
import type { StatedCheckpoint } from '../../src/kernel/stated-checkpoint.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { sha256 } from '../../src/platform/runtime/hashing.service.js';
import type { Api, ShownEvent } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import {
  approveProposal,
  decision,
  matterIdFor,
  meetingIdOn,
  reviewedMatter,
  writtenMatter,
} from '../support/board-day-under-test.js';
import { everybody, meetingOn } from '../support/board-under-test.js';
import { bytesOf, signedUp, witnessOf } from '../support/evidence-under-test.js';
import { activity, adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import { withoutPermitted } from '../support/permitted-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';

// In 2028 an auditor asks what the board had before it on 27 May 2026, why a goal was called fulfilled, and whether
// anyone has touched the record since. Meanwhile there were corrections, a removal, and a court that annulled it.

const MATTER = matterIdFor(142);
const MEETING = meetingIdOn('2026-05-27');
const THE_MORNING_OF_THE_MEETING = { knownAt: '2026-05-27T06:00:00.000Z' };
const GOAL = `${plan}.g1`;
const TAKEN_OUT = activity(1, 2);
const home = mkdtempSync(join(tmpdir(), 'tertial-auditor-'));
const evidence: Evidence = passingEvidence();

let municipality: MunicipalityUnderTest;
let api: Api;
/** The answers that everybody got on the morning of the meeting. */
let seenThen: object;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-11', inMemory, [{ provide: EVIDENCE, useValue: evidence }]);
  ({ api } = municipality);
  await followedUp();
  await summoned();
  municipality.clock.set('2026-05-27T06:00:00.000Z');
  seenThen = await shown({});
  await decided();
  await contested();
  municipality.on('2028-03-01');
});
afterAll(async () => {
  await municipality.close();
  rmSync(home, { recursive: true, force: true });
});

async function followedUp(): Promise<void> {
  await adoptSmallPlan(api, 2);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
  const done = { tertial: 'T1', status: 'COMPLETED_AS_PLANNED', comment: 'Allt är infört.' };
  for (const number of [1, 2]) await api.give('hanna', 'reportStatus', { activityId: activity(number), ...done });
  const held = { tertial: 'T1', status: 'ON_HOLD', comment: 'Resurser saknas.' };
  await api.give('hanna', 'reportStatus', { activityId: TAKEN_OUT, ...held });
  const comment = 'Båda aktiviteterna är avslutade.';
  await api.give('hanna', 'assessGoal', { goalId: GOAL, tertial: 'T1', status: 'FULFILLED', comment });
  await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
}

async function summoned(): Promise<void> {
  const proposed = { activityId: TAKEN_OUT, category: 'LACKS_RESOURCES', motivation: 'Resurser saknas.' };
  const { id: proposalId, version } = await api.give('hanna', 'proposeRemoval', proposed);
  await approveProposal(api, proposalId, version);
  await writtenMatter(api, 142, { title: 'Uppföljning tertial 1 2026', report: true, proposalIds: [proposalId] });
  await reviewedMatter(api, MATTER);
  await api.give('sara', 'scheduleMeeting', meetingOn('2026-05-27'));
  await api.give('sara', 'putOnAgenda', { meetingId: MEETING, matterId: MATTER });
  await signedUp(api);
  await api.give('sara', 'sendSummons', { meetingId: MEETING });
}

async function decided(): Promise<void> {
  municipality.on('2026-05-27');
  await api.give('sara', 'openMeeting', { meetingId: MEETING, ...everybody });
  await api.give('sara', 'decidePoint', decision(MEETING, MATTER, 1, 'APPROVED', '45'));
  await api.give('sara', 'decidePoint', decision(MEETING, MATTER, 2, 'APPROVED', '46'));
  await api.give('sara', 'closeMeeting', { meetingId: MEETING });
  municipality.on('2026-05-28');
  await signedUp(api);
  const minutes = { meetingId: MEETING, paragraphs: ['45', '46'], date: '2026-05-28' };
  await api.give('sara', 'adjustMinutes', { ...minutes, adjusters: everybody.adjusters, atOnce: false });
  await api.give('sara', 'postNotice', minutes);
}

/** The corrections, and the court's annulment of the removal. */
async function contested(): Promise<void> {
  municipality.on('2026-06-10');
  const ongoing = { tertial: 'T1', status: 'ONGOING_WITH_DEVIATION', comment: 'En enhet återstår.' };
  const reason = 'Enheten hade rapporterat fel.';
  await api.give('hanna', 'correctStatus', { activityId: activity(2), ...ongoing, reason });
  const partly = { tertial: 'T1', status: 'PARTLY_FULFILLED', comment: 'En aktivitet pågår.', reason };
  await api.give('hanna', 'correctAssessment', { goalId: GOAL, ...partly });
  await api.give('sara', 'recordAppeal', {
    meetingId: MEETING,
    parts: [{ paragraph: '46' }],
    receivedOn: '2026-06-10',
  });
  municipality.on('2026-11-02');
  const ruling = { appeal: 1, ruling: 'ANNULLED', date: '2026-11-02', caseNumber: '1234-26' };
  await api.give('sara', 'settleAppeal', { meetingId: MEETING, ...ruling });
}

async function shown(asOf: object): Promise<object> {
  return {
    matter: await api.see('rut', 'matter', { id: MATTER, ...asOf }),
    plan: await api.see('rut', 'plan', { id: plan, ...asOf }),
    tertial: await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1', ...asOf }),
  };
}

function entries({ edges }: { readonly edges: readonly { readonly node: ShownEvent }[] }): ShownEvent[] {
  return edges.map(({ node }) => node);
}

/** An answer as text, without what its reader may do, which is told of now alone (rule 45). */
function asRecorded(answer: unknown): string {
  return JSON.stringify(answer, withoutPermitted);
}

describe('the first question: what did the board have before it on 27 May 2026?', () => {
  it('is answered with what everybody was shown that morning, byte for byte, whatever was corrected since', async () => {
    const answer = await shown({ asOf: THE_MORNING_OF_THE_MEETING });
    expect(asRecorded(answer)).toBe(asRecorded(seenThen));
    expect(asRecorded(answer)).not.toBe(asRecorded(await shown({})));
  });

  it('is answered with the version that was summoned, by its name', async () => {
    const asOf = { matterId: MATTER, moment: 'AS_SUMMONED' };
    const matter = await api.see('rut', 'matter', { id: MATTER, asOf });
    const meeting = await api.see('rut', 'meeting', { id: MEETING });
    const [item] = meeting.summonses[0]?.items ?? [];
    expect(matter).toMatchObject({ status: 'BEFORE_BOARD', versions: [{ number: item?.version, hash: item?.hash }] });
    expect(matter.points).toMatchObject([
      { number: 1, status: 'BEFORE_BOARD', decisions: [] },
      { number: 2, status: 'BEFORE_BOARD', decisions: [] },
    ]);
  });

  it('is answered with what has changed since, by whom and why, also for what was out of the plan for a while', async () => {
    const from = { tertial: 'T1', asOf: THE_MORNING_OF_THE_MEETING };
    const { differences } = await api.see('rut', 'comparePlan', { planId: plan, from, to: { tertial: 'T1' } });
    const reason = 'Enheten hade rapporterat fel.';
    expect(differences).toMatchObject([
      { kind: 'ASSESSMENT_CHANGED', goalId: GOAL, by: 'hanna', reason },
      { kind: 'STATUS_CHANGED', activityId: activity(2), by: 'hanna', reason },
      { kind: 'ACTIVITY_RESTORED', activityId: TAKEN_OUT, annulledOn: '2026-11-02' },
    ]);
  });
});

describe('the second question: why was the goal called fulfilled?', () => {
  const figure = { kind: 'GOAL_ASSESSMENT', id: GOAL };
  const asked = { planId: plan, tertial: 'T1', figure };

  it('is answered with who assessed it on what ground, as it was known at the meeting', async () => {
    const behind = entries(await api.see('rut', 'eventsBehind', { ...asked, asOf: THE_MORNING_OF_THE_MEETING }));
    expect(behind.map(({ type }) => type)).toEqual(['GoalAssessed']);
    expect(behind[0]).toMatchObject({ actor: { person: { personId: 'hanna' }, role: 'CLERK' } });
    expect(behind[0]?.sentence).toMatch(/^hanna \(handläggare\) bedömde målet ”Digital förvaltning” som ”Uppfylld/);
    expect(behind[0]?.reason).toBe('Båda aktiviteterna är avslutade.');
    expect(JSON.stringify(behind[0]?.changes)).toContain('Avslutad enligt plan');
  });

  it('is answered with the correction that came later, and what was before it', async () => {
    const behind = entries(await api.see('rut', 'eventsBehind', asked));
    expect(behind.map(({ type }) => type)).toEqual(['GoalAssessed', 'GoalAssessmentCorrected']);
    expect(behind[1]?.reason).toBe('Enheten hade rapporterat fel.');
    expect(behind[1]?.changes).toContainEqual(
      expect.objectContaining({
        before: { sv: 'Uppfylld', en: 'Fulfilled' },
        after: { sv: 'Delvis uppfylld', en: 'Partly fulfilled' },
      }),
    );
  });

  it('is answered for an activity that left the plan and came back: proposed, decided, annulled, restored', async () => {
    const events = entries(await api.see('rut', 'history', { of: TAKEN_OUT, first: 100 }));
    const types = events.map(({ type }) => type);
    for (const type of ['RemovalProposed', 'RemovalDecided', 'ActivityRemoved', 'ActivityRestored']) {
      expect(types).toContain(type);
    }
    expect(events.find(({ type }) => type === 'ActivityRestored')?.sentence).toMatch(
      /^Tertial förde tillbaka aktiviteten ”Mäta svarstider” till planen, eftersom domstol har upphävt nämndens beslut/,
    );
  });
});

describe('the third question: has anyone touched the record since?', () => {
  /** As they are printed on the board's own papers. */
  async function onPaper(): Promise<StatedCheckpoint[]> {
    const { summonses, adjustments } = await api.see('rut', 'meeting', { id: MEETING });
    return [...summonses, ...adjustments].map(({ checkpoint }) => {
      if (checkpoint === null) throw new Error('A paper states no checkpoint.');
      return checkpoint;
    });
  }

  it('is answered by the papers of the board: the log begins with what they state', async () => {
    const { size } = await signedUp(api);
    const papers = await onPaper();
    expect(papers).toHaveLength(2);
    for (const paper of papers) {
      const shownProof = await api.see('rut', 'consistencyProof', { from: paper.size, to: size });
      expect(shownProof.fromRoot).toBe(paper.root);
      const [from, to] = [paper.root, shownProof.toRoot].map(bytesOf);
      if (from === undefined || to === undefined) throw new Error('There are two roots.');
      const proof = shownProof.hashes.map(bytesOf);
      const heads = { from: { size: paper.size, root: from }, to: { size, root: to } };
      expect(isConsistent(sha256, { ...heads, proof })).toBe(true);
      expect(isConsistent(sha256, { ...heads, from: { size: paper.size, root: to }, proof })).toBe(false);
    }
  });

  it('is answered for the very assessment: it stands where the checkpoint says', async () => {
    const [assessed] = entries(await api.see('rut', 'history', { of: GOAL, types: ['GoalAssessed'], first: 1 }));
    const { stream, revision, index } = assessed ?? { stream: '', revision: -1, index: -1 };
    const { entry, hashes, checkpoint } = await api.see('rut', 'inclusionProof', { stream, revision });
    const leaf = leafHash(sha256, new TextEncoder().encode(entry));
    const head = { size: checkpoint.size, root: bytesOf(checkpoint.root) };
    expect(isIncluded(sha256, { index, leaf, head, proof: hashes.map(bytesOf) })).toBe(true);
  });

  it('is answered by an export that is verified without Tertial, against the paper and the public key', async () => {
    await signedUp(api);
    const file = join(home, 'log.jsonl');
    const vouched = { store: api.app.get<EventStore>(EVENT_STORE), witness: witnessOf(api) };
    const options = { scope: { kind: 'everything' }, withhold: new Set<string>(), since: null } as const;
    await exportLog(vouched, file, { ...options, takenAt: '2028-03-01T08:00:00.000Z' }, () => undefined);
    const keys = evidence.signers.flatMap(({ key }) => ['--key', writeNoteKey(key)]);
    const papers = (await onPaper()).flatMap(({ origin, size, root }, at) => {
      const paper = join(home, `paper-${at}.txt`);
      writeFileSync(paper, `${origin}\n${size}\n${root}\n`);
      return ['--checkpoint', paper];
    });
    const said: string[] = [];
    const output = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
    expect({ code: await verifyAsAsked([file, ...keys, ...papers], output), said }).toMatchObject({ code: 0 });
    expect(said.join('\n')).toContain(evidence.signers[0]?.key.name);
  });
});
