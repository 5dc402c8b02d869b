import type { INestApplication } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { idOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { MatterRow } from '../matters/matters.view.js';
import { AssessGoal, CloseFollowUp, OpenFollowUp, ReportStatus } from '../plans/follow-up.command.js';
import { ImportPlan } from '../plans/import/import-plan.command.js';
import { type PlanRow, Plans } from '../plans/plans.view.js';
import type { TertialViewRow } from '../plans/tertial-view/tertial-view-row.view.js';
import { TertialViews } from '../plans/tertial-view/tertial-views.view.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { Scheduler } from '../platform/processes/scheduler.service.js';
import type { SimulatedClock } from '../platform/runtime/clock.service.js';
import { DEMO_BOARD, DEMO_MUNICIPALITY } from '../platform/sign-in/demo-sign-in.service.js';
import { ProposeRemoval, ReviewRemoval } from '../removals/removal.command.js';
import { AdoptSteeringModel } from '../steering-models/adopt-steering-model.command.js';
import { defaultModel } from '../steering-models/default-model.js';
import { playBoardsCase } from './board-case.service.js';
import { found, LastDayPlayed, Player } from './player.service.js';

/** The simulated time at which the demonstration begins, the day after the board adopted its plan for 2026. */
export const START = '2025-12-18T09:00:00.000Z';

const PLAN = idOf('Plan', `${DEMO_BOARD}.2026`);
const MODEL = `${DEMO_MUNICIPALITY}.model-styrmodell`;

/** The removal proposals that the clerk makes in May 2026, with their reasons. */
const proposals = [
  {
    heading: 'Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande',
    category: 'POSTPONED',
    motivation:
      'Innan en kommunikationsplan kan utvecklas behöver befintlig information på kommunens intranät ses över, så att ' +
      'den blir tillgängligare och lättare att hitta.',
  },
  {
    heading: 'Ta fram och genomföra en kommunikationsplan med målgrupper och kommunikationspaket',
    category: 'LACKS_RESOURCES',
    motivation:
      'Det saknas resurser och förutsättningar för att synliggöra kommunens klimatarbete genom kommunikationspaket ' +
      'under den aktuella perioden.',
  },
];

type Row = Readonly<Record<string, string>>;

export interface PlayedCase {
  /** Tertial 1 before the board's part; null when the case has not come so far. */
  readonly before: TertialViewRow | null;
  /** Tertial 1 when the case has been played. */
  readonly after: TertialViewRow;
  /** The matter at its end; null when the case has not come so far. */
  readonly matter: MatterRow | null;
}

/**
 * Plays the demonstration with real commands, each given by an invented person on a simulated day.
 *
 * @param lastDay The last day that is played, at the end of which the clock stays. Null: the case is played to its end.
 */
export async function playCase(
  app: INestApplication,
  clock: SimulatedClock,
  lastDay: IsoDate | null = null,
): Promise<PlayedCase> {
  const player = new Player(app.get(CommandGateway), clock, lastDay);
  const views = app.get(TertialViews);
  const view = async () => found(await views.one(PLAN, 'T1', null));
  let before: TertialViewRow | null = null;
  let matter: MatterRow | null = null;
  try {
    const plan = await adoptPlan(player, app.get(Plans));
    await followUp(player, plan);
    const proposalIds = await propose(player, plan);
    before = await view();
    matter = await playBoardsCase(app, player, proposalIds);
  } catch (error) {
    if (!(error instanceof LastDayPlayed)) throw error;
  }
  if (lastDay !== null) await moveClock(app, clock, lastDay);
  return { before, after: await view(), matter };
}

/** Moves the clock to noon of a day, and carries out what falls due by then, such as legal force. */
export async function moveClock(app: INestApplication, clock: SimulatedClock, day: IsoDate): Promise<void> {
  clock.set(`${day}T12:00:00.000Z`);
  await app.get(Scheduler).tick();
}

async function adoptPlan(player: Player, plans: Plans): Promise<PlanRow> {
  player.on('2025-12-18');
  await player.give('cecilia', AdoptSteeringModel, {
    steeringModelId: MODEL,
    name: 'Kommunens styrmodell',
    holdsFrom: '2026-01-01',
    decision: { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' },
    ...defaultModel,
  });
  await player.give('cecilia', ImportPlan, {
    boardId: DEMO_BOARD,
    year: 2026,
    steeringModelId: MODEL,
    decision: { date: '2025-12-17', paragraph: '210', dnr: 'KS 2025/310' },
    csv: sample('verksamhetsplan-2026.csv'),
    dryRun: false,
  });
  return found(await plans.one(PLAN, null));
}

async function followUp(player: Player, plan: PlanRow): Promise<void> {
  player.on('2026-05-04');
  await player.give('cecilia', OpenFollowUp, { planId: PLAN, tertial: 'T1', cutOff: '2026-05-15' });
  player.on('2026-05-11');
  const codes = new Map(
    [...defaultModel.activityStatuses, ...defaultModel.goalStatuses].map(({ code, label }) => [label.sv, code]),
  );
  for (const row of rowsOf('verksamhetsplan-2026.csv')) {
    const { id: activityId } = activityCalled(plan, row.Aktivitet);
    const status = codes.get(row['Status tertial 1'] ?? '');
    const comment = row['Kommentar tertial 1'];
    await player.give('hanna', ReportStatus, { activityId, tertial: 'T1', status, comment });
  }
  for (const row of rowsOf('malbedomning-tertial-1-2026.csv')) {
    const { id: goalId } = found(plan.goals.find(({ title }) => title === row['Mål']));
    const status = codes.get(row['Bedömning tertial 1'] ?? '');
    await player.give('hanna', AssessGoal, { goalId, tertial: 'T1', status, comment: row.Kommentar });
  }
  player.on('2026-05-13');
  await player.give('cecilia', CloseFollowUp, { planId: PLAN, tertial: 'T1', acceptIncomplete: true });
}

async function propose(player: Player, plan: PlanRow): Promise<string[]> {
  const proposalIds: string[] = [];
  for (const { heading, category, motivation } of proposals) {
    player.on('2026-05-13');
    const { id: activityId } = activityCalled(plan, heading);
    await player.give('hanna', ProposeRemoval, { activityId, category, motivation });
    const proposalId = `${activityId}.r1`;
    player.on('2026-05-15');
    await player.give('erik', ReviewRemoval, { proposalId, version: 1, verdict: 'APPROVE', reason: '' });
    player.on('2026-05-18');
    await player.give('fatima', ReviewRemoval, { proposalId, version: 1, verdict: 'APPROVE', reason: '' });
    proposalIds.push(proposalId);
  }
  return proposalIds;
}

function activityCalled(plan: PlanRow, heading: string | undefined) {
  return found(plan.goals.flatMap(({ activities }) => activities).find((activity) => activity.heading === heading));
}

function rowsOf(file: string): Row[] {
  return parse<Row>(sample(file), { bom: true, columns: true, delimiter: ';' });
}

function sample(file: string): string {
  return readFileSync(new URL(`./sample/${file}`, import.meta.url), 'utf8');
}
