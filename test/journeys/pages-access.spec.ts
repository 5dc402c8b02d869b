import { type CommandName, may } from '../../src/kernel/permissions.js';
import { pages } from '../../src/pages.page.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { matterIdFor, meetingIdOn, reviewedMatter, writtenMatter } from '../support/board-day-under-test.js';
import { meetingOn } from '../support/board-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  model,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// Every page, as everybody.

interface Place {
  readonly at: string;
  /** The readings of docs/access.md of which each opens the page. None: it is for whoever is signed in. */
  readonly acts: readonly CommandName[];
}

const meeting = `/sammantraden/${meetingIdOn('2026-05-27')}`;

const proposal = `/forslag/${activity(1)}.r1`;
const matter = `/arenden/${matterIdFor(7)}`;
const ofMatters = ['readMatters', 'readSubmittedMatters'] as const;

/** An address of each page. */
const addresses: Readonly<Record<string, Place>> = {
  '/': { at: '/', acts: [] },
  '/planer': { at: '/planer', acts: ['readPlans'] },
  '/planer/namnd/:board/importera': { at: '/planer/namnd/exempel.ks/importera', acts: [] },
  '/planer/:plan': { at: `/planer/${plan}`, acts: ['readPlans'] },
  '/planer/:plan/:tertial': { at: `/planer/${plan}/t1`, acts: ['readPlans'] },
  '/planer/:plan/:tertial/uppfoljning': { at: `/planer/${plan}/t1/uppfoljning`, acts: ['readPlans'] },
  '/planer/:plan/:tertial/uppfoljning/:act': {
    at: `/planer/${plan}/t1/uppfoljning/flytta-stoppdatum`,
    acts: ['readPlans'],
  },
  '/planer/:plan/:tertial/:thing': { at: `/planer/${plan}/t1/g1.a1`, acts: ['readPlans'] },
  '/planer/:plan/:tertial/:thing/:act': { at: `/planer/${plan}/t1/g1/ratta-rubrik`, acts: ['readPlans'] },
  '/planer/:plan/:tertial/fil': { at: `/planer/${plan}/t1/fil`, acts: ['readPlans'] },
  '/planer/:plan/:tertial/fil/:file': { at: `/planer/${plan}/t1/fil/rapporter.xlsx`, acts: ['readPlans'] },
  '/register': { at: '/register', acts: ['readRegister'] },
  '/register/importera': { at: '/register/importera', acts: ['readRegister'] },
  '/register/:act': { at: '/register/ny-person', acts: ['readRegister'] },
  '/register/personer/:person': { at: '/register/personer/olle', acts: ['readRegister'] },
  '/register/personer/:person/:act': { at: '/register/personer/olle/namn', acts: ['readRegister'] },
  '/namnder/:board': { at: '/namnder/exempel.ks', acts: [] },
  '/namnder/:board/:act': { at: '/namnder/exempel.ks/ny-enhet', acts: [] },
  '/namnder/:board/mall': { at: '/namnder/exempel.ks/mall', acts: [] },
  '/namnder/:board/mall/:act': { at: '/namnder/exempel.ks/mall/andra', acts: [] },
  '/namnder/:board/granskning': { at: '/namnder/exempel.ks/granskning', acts: [] },
  '/namnder/:board/granskning/:act': { at: '/namnder/exempel.ks/granskning/andra', acts: [] },
  '/styrmodeller': { at: '/styrmodeller', acts: ['readSteeringModels'] },
  '/styrmodeller/nytt/:act': { at: '/styrmodeller/nytt/modell', acts: ['readSteeringModels'] },
  '/styrmodeller/:model': { at: `/styrmodeller/${model}`, acts: ['readSteeringModels'] },
  '/styrmodeller/:model/:act': { at: `/styrmodeller/${model}/ny-version`, acts: ['readSteeringModels'] },
  '/historik/:id': { at: `/historik/${plan}`, acts: ['readHistory'] },
  '/historik/:id/bevis/:stream/:revision': {
    at: `/historik/${plan}/bevis/plan-${plan}/0`,
    acts: ['readEvidence'],
  },
  '/jamfor': { at: `/jamfor?sida=/planer/${plan}&fran=2026-05-12&till=2026-05-12`, acts: ['readPlans'] },
  '/roller/:board/:act': { at: '/roller/exempel.ks/ge', acts: [] },
  '/forslag': { at: '/forslag', acts: ['readRemovals'] },
  '/forslag/:proposal': { at: proposal, acts: ['readRemovals'] },
  '/forslag/:proposal/:act': { at: `${proposal}/granska`, acts: ['readRemovals'] },
  '/forslag/aktivitet/:activity/:act': { at: `/forslag/aktivitet/${activity(1)}/nytt`, acts: ['readPlans'] },
  '/arenden': { at: '/arenden', acts: ofMatters },
  '/arenden/namnd/:board/:act': { at: '/arenden/namnd/exempel.ks/nytt', acts: ofMatters },
  '/arenden/:matter': { at: matter, acts: ofMatters },
  '/arenden/:matter/:act': { at: `${matter}/granska`, acts: ofMatters },
  '/arenden/:matter/handlingar/:file': { at: `${matter}/handlingar/kallelse.html`, acts: ofMatters },
  '/sammantraden': { at: '/sammantraden', acts: ['readMeetings'] },
  '/sammantraden/namnd/:board/:act': { at: '/sammantraden/namnd/exempel.ks/nytt', acts: ['readMeetings'] },
  '/sammantraden/:meeting': { at: meeting, acts: ['readMeetings'] },
  '/sammantraden/:meeting/publicering': { at: `${meeting}/publicering`, acts: ['readMeetings'] },
  '/sammantraden/:meeting/:act': { at: `${meeting}/kalla`, acts: ['readMeetings'] },
};

/** A form shows an example of a code that a person is asked for. */
const EXAMPLE = /till exempel \S+/g;
const ID_OR_CODE = /exempel\.[a-z0-9][\w.-]*|\b[A-Z]+_[A-Z_]+\b/g;

let municipality: MunicipalityUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 2);
  await api.give('adam', 'addBoard', { boardId: 'exempel.ks', name: 'Kommunstyrelsen' });
  await api.give('adam', 'addPerson', { personId: 'olle', name: 'Olle Okänd' });
  await api.give('adam', 'grantRole', { personId: 'olle', boardId: 'exempel.ks', role: 'CLERK' });
  await api.give('adam', 'addUnit', { unitId: 'exempel.ks.unit-kansli', name: 'Kansliet' });
  await api.give('adam', 'addUnitMember', { unitId: 'exempel.ks.unit-kansli', personId: 'olle' });
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
  await api.give('sara', 'scheduleMeeting', meetingOn('2026-05-27'));
  const proposed = { activityId: activity(1), category: 'LACKS_RESOURCES', motivation: 'Resurser saknas.' };
  await api.give('hanna', 'proposeRemoval', proposed);
  const written = await writtenMatter(api, 7, { title: 'Taxa', wordings: ['Anta taxan'] });
  await reviewedMatter(api, written);
  const meetingId = meetingIdOn('2026-05-27');
  await api.give('sara', 'putOnAgenda', { meetingId, matterId: written });
  await api.give('sara', 'sendSummons', { meetingId });
});
afterAll(() => municipality.close());

function signedIn(person: string): Promise<BrowserUnderTest> {
  return BrowserUnderTest.signedIn(municipality.api.app, person);
}

describe('every page as everybody', () => {
  it('is known to this test', () => {
    expect(pages.map(({ path }) => path).toSorted()).toEqual(Object.keys(addresses).toSorted());
  });

  it('rules 51 and 52: is shown to those whose role opens it, and refused to all others', async () => {
    const wrong = await Promise.all(
      demoPeople.map(async ({ id, role }) => {
        const browser = await signedIn(id);
        const seen: string[] = [];
        for (const { at, acts } of Object.values(addresses)) {
          const { status } = await browser.open(at);
          const isOpen = acts.length === 0 || acts.some((act) => may(role, act));
          const right = isOpen ? 200 : 403;
          if (status !== right) seen.push(`${id} at ${at}: ${status} and not ${right}`);
        }
        return seen;
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it('has no link that leads nowhere, and shows no id and no code', async () => {
    const dead: string[] = [];
    const shown = new Set<string>();
    for (const { id } of demoPeople) {
      const browser = await signedIn(id);
      const links = new Set<string>();
      for (const { at } of Object.values(addresses)) {
        await browser.open(at);
        const isApart = at.includes('/bevis/');
        for (const [word] of isApart ? [] : browser.text.replaceAll(EXAMPLE, '').matchAll(ID_OR_CODE)) {
          shown.add(`${word} at ${at}`);
        }
        for (const [, to = ''] of browser.body.matchAll(/ href="(\/[^"]*)"/g)) links.add(to.replaceAll('&amp;', '&'));
      }
      for (const to of [...links].filter((one) => !one.startsWith('/sprak/'))) {
        const { status } = await browser.open(to);
        if (status !== 200) dead.push(`${id}: ${to} is ${status}`);
        // The link has chosen a moment, at which not all that the other links lead to was there yet.
        if (to.startsWith('/da?')) await browser.open('/da?till=/');
      }
    }
    expect(dead).toEqual([]);
    expect([...shown]).toEqual([]);
  });

  it('rule 44: asks nobody in particular to sign in', async () => {
    const browser = new BrowserUnderTest(municipality.api.app);
    for (const { at } of Object.values(addresses)) {
      await browser.open(at);
      expect(browser.title).toBe('Demonstration');
    }
  });

  it('rule 43: is not found for a board that the person has no role for', async () => {
    const browser = await signedIn('hanna');
    const plans = ['exempel.annan.2026', 'annan.ks.2026', 'exempel.ks.1999', 'x'.repeat(200), '..%2f'];
    const ofPlan = ['', '/t1', '/t4', '/t1/g1', '/t1/g9.a1', '/t1/g1/ratta-rubrik', '/t1/fil', '/t4/fil'];
    const meetings = ['exempel.annan.meeting-2026-05-27', 'annan.ks.meeting-2026-05-27', 'x'.repeat(200), '..%2f'];
    const others = ['exempel.annan', 'annan.ks'];
    const found = [
      ...others.flatMap((board) => [`/arenden/${board}.dnr-ks-2026-7`, `/arenden/${board}.dnr-ks-2026-7/granska`]),
      ...others.flatMap((board) => [`/forslag/${board}.2026.g1.a1.r1`, `/forslag/${board}.2026.g1.a1.r1/granska`]),
      ...others.map((board) => `/forslag/aktivitet/${board}.2026.g1.a1/nytt`),
      ...others.map((board) => `/arenden/namnd/${board}/nytt`),
      ...others.map((board) => `/planer/namnd/${board}/importera`),
      ...others.map((board) => `/roller/${board}/ge`),
      ...others.flatMap((board) => [
        `/namnder/${board}`,
        `/namnder/${board}/ny-enhet`,
        `/namnder/${board}/granskning`,
        `/namnder/${board}/mall`,
      ]),
      ...plans.flatMap((id) => ofPlan.map((rest) => `/planer/${id}${rest}`)),
      ...meetings.flatMap((id) => ['', '/kalla'].map((rest) => `/sammantraden/${id}${rest}`)),
      ...['exempel.model-annan', 'annan.model-styrmodell', '..%2f'].map((id) => `/styrmodeller/${id}`),
      ...['exempel.annan', 'annan.ks', 'x'.repeat(200)].map((id) => `/sammantraden/namnd/${id}/nytt`),
      ...[`${meeting}/finns-inte`, '/sammantraden/namnd/exempel.ks/finns-inte'],
    ];
    for (const address of found) {
      const { status } = await browser.open(address);
      expect({ address, status }).toEqual({ address, status: 404 });
    }
  });
});
