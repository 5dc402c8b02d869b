import { isDeepStrictEqual } from 'node:util';
import { boardWithPlan } from './board-with-plan.js';
import { Chance } from './chance.js';
import { claim } from './claim.js';
import { give } from './giving.js';
import { isTheBoards, matterClaims } from './matter-claims.js';
import { meetingClaims } from './meeting-claims.js';
import type { Move } from './move.js';
import { moveIn } from './moves.js';
import { pass, settle } from './reacting.js';
import { reminderClaims } from './reminder-claims.js';
import { proposalClaims } from './review-claims.js';
import { roleClaims } from './role-claims.js';
import { settledClaims } from './settled-claims.js';
import { statusClaims } from './status-claims.js';
import { known, lastDayOfFirst, nothingTold } from './told.js';

/** One board and what everybody does to it, each step held to the rules. */
export class Run {
  readonly world = boardWithPlan();
  readonly told = nothingTold(this.world);
  readonly moves: Move[] = [];
  accepted = 0;
  readonly refused: string[] = [];
  /** How far the log is held to the rules. */
  #held = this.world.steps.length;
  #heldOn = '';

  /** @throws Broken when a rule does not hold afterwards. */
  make(move: Move): void {
    this.moves.push(move);
    if ('days' in move) {
      pass(this.world, move.days);
      settle(this.world);
    } else {
      this.give(move);
      if (!move.slow) settle(this.world);
    }
    this.hold();
  }

  private give({ who, give: command }: Exclude<Move, { days: number }>): void {
    const { log, drafts, answers } = this.world;
    const before = { events: log.length, drafts: [...drafts.values()], answers: answers.length };
    const code = give(this.world, who, command);
    if (code === null) {
      this.accepted += 1;
      if (command.area === 'draft') this.draft(who, command.command, command.data.matterId);
      return;
    }
    this.refused.push(code);
    claim(log.length === before.events && answers.length === before.answers, 'rule 45: a refusal appends something');
    claim(
      [...drafts.values()].every((one, index) => one === before.drafts[index]),
      'rule 45: a refusal changes a draft',
    );
  }

  private draft(who: string, command: 'saveDraft' | 'clearDraft', matterId: string): void {
    const matter = known(this.told.matters, matterId);
    claim(!isTheBoards(matter), 'rule 25: the text is changed while the matter is before the board or postponed');
    if (command === 'saveDraft') matter.draftedBy.add(who);
    else matter.draftedBy.clear();
  }

  private hold(): void {
    const { world, told } = this;
    const isSame = world.steps.length === this.#held && world.today === this.#heldOn;
    if (isSame) return;
    for (const step of world.steps.slice(this.#held)) {
      roleClaims(step);
      statusClaims(step);
      proposalClaims(told, step);
      reminderClaims(told, step, world.today);
      if (step.of === 'goal' && step.after !== null) told.goals.set(step.after.id, step.after);
      if (step.of === 'plan' && step.event.type === 'GoalAdded') {
        const { goal, decision } = step.event.data;
        if (decision.date > lastDayOfFirst) told.laterGoals.add(goal.goalId);
      }
      matterClaims(told, step);
      meetingClaims(told, step, world.today);
    }
    this.#held = world.steps.length;
    this.#heldOn = world.today;
    if (world.answers.length === 0) settledClaims(told, world);
  }

  /** Rule 48: the log, folded from the first event, gives exactly what there is. */
  end(): void {
    settle(this.world);
    this.hold();
    claim(isDeepStrictEqual(this.world.replayed().states, this.world.states), 'rule 48: replay gives something else');
  }
}

/** Lets chance lead a board; each seed is a step. */
export function runBy(seeds: readonly number[]): Run {
  const run = new Run();
  try {
    for (const seed of seeds) run.make(moveIn(run.world, new Chance(seed)));
    run.end();
    return run;
  } catch (error) {
    throw told(shortened(run.moves, error), error);
  }
}

function failureOf(moves: readonly Move[]): unknown {
  try {
    const run = new Run();
    for (const move of moves) run.make(move);
    run.end();
    return null;
  } catch (error) {
    return error;
  }
}

/** The claim that breaks, without whom and where. */
function kindOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(':')[0] ?? '') : '';
}

/** As few of the moves as break the same rule: each is left out that is not needed. */
function shortened(moves: readonly Move[], error: unknown): readonly Move[] {
  let left = moves;
  for (let size = Math.ceil(moves.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = left.length - size; start >= 0; start -= size) {
      const fewer = [...left.slice(0, start), ...left.slice(start + size)];
      if (kindOf(failureOf(fewer)) === kindOf(error)) left = fewer;
    }
  }
  return left;
}

function told(moves: readonly Move[], cause: unknown): Error {
  const lines = moves.map((move, index) => {
    if ('days' in move) return `${index + 1}. ${move.days} days pass`;
    const { who, give: command, slow } = move;
    return `${index + 1}. ${who}: ${command.command} ${JSON.stringify(command.data)}${slow ? ', and Tertial is slow' : ''}`;
  });
  const failure = failureOf(moves);
  const message = failure instanceof Error ? failure.message : String(failure);
  return new Error(`${message}\n${lines.join('\n')}`, { cause });
}
