import { addDays } from '../kernel/days.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import type { Addressee, Addressees, Reporters } from '../people/directory.js';
import type { FollowUp } from '../plans/follow-ups.js';
import type { Goal } from '../plans/goal.js';
import type { Plan } from '../plans/plan.js';
import { reporting } from '../plans/responsibility/reporting.js';

/** The days after which a reminder is too old to be mailed, for example when a mail server is configured for the first time. */
const OLDEST_REMINDER_IN_DAYS = 14;

/** A plan, what is reported in it, and who reports today. */
export interface Reported {
  readonly plan: Plan;
  readonly goals: readonly Goal[];
  readonly reporters: Reporters;
}

/** The things that a person has not reported in one follow-up. */
export interface DigestPart {
  /** Identifies the reminder by its follow-up and its day. A person is reminded of a follow-up once a day at most. */
  readonly reminder: string;
  readonly boardName: string;
  readonly year: number;
  readonly tertial: Tertial;
  readonly cutOff: IsoDate;
  /** The headings of the activities. */
  readonly activities: readonly string[];
}

/** Everything that a person has been reminded of and that has not been mailed. */
export interface Digest {
  readonly addressee: Addressee;
  readonly parts: readonly DigestPart[];
}

/** A person's reminders that a mail server has accepted in a mail. */
export type Mailed = ReadonlyMap<Id<'Person'>, ReadonlySet<string>>;

/** Whether a plan has a reminder that is young enough to be mailed. */
export function hasRecentReminder({ followUps }: Plan, today: IsoDate): boolean {
  return followUps.some((followUp) => recentReminders(followUp, today).length > 0);
}

/** Returns the first day whose reminders are young enough to be mailed today. */
export function oldestReminder(today: IsoDate): IsoDate {
  return addDays(today, -OLDEST_REMINDER_IN_DAYS);
}

/**
 * Makes the digests that are due in a municipality (rule 142). A digest has what the person still has to report, so
 * that nobody is mailed about what is reported in the meantime. A reminder of a closed follow-up is not mailed.
 */
export function digestsOf(
  all: readonly Reported[],
  { boards, persons }: Addressees,
  mailed: Mailed,
  today: IsoDate,
): Digest[] {
  return persons.flatMap((addressee) => {
    const parts = all.flatMap((reported) => {
      const boardId = boardOf(reported.plan.id);
      const boardName = boards.find(({ id }) => id === boardId)?.name ?? boardId;
      return partsOf(reported, boardName, addressee.id, mailed.get(addressee.id), today);
    });
    return parts.length === 0 ? [] : [{ addressee, parts }];
  });
}

function partsOf(
  { plan, goals, reporters }: Reported,
  boardName: string,
  person: Id<'Person'>,
  mailed: ReadonlySet<string> | undefined,
  today: IsoDate,
): DigestPart[] {
  return plan.followUps.flatMap((followUp) => {
    const { tertial, cutOff } = followUp;
    const days = recentReminders(followUp, today)
      .filter(({ persons }) => persons.includes(person))
      .map(({ on }) => on);
    const reminder = `${plan.id} ${tertial} ${days.toSorted().at(-1) ?? ''}`;
    if (days.length === 0 || mailed?.has(reminder) === true) return [];
    const activities = reporting(plan, goals, tertial, reporters)
      .filter(({ persons }) => persons.includes(person))
      .flatMap(({ notReported }) => notReported.map(({ heading }) => heading));
    if (activities.length === 0) return [];
    return [{ reminder, boardName, year: yearOf(plan.id), tertial, cutOff, activities }];
  });
}

function recentReminders({ closed, reminders }: FollowUp, today: IsoDate) {
  return closed === null ? reminders.filter(({ on }) => on >= oldestReminder(today)) : [];
}
