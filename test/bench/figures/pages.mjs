// How long each page of a client takes, one at a time: all that it shows in one document, with the names beside the ids.
// The plan has 200 activities and a whole year behind it, the list of tasks is a clerk's with as many to report. The time
// is from the request to the parsed answer. There is nobody beside.

import { graphql } from '../clients.mjs';
import { load, openPlans, wholeYear } from '../log.mjs';
import { CALLS_TO_WARM_UP, percentiles, quantile, require, summary } from '../measuring.mjs';
import { LAST_YEAR } from '../open-plans.mjs';
import { query } from '../places.mjs';
import { startService } from '../servers.mjs';

const PLAN = { goals: 20, activities: 10 };
const ACTIVITIES = PLAN.goals * PLAN.activities;
const BOARD = 'exempel.b0';
const OPEN = { boards: 'open.b', plans: 1, ...PLAN };
const CALLS_IN_A_RUN = 200;
const LONGEST_IN_MS = 20;

const REVIEW = `waitingStep { code name { sv } deputiesMayAct } approvals { step version by byNamed { name } at }
  lapsedApprovals { step version byNamed { name } at } verdicts { step version byNamed { name } verdict reason at }`;

const TASK = `kind id title tertial since deadline board { id name } next { command idField }`;

/** The document of each page, its reader, and a check of the answer. */
const pages = {
  me: {
    document: `{ me { id name language municipality { id name } boards { id name } units { id name }
      roles { role step board { id name } actingFor { id name } } } }`,
    role: 'CLERK',
    isWhole: ({ me }) => me.name === 'Namn på hanna' && me.boards[0].name === `Namn på ${BOARD}`,
  },
  waitingForMe: {
    document: `{ waitingForMe { followUps { ${TASK} } removals { ${TASK} } matters { ${TASK} } meetings { ${TASK} } } }`,
    role: 'CLERK',
    boardId: 'open.b0',
    isWhole: ({ waitingForMe }) => waitingForMe.followUps.length === ACTIVITIES + PLAN.goals,
  },
  plan: {
    document: `query ($plan: ID!) { plan(id: $plan) { id year revision board { id name } activities removed
      decision { date paragraph dnr } followUps { tertial cutOff closedAt } goals { id revision title
        measures { measureId name target } activities { id heading description startDate endDate responsibleUnit
          removed { date paragraph dnr matterId point proposalId } } } } }`,
    role: 'SECRETARY',
    isWhole: ({ plan }) => plan.goals.flatMap(({ activities }) => activities).length === ACTIVITIES,
  },
  proposal: {
    document: `query ($proposal: ID!) { removalProposal(id: $proposal) { id status version category motivation matterId
      board { id name } activity { id heading goal { id title } } authorNamed { id name } authorsNamed { id name }
      versions { number category motivation byNamed { name } at } ${REVIEW}
      decisions { date paragraph dnr outcome reason finality } } }`,
    role: 'SECRETARY',
    isWhole: ({ removalProposal }) => removalProposal.authorNamed.name === 'Namn på hanna',
  },
  matter: {
    document: `query ($matter: ID!) { matter(id: $matter) { id dnr title status board { id name } openedByNamed { name }
      points { number kind proposedWording status decisions { outcome date paragraph wording recordedByNamed { name } } }
      versions { number hash byNamed { name } at asRead { title brief considerations } } drift { name }
      ${REVIEW} } }`,
    role: 'SECRETARY',
    isWhole: ({ matter }) => matter.status === 'DECIDED' && matter.openedByNamed.name === 'Namn på hanna',
  },
  meeting: {
    document: `query ($meeting: ID!) { meeting(id: $meeting) { id date time place status board { id name }
      agenda { matterId state item { dnr title points { number proposedWording } } }
      summonses { number sentOn byNamed { name } items { dnr title version hash } }
      attendance { chairNamed { name } serving { person { id name } inPlaceOfNamed { name } } notServingNamed { name } }
      decisions { dnr number outcome wording paragraph chairNamed { name } recordedByNamed { name } }
      adjustersNamed { id name } notices { date lastAppealDay } paragraphs { paragraph status } } }`,
    role: 'SECRETARY',
    isWhole: ({ meeting }) => meeting.status === 'CLOSED' && meeting.attendance.chairNamed.name === 'Namn på karin',
  },
};

export const pageQueries = {
  name: 'pages',
  async measure({ server, runs, note }) {
    const url = await server.newDatabase();
    await load(
      url,
      (story) => wholeYear(story, { boardId: BOARD, year: LAST_YEAR, ...PLAN }),
      (story) => openPlans(story, OPEN),
    );
    const service = await startService({ VIEWS_URL: url });
    await register(url);
    const ids = await idsIn(url);
    const rows = [];
    for (const [name, page] of Object.entries(pages)) {
      const latencies = await measured(page, ids, service, runs);
      note(`${name} ${percentiles(latencies.flat())}`);
      for (const [part, target] of [
        [0.5, null],
        [0.95, { below: LONGEST_IN_MS }],
      ]) {
        rows.push({
          figure: `page ${name} at a plan of ${ACTIVITIES} activities, p${part * 100}`,
          unit: 'ms',
          ours: summary(latencies.map((run) => quantile(run, part))),
          peer: null,
          theirs: null,
          target,
        });
      }
    }
    await service.stop();
    return rows;
  },
};

/** Gives the latencies of each run, in milliseconds. */
async function measured({ document, role, boardId = BOARD, isWhole }, ids, service, runs) {
  const token = await service.tokenFor(role, boardId);
  const declared = Object.keys(ids).filter((name) => document.includes(`$${name}:`));
  const variables = Object.fromEntries(declared.map((name) => [name, ids[name]]));
  const ask = async () => {
    const before = performance.now();
    const data = await graphql(service, token, document, variables);
    const took = performance.now() - before;
    require(isWhole(data), `the answer was ${JSON.stringify(data).slice(0, 500)}`);
    return took;
  };
  for (let call = 0; call < CALLS_TO_WARM_UP; call += 1) await ask();
  const latencies = [];
  for (let run = 0; run < runs; run += 1) {
    const found = [];
    for (let call = 0; call < CALLS_IN_A_RUN; call += 1) found.push(await ask());
    latencies.push(found);
  }
  return latencies;
}

/** Gives everybody and every board a name. */
async function register(url) {
  const persons = ['cecilia', 'hanna', 'erik', 'fatima', 'sara', 'karin', 'lars'];
  for (const boardId of [BOARD, 'open.b0']) {
    const [municipality] = boardId.split('.');
    await query(url, `insert into people.municipalities values ($1, 'Kommunen') on conflict do nothing`, [
      municipality,
    ]);
    await query(url, `insert into people.boards values ($2::text, $1, 1, 'Namn på ' || $2::text)`, [
      municipality,
      boardId,
    ]);
    for (const [number, id] of persons.entries()) {
      await query(
        url,
        `insert into people.persons (municipality_id, id, number, name, issuer) values ($1, $2::text, $3, 'Namn på ' || $2::text, 'bench')`,
        [municipality, id, number + 1],
      );
    }
  }
}

/** The plan, and the first proposal, matter and meeting of its year. */
async function idsIn(url) {
  const first = async (kind) => {
    const [{ stream }] = await query(
      url,
      `select stream from log.events where stream like $1 order by position limit 1`,
      [`${kind}-%`],
    );
    return stream.slice(kind.length + 1);
  };
  const [plan, activity, matter, meeting] = await Promise.all(['plan', 'removal', 'matter', 'meeting'].map(first));
  return { plan, proposal: `${activity}.r1`, matter, meeting };
}
