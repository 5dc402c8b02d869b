import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { Projection } from '../../src/platform/projections/projection.service.js';
import { rebuild } from '../../src/platform/projections/rebuild.service.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import {
  boardId,
  everyone,
  matterIdFor,
  meetingIdOn,
  reviewedProposal,
  summonedMeeting,
  writtenMatter,
} from '../support/board-day-under-test.js';
import { approveMatter, submittedMatter } from '../support/board-under-test.js';
import { argsOf, fieldsOf, type Ids, type RootField } from '../support/inputs-under-test.js';
import {
  activity,
  adoptSmallPlan,
  change,
  model,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';
import { withoutPermitted } from '../support/permitted-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

// What was known at a moment, over the API, while a board's year goes on: corrections, a removal, a court's ruling.

const MATTER = matterIdFor(142);
const MEETING = meetingIdOn('2026-05-13');
const ids: Ids = {
  boardId,
  planId: plan,
  matterId: MATTER,
  meetingId: MEETING,
  proposalId: `${activity(1)}.r1`,
  steeringModelId: model,
};
const readers = ['rut', 'lars'];
const folder = mkdtempSync(join(tmpdir(), 'tertial-as-of-'));
const places = { ...inMemory, folder };
const HOUR = 3_600_000;

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-04', places);
  ({ api } = municipality);
});
afterAll(async () => {
  await municipality.close();
  rmSync(folder, { recursive: true, force: true });
});

function queriesAsOf(): RootField[] {
  return fieldsOf(api.schema.getQueryType()).filter(({ args }) => args.some(({ name }) => name === 'asOf'));
}

/**
 * Everything that can be asked as of a moment, by each reader, as text; as it is now when there is none. What the
 * reader may do is told of now alone (rule 45).
 */
async function answers(asOf?: object): Promise<string> {
  const told = [];
  for (const who of readers) {
    for (const field of queriesAsOf()) {
      const args = { ...argsOf(field, ids), ...(asOf && { asOf }) };
      const { data, errors } = await api.ask(who, field.name, args);
      told.push([who, field.name, data, errors.map(({ extensions }) => extensions.code)]);
    }
  }
  return JSON.stringify(told, withoutPermitted);
}

async function codeOf(asOf: object, who = 'rut'): Promise<string | undefined> {
  const { errors } = await api.ask(who, 'plan', { id: plan, asOf });
  return errors[0]?.extensions.code;
}

function later(milliseconds: number): string {
  return new Date(Date.parse(municipality.clock.now()) + milliseconds).toISOString();
}

/** Moments with the answers that were given as soon as they could be. */
const remembered: { readonly asOf: object; readonly answer: string }[] = [];

/** Remembers what is known now, an hour before it is asked about by time. */
async function remember(): Promise<void> {
  const position = await api.head();
  const now = await answers();
  const byPosition = { position };
  expect(await answers(byPosition)).toBe(now);
  const byTime = { knownAt: later(HOUR / 2) };
  municipality.clock.set(later(HOUR));
  expect(await answers(byTime)).toBe(now);
  for (const asOf of [byPosition, byTime]) remembered.push({ asOf, answer: now });
}

async function expectTheSame(): Promise<void> {
  expect(remembered.length).toBeGreaterThan(0);
  for (const { asOf, answer } of remembered) expect({ asOf, answer: await answers(asOf) }).toEqual({ asOf, answer });
}

async function tertialView(asOf: object) {
  const { goals } = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1', asOf });
  return goals[0]?.activities[0];
}

describe('what was known at a moment', () => {
  it('is asked of every view that is made of the log, and of nothing else', () => {
    expect(queriesAsOf().map(({ name }) => name)).toEqual([
      'documentTemplate',
      'eventsBehind',
      'keptDocuments',
      'matter',
      'matters',
      'meeting',
      'meetings',
      'minutes',
      'plan',
      'plans',
      'publications',
      'removalProposal',
      'removalProposals',
      'reportsFile',
      'reviewChain',
      'steeringModel',
      'steeringModels',
      'tertialView',
    ]);
  });

  it('rule 49: before there was anything is nothing, and stays so', async () => {
    await remember();
  });

  it('rule 49: is the same bytes after what comes later: reports and a correction', async () => {
    await adoptSmallPlan(api, 3);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-08' });
    const status = { activityId: activity(1), tertial: 'T1', comment: 'Text' };
    await api.give('hanna', 'reportStatus', { ...status, status: 'ON_HOLD', validOn: '2026-02-01' });
    await remember();
    const right = { ...status, status: 'ONGOING_AS_PLANNED', validOn: '2026-04-01', reason: 'Fel.' };
    await api.give('hanna', 'correctStatus', right);
    await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    await remember();
  });

  it('rule 69: only facts that hold by a day are shown when they are asked for', async () => {
    expect(await tertialView({ validOn: '2026-01-31' })).toMatchObject({ status: null });
    expect(await tertialView({ validOn: '2026-03-31' })).toMatchObject({ status: { code: 'ON_HOLD' } });
    expect(await tertialView({ validOn: '2026-04-01' })).toMatchObject({ status: { code: 'ONGOING_AS_PLANNED' } });
  });

  it('rule 49: is the same bytes after a review, a summons, a decision and a removal', async () => {
    const proposalId = await reviewedProposal(api, 1);
    const title = 'Uppföljning tertial 1 2026';
    await writtenMatter(api, 142, { title, report: true, proposalIds: [proposalId] });
    await submittedMatter(api, MATTER, 'hanna', { brief: 'Kvar i planen är {{plan.remaining}}.' });
    await approveMatter(api, MATTER);
    await remember();
    await summonedMeeting(api, '2026-05-13', [MATTER]);
    await remember();
    municipality.on('2026-05-13');
    await api.give('sara', 'openMeeting', { meetingId: MEETING, attendance: everyone, adjusters: ['karin'] });
    for (const point of [1, 2]) {
      const decided = { meetingId: MEETING, matterId: MATTER, point, outcome: 'APPROVED', paragraph: `8${point}` };
      await api.give('sara', 'decidePoint', decided);
    }
    await api.give('sara', 'closeMeeting', { meetingId: MEETING });
    await remember();
  });

  it('rule 50: is the same bytes when the clock has been set back', async () => {
    const asked = { knownAt: later(-HOUR / 2) };
    const answer = await answers(asked);
    const right = municipality.clock.now();
    municipality.clock.set(later(-6 * HOUR));
    const words = { activityId: activity(2), heading: 'Annat', description: '', decision: change };
    await api.give('cecilia', 'rewordActivity', words);
    expect(await answers()).not.toBe(answer);
    municipality.clock.set(right);
    expect(await answers(asked)).toBe(answer);
    await expectTheSame();
  });

  it('rule 35: is the same bytes after an annulment, and after a removal of it once more', async () => {
    const paragraphs = ['81', '82'];
    const date = '2026-05-14';
    municipality.on(date);
    const minutes = { meetingId: MEETING, paragraphs, date };
    await api.give('sara', 'adjustMinutes', { ...minutes, adjusters: ['karin'], atOnce: false });
    await api.give('sara', 'postNotice', minutes);
    await remember();
    municipality.on('2026-11-02');
    const appeal = { meetingId: MEETING, parts: [{ paragraph: '82' }], receivedOn: '2026-06-01' };
    await api.give('sara', 'recordAppeal', appeal);
    const ruling = { meetingId: MEETING, appeal: 1, ruling: 'ANNULLED', date: '2026-11-02', caseNumber: '1-26' };
    await api.give('sara', 'settleAppeal', ruling);
    await remember();
    expect(await tertialView({})).toMatchObject({ removed: null, annulledRemovals: [{}] });
    expect(await tertialView({ validOn: '2026-06-01' })).toMatchObject({ removed: { paragraph: '82' } });
    await expectTheSame();
  });

  it('rule 87: a matter has moments with names, and each can be asked for by its name', async () => {
    const { data } = await api.ask('rut', 'matterMoments', { id: MATTER });
    const { matterMoments: found }: { matterMoments: { name: string; position: number; knownAt: string }[] } =
      JSON.parse(JSON.stringify(data));
    expect(found.map(({ name }) => name)).toEqual([
      'AS_REVIEWED',
      'AS_SUMMONED',
      'AS_DECIDED',
      'AS_DECIDED',
      'AS_ADJUSTED',
    ]);
    for (const { name: moment, position } of found.filter(({ name }, at) => name !== found[at + 1]?.name)) {
      const byName = await answers({
        matterId: MATTER,
        moment,
        ...(moment !== 'AS_REVIEWED' && { meetingId: MEETING }),
      });
      const byPosition = await answers({ position });
      // To a member of the board there is no review.
      if (moment !== 'AS_REVIEWED') expect(byName).toBe(byPosition);
      else expect(byName.split('["lars"')[0]).toBe(byPosition.split('["lars"')[0]);
    }
    const statuses = await Promise.all(
      ['AS_REVIEWED', 'AS_SUMMONED', 'AS_DECIDED'].map(async (moment) => {
        const { status } = await api.see('rut', 'matter', { id: MATTER, asOf: { matterId: MATTER, moment } });
        return status;
      }),
    );
    expect(statuses).toEqual(['REVIEWED', 'BEFORE_BOARD', 'DECIDED']);
  });

  it('rule 74: the figures agreed with the follow-up then, whatever became of it', async () => {
    const see = (moment: string) => api.see('lars', 'matter', { id: MATTER, asOf: { matterId: MATTER, moment } });
    expect(await see('AS_SUMMONED')).toMatchObject({ status: 'BEFORE_BOARD', drift: [] });
    expect(await see('AS_ADJUSTED')).toMatchObject({ status: 'DECIDED', drift: [] });
    const drift = [{ name: 'plan.remaining', written: 3, now: 4 }];
    expect(await api.see('lars', 'matter', { id: MATTER })).toMatchObject({ status: 'DECIDED', drift });
  });

  it('rule 53: to a member of the board, the reviews of a matter are no moments', async () => {
    const { data } = await api.ask('lars', 'matterMoments', { id: MATTER });
    expect(JSON.stringify(data)).not.toContain('AS_REVIEWED');
    expect(await codeOf({ matterId: MATTER, moment: 'AS_REVIEWED' }, 'lars')).toBe('NO_SUCH_MOMENT');
  });

  it('rule 43: another board’s matter has no moments', async () => {
    const matterId = 'exempel.bun.dnr-ks-2026-142';
    const { errors } = await api.ask('rut', 'matterMoments', { id: matterId });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await codeOf({ matterId, moment: 'AS_DECIDED' })).toBe('NOT_FOUND');
  });

  it('rule 43: a matter that is not there, or that the board has not been given, has no moments', async () => {
    const title = 'Riktlinjer';
    const { id } = await api.give('hanna', 'openMatter', { boardId, kind: 'OTHER', dnr: 'KS 2026/150', title });
    for (const [who, asked] of Object.entries({ rut: matterIdFor(999), lars: id })) {
      const { errors } = await api.ask(who, 'matterMoments', { id: asked });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', details: { id: asked } } }]);
      expect(await codeOf({ matterId: asked, moment: 'AS_SUMMONED' }, who)).toBe('NOT_FOUND');
    }
    expect((await api.ask('rut', 'matterMoments', { id })).data).toEqual({ matterMoments: [] });
  });

  it('rule 49: is not told while it can still become more', async () => {
    municipality.clock.set(later(HOUR));
    expect(await codeOf({ knownAt: municipality.clock.now() })).toBe('MOMENT_NOT_YET');
    expect(await codeOf({ knownAt: later(-10_000) })).toBeUndefined();
    expect(await codeOf({ position: (await api.head()) + 1 })).toBe('MOMENT_NOT_YET');
    const { errors } = await api.ask('rut', 'plan', { id: plan, asOf: { knownAt: '2999-01-01T00:00:00.000Z' } });
    expect(errors).toMatchObject([{ extensions: { code: 'MOMENT_NOT_YET', details: { latest: later(-10_000) } } }]);
  });

  it('is asked in one way, and whole', async () => {
    const wrong = await wrongRowsInTurn(
      [
        { knownAt: '2026-05-04T08:00:00.000Z', position: 1 },
        { position: 1, matterId: MATTER, moment: 'AS_DECIDED' },
        { moment: 'AS_DECIDED' },
        { matterId: MATTER },
        { meetingId: MEETING },
        { position: -1 },
        { position: 1.5 },
      ],
      async (asOf) => {
        expect(await codeOf(asOf)).toBe('INVALID_INPUT');
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is the same however the instant is written', async () => {
    const see = (knownAt: string) => api.see('rut', 'tertialView', { planId: plan, tertial: 'T1', asOf: { knownAt } });
    expect(await see('2026-05-13T12:00:00+02:00')).toEqual(await see('2026-05-13T10:00:00.000Z'));
  });

  it('rule 48: is the same bytes after a rebuild and after a start', async () => {
    await rebuild(api.app.get(Projection), api.app.get<EventStore>(EVENT_STORE));
    const now = municipality.clock.now();
    await municipality.close();
    municipality = await startMunicipality('2026-11-03', places);
    municipality.clock.set(now);
    ({ api } = municipality);
    await expectTheSame();
  });
});
