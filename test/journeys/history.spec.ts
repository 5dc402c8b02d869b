import { HistoryIndex } from '../../src/audit/history-index.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { NAMES, type ReadNames } from '../../src/people/register.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { type Feature, FEATURES } from '../../src/platform/feature.service.js';
import { rows } from '../../src/rows.view.js';
import type { Connection } from '../../src/platform/graphql-types/connection.view.js';
import type { ShownEvent } from '../support/api-under-test.js';
import { scheduledMeeting } from '../support/board-day-under-test.js';
import { activity, type MunicipalityUnderTest, plan, startMunicipality } from '../support/municipality-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';
import { Socket } from '../support/socket-under-test.js';

const BOARD = 'exempel.ks';
const MATTER = `${BOARD}.dnr-ks-2026-142`;
const MEETING = `${BOARD}.meeting-2026-05-27`;
const MODEL = 'exempel.model-styrmodell';

let municipality: MunicipalityUnderTest;

beforeAll(async () => {
  const { places } = await copyOfPlayedCase();
  municipality = await startMunicipality('2026-07-01', places);
  const { api } = municipality;
  const corrected = { status: 'ONGOING_WITH_DEVIATION', comment: 'Två enheter återstår.' };
  const reason = 'Fel aktivitet rapporterades.';
  await api.give('hanna', 'correctStatus', { activityId: activity(2), tertial: 'T1', ...corrected, reason });
  await api.app.listen(0, '127.0.0.1');
});
afterAll(() => municipality.close());

/** All pages of a history. */
async function history(args: object, name: 'history' | 'personHistory' | 'eventsBehind' = 'history') {
  const events: ShownEvent[] = [];
  for (let after: string | null = null; ;) {
    const page: Connection<ShownEvent> = await municipality.api.see('rut', name, { ...args, after });
    events.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return events;
    after = page.pageInfo.endCursor;
  }
}

function typesOf(events: readonly ShownEvent[]): string[] {
  return events.map(({ type }) => type);
}

describe('the history', () => {
  it('can tell every kind of stream that there is', () => {
    const features = municipality.api.app.get<readonly Feature[]>(FEATURES);
    const told = features.flatMap(({ histories }) => histories.map(({ kind }) => kind));
    expect(told.toSorted()).toEqual(rows.folds.map(({ kind }) => kind).toSorted());
  });

  it('of an activity is who did what in which role, from what to what, and why', async () => {
    const events = await history({ of: activity(2), types: ['ActivityStatusReported', 'ActivityStatusCorrected'] });
    expect(events).toMatchObject([
      {
        type: 'ActivityStatusReported',
        stream: `goal-${plan}.g1`,
        recordedAt: '2026-05-11T08:00:00.000Z',
        validOn: '2026-04-30',
        causationId: null,
      },
      {
        type: 'ActivityStatusCorrected',
        actor: {
          person: { personId: 'hanna', name: null },
          role: 'CLERK',
          roleLabel: { sv: 'handläggare' },
          actingFor: null,
        },
        reason: 'Fel aktivitet rapporterades.',
      },
    ]);
    expect(events[1]?.sentence).toBe(events[1]?.sentences.sv);
    expect(events[1]?.sentence).toMatch(
      /^hanna \(handläggare\) rättade statusen .* från ”Pågående enligt plan” till ”Pågående med avvikelse”.*\. Skäl: Fel aktivitet rapporterades\.$/,
    );
    expect(events[1]?.changes).toContainEqual({
      what: { sv: 'Status', en: 'Status' },
      before: { sv: 'Pågående enligt plan', en: 'Ongoing as planned' },
      after: { sv: 'Pågående med avvikelse', en: 'Ongoing with deviation' },
    });
  });

  it('is in the language of whoever asks', async () => {
    const args = { of: activity(2), types: ['ActivityStatusCorrected'] };
    const { edges } = await municipality.api.see('rut', 'history', args, { 'accept-language': 'en' });
    expect(edges[0]?.node.sentence).toMatch(/^hanna \(clerk\) corrected the status .*Reason: /);
  });

  it('of a board is every event there is of it, once, in the order of the log, however it is paged', async () => {
    const whole = await history({ of: BOARD, first: 100 });
    expect(whole.map(({ position }) => position)).toEqual(whole.map((_, at) => at + 2));
    expect(await history({ of: BOARD, first: 7 })).toEqual(whole);
    expect(typesOf(whole)).not.toContain('SteeringModelVersionAdopted');
  });

  it.each([
    ['a plan', plan, 'PlanAdopted'],
    ['a goal', `${plan}.g1`, 'PlanAdopted'],
    ['a removal proposal', `${activity(1)}.r1`, 'RemovalProposed'],
    ['a matter', MATTER, 'MatterOpened'],
    ['a meeting', MEETING, 'MeetingScheduled'],
    ['a steering model', MODEL, 'SteeringModelVersionAdopted'],
  ])('of %s begins with how it came to be', async (_, of, type) => {
    expect((await history({ of }))[0]?.type).toMatch(new RegExp(`^${type.replace('Version', '(?:Version)?')}`));
  });

  it('of a matter has what its meeting and its points’ subjects say of it', async () => {
    const types = typesOf(await history({ of: MATTER }));
    expect(types).toEqual(
      expect.arrayContaining(['MatterOpened', 'SummonsSent', 'DecisionRecorded', 'RemovalDecided']),
    );
    expect(types).not.toContain('ActivityStatusReported');
  });

  it('of a person is what they have done, and at which board', async () => {
    const events = await history({ personId: 'erik' }, 'personHistory');
    expect(typesOf(events)).toEqual(['RemovalStepApproved', 'RemovalStepApproved', 'MatterStepApproved']);
    expect(await history({ personId: 'erik', boardId: BOARD }, 'personHistory')).toEqual(events);
    expect(await history({ personId: 'erik', boardId: 'exempel.bun' }, 'personHistory')).toEqual([]);
    expect(typesOf(await history({ of: MATTER, personId: 'erik' }))).toEqual(['MatterStepApproved']);
    const named = typesOf(await history({ personId: 'karin' }, 'personHistory'));
    expect(named).toEqual(expect.arrayContaining(['MeetingScheduled', 'MeetingOpened', 'MinutesAdjusted']));
  });

  it('rule 50: is chosen by when it was known, both moments included, and a clock set back makes nothing known earlier', async () => {
    const at = '2026-05-13T08:00:00.000Z';
    expect(typesOf(await history({ of: BOARD, from: at, to: at }))).toEqual(['FollowUpClosed', 'RemovalProposed']);
    // The second proposal came at the same time by the clock, when reviews of a later day were in the log.
    const second = await history({ of: `${activity(1, 2)}.r1`, types: ['RemovalProposed'] });
    expect(second).toMatchObject([{ recordedAt: '2026-05-18T08:00:00.000Z' }]);
  });

  it('rule 43: of what has never been is not found, and of what nothing was chosen is empty', async () => {
    const { errors } = await municipality.api.ask('rut', 'history', { of: `${BOARD}.2027` });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', details: { id: `${BOARD}.2027` } } }]);
    expect(await history({ of: plan, types: ['NoSuchEvent'] })).toEqual([]);
  });

  it('is not for board members, who read what was summoned to them', async () => {
    const { errors } = await municipality.api.ask('lars', 'history', { of: MATTER });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', details: { command: 'readHistory' } } }]);
  });

  it('reads each stream of a page once, however many rows it has', async () => {
    const store = municipality.api.app.get<EventStore>(EVENT_STORE);
    const read: string[] = [];
    const { readStream } = store;
    store.readStream = (stream, from) => {
      read.push(stream);
      return readStream.call(store, stream, from);
    };
    try {
      await municipality.api.see('rut', 'history', { of: `${plan}.g1`, first: 20 });
    } finally {
      store.readStream = readStream;
    }
    const most = Math.max(...Object.values(Object.groupBy(read, (stream) => stream)).map((times = []) => times.length));
    // Once to be told, and once to be looked at by others.
    expect(most).toBeLessThanOrEqual(2);
    expect(new Set(read).size).toBeLessThan(8);
  });
});

describe('rule 46: an event is told with the names of now', () => {
  /** The persons of the sample case: who may sign in, and the other members of the board. */
  const ids = [...demoPeople.map(({ id }) => id), 'karin', 'maria', 'nils', 'olle', 'petra', 'rolf'];
  const aPerson = new RegExp(`(?<![\\p{L}\\d.])(?:${ids.join('|')})(?![\\p{L}\\d])`, 'u');

  it('which are read once for a page, and no person, thing or code is told by its id', async () => {
    const names = municipality.api.app.get<ReadNames>(NAMES);
    const { names: read } = names;
    const asked: (readonly string[])[] = [];
    names.names = (_, ids) => {
      asked.push(ids);
      return Promise.resolve(ids.map((id) => ({ id, name: `¤${id}¤`, title: null })));
    };
    try {
      const events = await history({ of: BOARD, first: 100 });
      expect(events.length).toBeGreaterThan(50);
      expect(asked).toHaveLength(1);
      const told = events.flatMap(({ type, sentences, changes }) =>
        [sentences, ...changes.flatMap(({ what, before, after }) => [what, before, after])]
          .flatMap((words) => (words === null ? [] : [words.sv, words.en]))
          .map((words) => `${type}: ${words}`),
      );
      expect(told.some((line) => line.includes('¤karin¤ som ordförande'))).toBe(true);
      const unnamed = told.map((line) => line.replaceAll(/¤[^¤]+¤/g, ''));
      expect(unnamed.filter((line) => aPerson.test(line) || /exempel\.|[A-Z]+_[A-Z]+/.test(line))).toEqual([]);
    } finally {
      names.names = read;
    }
  });
});

describe('rule 49: what is told of an event', () => {
  it('is the same for ever, whatever is reworded and corrected since', async () => {
    const args = { of: BOARD, first: 100, to: '2026-07-01T08:00:00.000Z' };
    const before = await history(args);
    municipality.on('2026-08-20');
    const decision = { date: '2026-08-19', paragraph: '120', dnr: 'KS 2026/200' };
    const reworded = { heading: 'En helt annan rubrik', description: '', decision };
    await municipality.api.give('cecilia', 'rewordActivity', { activityId: activity(1, 3), ...reworded });
    expect(typesOf(await history({ of: activity(1, 3) }))).toContain('ActivityReworded');
    expect(await history(args)).toEqual(before);
  });
});

describe('rule 49: what stood behind a figure at a moment', () => {
  it('is the same bytes whatever people are called since, in words without their names', async () => {
    const { api } = municipality;
    const figure = { kind: 'ACTIVITY_STATUS', id: activity(2) };
    const asked = { planId: plan, tertial: 'T1', figure, asOf: { position: await api.head() } };
    const before = await api.see('rut', 'eventsBehind', asked);
    const names = api.app.get<ReadNames>(NAMES);
    const { names: read } = names;
    names.names = () => Promise.resolve([{ id: idOf('Person', 'hanna'), name: 'Hanna Ek', title: null }]);
    try {
      const live = await history({ ...asked, asOf: null }, 'eventsBehind');
      expect(live[0]?.sentence).toMatch(/^Hanna Ek \(handläggare\) /);
      expect(await api.see('rut', 'eventsBehind', asked)).toEqual(before);
    } finally {
      names.names = read;
    }
  });
});

describe('the events behind the figures of the sample case', () => {
  const behind = (figure: object) => history({ planId: plan, tertial: 'T1', figure, first: 50 }, 'eventsBehind');

  it('are as many reports as activities are counted, and what corrects them', async () => {
    const { activityCounts } = await municipality.api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(activityCounts.length).toBe(6);
    for (const { code, count } of activityCounts) {
      const events = await behind({ kind: 'ACTIVITIES_WITH_STATUS', code });
      expect({ [code]: typesOf(events).filter((type) => type === 'ActivityStatusReported').length }).toEqual({
        [code]: count,
      });
      const isCorrected = code === 'ONGOING_WITH_DEVIATION';
      expect(typesOf(events).includes('ActivityStatusCorrected')).toBe(isCorrected);
    }
  });

  it('are one report of one activity, with its correction', async () => {
    const events = await behind({ kind: 'ACTIVITY_STATUS', id: activity(2) });
    expect(typesOf(events)).toEqual(['ActivityStatusReported', 'ActivityStatusCorrected']);
    expect(await history({ planId: plan, tertial: 'T2', figure: { kind: 'FOLLOW_UP' } }, 'eventsBehind')).toEqual([]);
  });

  it('are the assessments that are counted, and the follow-up in which one was not made', async () => {
    const { goalCounts } = await municipality.api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    for (const { code, count } of goalCounts) {
      expect(typesOf(await behind({ kind: 'GOALS_WITH_STATUS', code }))).toEqual(Array(count).fill('GoalAssessed'));
    }
    expect(typesOf(await behind({ kind: 'GOALS_NOT_ASSESSED' }))).toEqual(['FollowUpOpened', 'FollowUpClosed']);
  });

  it('are the two decisions that took activities out of the plan', async () => {
    const events = await behind({ kind: 'ACTIVITIES_REMOVED' });
    expect(typesOf(events)).toEqual(['ActivityRemoved', 'ActivityRemoved']);
    expect(events[0]?.sentence).toMatch(
      /^Tertial tog aktiviteten ”Ta fram och verkställa .* ur planen enligt nämndens beslut den 27 maj 2026, § 87/,
    );
    expect(typesOf(await behind({ kind: 'ACTIVITIES_IN_PLAN' }))).toEqual([
      'PlanAdopted',
      'ActivityRemoved',
      'ActivityRemoved',
    ]);
  });

  it('are paged', async () => {
    const args = { planId: plan, tertial: 'T1', figure: { kind: 'ACTIVITIES_IN_PLAN' } };
    expect(await history({ ...args, first: 1 }, 'eventsBehind')).toEqual(await history(args, 'eventsBehind'));
  });

  it.each([
    [{ kind: 'ACTIVITY_STATUS' }, 'INVALID_INPUT'],
    [{ kind: 'GOALS_WITH_STATUS' }, 'INVALID_INPUT'],
    [{ kind: 'GOALS_WITH_STATUS', code: 'ON_HOLD' }, 'UNKNOWN_STATUS'],
    [{ kind: 'GOAL_ASSESSMENT', id: `${plan}.g99` }, 'NOT_FOUND'],
  ])('are refused of a figure that there is not: %j', async (figure, code) => {
    const args = { planId: plan, tertial: 'T1', figure };
    expect((await municipality.api.ask('rut', 'eventsBehind', args)).errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('the replay', () => {
  const document = `subscription ($of: ID!, $from: String, $to: String, $speed: String) {
    replay(of: $of, from: $from, to: $to, speed: $speed) { head entry { position type sentence } }
  }`;

  async function opened(): Promise<Socket> {
    const socket = new Socket((await municipality.api.app.getUrl()).replace('http', 'ws') + '/graphql');
    await socket.open({ ...(await municipality.signIn('rut')), language: 'en' });
    return socket;
  }

  /** All that comes, and how it ends. */
  async function replayed(variables: object) {
    const socket = await opened();
    socket.subscribe('1', document, variables);
    const steps: unknown[] = [];
    for (;;) {
      const { type, payload } = await socket.next();
      if (type !== 'next') {
        socket.close();
        return { steps, end: type, payload };
      }
      steps.push(payload);
    }
  }

  function step(position: number, type: string) {
    return { data: { replay: { entry: { position, type }, head: expect.any(Number) } } };
  }

  it('plays what has happened to a thing again, tells how far it is, and ends', async () => {
    const told = await history({ of: MEETING, first: 100 });
    const { steps, end } = await replayed({ of: MEETING });
    expect(end).toBe('complete');
    expect(steps).toMatchObject(told.map(({ position, type }) => step(position, type)));
    expect(steps[0]).toMatchObject({ data: { replay: { head: await municipality.api.head() } } });
    expect(steps[0]).toMatchObject({ data: { replay: { entry: { sentence: told[0]?.sentences.en } } } });
  });

  it('plays also what has come to be just now, which the index has not counted yet', async () => {
    const of = await scheduledMeeting(municipality.api, '2026-12-16');
    const index = municipality.api.app.get(HistoryIndex);
    const { caughtUp, requireKnown } = index;
    let isCounted = false;
    index.caughtUp = async () => {
      const head = await caughtUp.call(index);
      isCounted = true;
      return head;
    };
    index.requireKnown = (thing) => requireKnown.call(index, isCounted ? thing : `${BOARD}.2099`);
    try {
      expect(await replayed({ of })).toMatchObject({ steps: [{}], end: 'complete' });
    } finally {
      Object.assign(index, { caughtUp, requireKnown });
    }
  });

  it('goes from a point to a point: positions or times', async () => {
    const told = await history({ of: BOARD, first: 100 });
    const [first, last] = [told[10], told[14]];
    const expected = told.slice(10, 15).map(({ position, type }) => step(position, type));
    const positions = { from: String(first?.position), to: String(last?.position) };
    expect((await replayed({ of: BOARD, ...positions })).steps).toMatchObject(expected);
    const at = '2026-05-13T08:00:00.000Z';
    const chosen = await history({ of: BOARD, from: at, to: at });
    expect((await replayed({ of: BOARD, from: at, to: at })).steps).toMatchObject(
      chosen.map(({ position, type }) => step(position, type)),
    );
    expect(await replayed({ of: BOARD, from: '2030-01-01T00:00:00Z' })).toMatchObject({ steps: [], end: 'complete' });
  });

  it('keeps to its speed', async () => {
    const begun = performance.now();
    const { steps } = await replayed({ of: plan, from: '2', to: '6', speed: '20' });
    expect(steps).toHaveLength(5);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(190);
  });

  it('lets go at once of somebody who leaves while it waits', async () => {
    const socket = await opened();
    socket.subscribe('1', document, { of: plan, speed: '1x' });
    expect(await socket.next()).toMatchObject({ type: 'next' });
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('2', document, { of: plan, to: '2' });
    for (let next = await socket.next(); next.id !== '2'; next = await socket.next());
    socket.close();
  });

  it.each([
    [{ of: plan, from: 'yesterday' }, 'INVALID_INPUT'],
    [{ of: plan, speed: 'fast' }, 'INVALID_INPUT'],
    [{ of: `${BOARD}.2027` }, 'NOT_FOUND'],
    [{ of: 'annan.ks.2026' }, 'NOT_FOUND'],
  ])('is refused when it cannot be played: %j', async (variables, code) => {
    expect(await replayed(variables)).toMatchObject({ steps: [], end: 'error', payload: [{ extensions: { code } }] });
  });
});
