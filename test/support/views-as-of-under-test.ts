import { ClockSkew } from '../../src/platform/event-store/clock-skew.service.js';
import { type Fold, streamOf } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import type { Moment } from '../../src/kernel/moment.js';
import { tertials } from '../../src/kernel/tertial.js';
import { Matters } from '../../src/matters/matters.view.js';
import { Meetings } from '../../src/meetings/meetings.view.js';
import { MinutesReader } from '../../src/meetings/minutes.resolver.js';
import { Plans } from '../../src/plans/plans.view.js';
import { TertialViews } from '../../src/plans/tertial-view/tertial-views.view.js';
import { AsOfLookup } from '../../src/platform/as-of/as-of.service.js';
import type { Connection } from '../../src/platform/graphql-types/connection.view.js';
import { openStores, type Stores } from '../../src/platform/open-stores.service.js';
import { LogIndex } from '../../src/platform/projections/log-index.service.js';
import type { Projection } from '../../src/platform/projections/projection.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { Removals } from '../../src/removals/removals.view.js';
import { keptDocumentsFold } from '../../src/documents/document-keeping.js';
import { chainFor, reviewChainFold, reviewedKinds } from '../../src/reviews/review.js';
import { rows } from '../../src/rows.view.js';
import { SteeringModels } from '../../src/steering-models/steering-models.view.js';
import { statesUnderTest } from './states-under-test.js';
import { inMemory } from './app-under-test.js';

// All views of one board without a service around them, so that they can be asked at every position of a log.

/** A page that is smaller than what there is, so that cursors are followed. */
const first = 2;

/** The things to ask about. */
export interface Asked {
  readonly board: string;
  readonly plan: string;
  readonly model: string;
  readonly proposals: readonly string[];
  readonly matters: readonly string[];
  readonly meetings: readonly string[];
}

export interface ViewsAsOf {
  readonly stores: Stores;
  readonly clock: SimulatedClock;
  readonly projection: Projection;
  readonly index: LogIndex;
  readonly asOf: AsOfLookup;
  /** All that is shown, as text. */
  read(asked: Asked, moment: Moment | null): Promise<string>;
  close(): Promise<void>;
}

export function foldOf(stream: string): Pick<Fold<never, never>, 'kind'> & { readonly events: object } {
  const fold = rows.folds.find((one) => stream.startsWith(streamOf(one, '')));
  if (fold === undefined) throw new Error(`There is no fold of ${stream}.`);
  return fold;
}

export async function openViewsAsOf(): Promise<ViewsAsOf> {
  const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
  const stores = await openStores(inMemory, () => clock.now());
  const projection = rows.projection(stores.views.db, 'views_live');
  await projection.create();
  const db = stores.views.db.withSchema(projection.schema);
  const index = new LogIndex([rows], stores.events, stores.views);
  const { current, tables } = statesUnderTest(stores.events, db, rows.folds);
  const asOf = new AsOfLookup(stores.events, stores.views, current, null, index, clock, new ClockSkew(clock));
  const tertialViews = new TertialViews(asOf, tables);
  const reader = {
    plans: new Plans(tables, asOf),
    tertialViews,
    removals: new Removals(tables, asOf),
    matters: new Matters(tables, asOf, tertialViews),
    meetings: new Meetings(tables, asOf),
    minutes: new MinutesReader(asOf),
    models: new SteeringModels(tables, asOf),
    asOf,
  };
  return {
    stores,
    clock,
    projection,
    index,
    asOf,
    read: (asked, moment) => textOf(reader, asked, moment),
    close: () => stores.close(),
  };
}

interface Reader {
  readonly plans: Plans;
  readonly tertialViews: TertialViews;
  readonly removals: Removals;
  readonly matters: Matters;
  readonly meetings: Meetings;
  readonly minutes: MinutesReader;
  readonly models: SteeringModels;
  readonly asOf: AsOfLookup;
}

async function textOf(reader: Reader, asked: Asked, moment: Moment | null): Promise<string> {
  const shown = [...(await things(reader, asked, moment)), ...(await lists(reader, asked, moment))];
  // The moment goes along for what is read further, and is shown to nobody.
  return JSON.stringify(shown, (key, value: unknown) => (key === 'moment' ? undefined : value));
}

async function things(reader: Reader, asked: Asked, moment: Moment | null): Promise<unknown[]> {
  const { plans: plan, tertialViews, removals: proposal, matters: matter, meetings: meeting, minutes, models } = reader;
  const planId = idOf('Plan', asked.plan);
  const board = idOf('Board', asked.board);
  const shown: unknown[] = [
    await plan.one(planId, moment),
    await models.one(idOf('SteeringModel', asked.model), moment),
  ];
  for (const tertial of tertials) shown.push(await tertialViews.one(planId, tertial, moment));
  for (const id of asked.proposals) shown.push(await proposal.one(idOf('RemovalProposal', id), moment));
  for (const id of asked.matters) {
    for (const reading of ['WHOLE', 'AS_SUMMONED'] as const) {
      shown.push(await matter.one(idOf('Matter', id), reading, moment));
    }
  }
  for (const id of asked.meetings) {
    shown.push(await meeting.one(idOf('Meeting', id), moment), await minutes.of(idOf('Meeting', id), moment));
    shown.push(await reader.asOf.states(moment).one(keptDocumentsFold, id));
  }
  for (const kind of [null, ...reviewedKinds])
    shown.push(await chainFor(board, kind, (id) => reader.asOf.states(moment).one(reviewChainFold, id)));
  return shown;
}

async function lists(reader: Reader, asked: Asked, moment: Moment | null): Promise<unknown[]> {
  const boardId = idOf('Board', asked.board);
  const planId = idOf('Plan', asked.plan);
  const { plans: plan, removals: proposal, matters: matter, meetings: meeting, models } = reader;
  const shown: unknown[] = [
    await allOf((after) => plan.of(boardId, { first, after }, moment)),
    await allOf((after) => models.of(idOf('Municipality', 'exempel'), { first, after }, moment)),
  ];
  for (const order of ['OLDEST_FIRST', 'NEWEST_FIRST'] as const) {
    const page = (after: string | null) => ({ first, after, order });
    shown.push(
      await allOf((after) => proposal.of({ boardId }, page(after), moment)),
      await allOf((after) => proposal.of({ boardId, planId, status: 'IN_REVIEW' }, page(after), moment)),
      await allOf((after) => matter.of({ boardId, status: null, reading: 'WHOLE' }, page(after), moment)),
      await allOf((after) => matter.of({ boardId, status: 'DECIDED', reading: 'WHOLE' }, page(after), moment)),
      await allOf((after) => matter.of({ boardId, status: null, reading: 'AS_SUMMONED' }, page(after), moment)),
      await allOf((after) => meeting.of({ boardId }, page(after), moment)),
      await allOf((after) => meeting.of({ boardId, status: 'CLOSED' }, page(after), moment)),
    );
  }
  return shown;
}

/** Each page in turn, until there is no more. */
async function allOf<Node>(page: (after: string | null) => Promise<Connection<Node>>): Promise<Connection<Node>[]> {
  const pages = [await page(null)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage === true; last = pages.at(-1)) {
    pages.push(await page(last.pageInfo.endCursor));
  }
  return pages;
}
