import type { EventOf, Recorded } from '../kernel/fold.js';
import { type Id, yearOf } from '../kernel/identity.js';
import { dayOf } from '../kernel/local-time.js';
import { type IsoDate, type IsoInstant, lastDay, type Tertial } from '../kernel/tertial.js';
import { type Correction, correctionBy } from './correction.js';
import { isSameResponsible, type WithResponsible } from './responsible.js';

export interface FollowUp {
  readonly tertial: Tertial;
  readonly cutOff: IsoDate;
  readonly openedAt: IsoInstant;
  /** Whether the cut-off date had passed when the plan was recorded (rule 99). */
  readonly loadedAfterwards: boolean;
  /** The closings that the controller undid by reopening the follow-up, oldest first (rule 104). */
  readonly undone: readonly Closing[];
  /** The newest reminder to each responsible unit or person, in the order of the first ones. */
  readonly reminders: readonly Reminder[];
  /** The time of the closing and its position in the log; null while the follow-up is open. */
  readonly closed: Closing | null;
}

/** A reminder to those who report for a responsible unit or person, on one day (rule 139). */
export interface Reminder extends WithResponsible {
  readonly persons: readonly Id<'Person'>[];
  readonly on: IsoDate;
}

/** The time of a closing, and its position in the log. */
export interface Closing {
  readonly at: IsoInstant;
  readonly position: number;
}

type AboutFollowUp = { planId: Id<'Plan'>; tertial: Tertial };

export type FollowUpEvent =
  | EventOf<'FollowUpOpened', AboutFollowUp & { cutOff: IsoDate }>
  | EventOf<'FollowUpClosed', AboutFollowUp>
  | EventOf<'CutOffMoved', AboutFollowUp & { cutOff: IsoDate; reason: string }>
  | EventOf<'FollowUpReopened', AboutFollowUp & { reason: string }>
  | EventOf<
      'ReportersReminded',
      AboutFollowUp & {
        reminded: readonly (WithResponsible & {
          readonly persons: readonly Id<'Person'>[];
          /** The number of activities without a report at the time. */
          readonly activities: number;
        })[];
      }
    >
  | EventOf<'FollowUpReopeningVoided', AboutFollowUp & { cause: 'DECIDED_BY_BOARD' }>;

/** The plan with its follow-ups and the corrections of both. */
interface Followed {
  readonly id: Id<'Plan'>;
  /** The day on which the plan was recorded in Tertial. */
  readonly recordedOn: IsoDate;
  readonly followUps: readonly FollowUp[];
  readonly corrections: readonly Correction[];
}

type Changed = Pick<Followed, 'followUps' | 'corrections'>;

/** Applies an event about one follow-up to the follow-ups and the corrections of its plan. */
export function followUpsAfter(plan: Followed, event: Recorded<FollowUpEvent>): Changed {
  const { followUps, corrections } = plan;
  const { tertial } = event.data;
  const withOne = (change: Partial<FollowUp>) =>
    followUps.map((one) => (one.tertial === tertial ? { ...one, ...change } : one));
  const followUp = followUps.find((one) => one.tertial === tertial);
  switch (event.type) {
    case 'FollowUpOpened': {
      const { cutOff } = event.data;
      const loadedAfterwards = hadPassed(cutOff, tertial, plan);
      return {
        followUps: [
          ...followUps,
          { tertial, cutOff, openedAt: event.recordedAt, loadedAfterwards, undone: [], reminders: [], closed: null },
        ],
        corrections,
      };
    }
    case 'FollowUpClosed':
      return { followUps: withOne({ closed: { at: event.recordedAt, position: event.position } }), corrections };
    case 'CutOffMoved': {
      if (followUp === undefined) return plan;
      const { cutOff } = event.data;
      const moved = { kind: 'CUT_OFF_MOVED', id: plan.id, tertial, before: followUp.cutOff, after: cutOff } as const;
      const change = { cutOff, loadedAfterwards: hadPassed(cutOff, tertial, plan) };
      return { followUps: withOne(change), corrections: [...corrections, correctionBy(event, moved)] };
    }
    case 'FollowUpReopened': {
      const closed = followUp?.closed ?? null;
      if (followUp === undefined || closed === null) return plan;
      const reopened = { kind: 'FOLLOW_UP_REOPENED', id: plan.id, tertial, before: closed.at, after: null } as const;
      return {
        followUps: withOne({ closed: null, undone: [...followUp.undone, closed] }),
        corrections: [...corrections, correctionBy(event, reopened)],
      };
    }
    case 'ReportersReminded': {
      const [before, on] = [followUp?.reminders ?? [], dayOf(event.recordedAt)];
      return { followUps: withOne({ reminders: event.data.reminded.reduce(remindedOn(on), before) }), corrections };
    }
    case 'FollowUpReopeningVoided': {
      const undone = followUp?.undone ?? [];
      const isVoid = corrections.findLast((one) => one.kind === 'FOLLOW_UP_REOPENED' && one.tertial === tertial);
      return {
        followUps: withOne({ closed: undone.at(-1) ?? null, undone: undone.slice(0, -1) }),
        corrections: corrections.filter((one) => one !== isVoid),
      };
    }
  }
}

/** Rule 99: whether the tertial had ended, and the cut-off date had passed, when the plan was recorded. */
export function hadPassed(cutOff: IsoDate, tertial: Tertial, { id, recordedOn }: Followed): boolean {
  return lastDay(yearOf(id), tertial) < recordedOn && cutOff < recordedOn;
}

/** Puts a reminder of a day in the place of the last one. Reminders of the same day are one. */
function remindedOn(on: IsoDate) {
  return (reminders: readonly Reminder[], { responsible, persons }: Omit<Reminder, 'on'>): readonly Reminder[] => {
    const at = reminders.findIndex((one) => isSameResponsible(one.responsible, responsible));
    const last = reminders[at];
    if (last === undefined) return [...reminders, { responsible, persons, on }];
    return reminders.with(at, { responsible, persons: last.on === on ? [...last.persons, ...persons] : persons, on });
  };
}
