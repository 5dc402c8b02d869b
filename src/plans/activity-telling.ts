import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { Around, Change, Telling, Words } from '../kernel/telling.js';
import { compared, dayWords, decisionWords, inEach, quoted, textWords, yesOrNo } from '../kernel/telling-words.js';
import { type Activity, activityIn, type Goal, type GoalEvent } from './goal.js';

type Membership =
  'ActivityAdded' | 'ActivityDatesChanged' | 'ActivityReworded' | 'ActivityRemoved' | 'ActivityRestored';
type Happened<Type extends Membership> = Recorded<Extract<GoalEvent, { type: Type }>>;

/** Tells what the board, or a court, made of an activity of the plan. */
export function tellOfActivity(event: Happened<Membership>, around: Around<Goal | null>): Telling {
  switch (event.type) {
    case 'ActivityAdded':
      return added(event, around);
    case 'ActivityDatesChanged':
      return datesChanged(event, around);
    case 'ActivityReworded':
      return reworded(event, around);
    case 'ActivityRemoved':
      return removed(event, around);
    case 'ActivityRestored':
      return restored(event, around);
  }
}

function added({ data }: Happened<'ActivityAdded'>, { after }: Around<Goal | null>): Telling {
  const { activityId, decision } = data;
  const heading = quoted(data.heading);
  const title = quoted(existing(after, activityId).title);
  const by = decisionWords(decision);
  return {
    did: {
      sv: `lade till aktiviteten ${heading.sv} under målet ${title.sv} enligt nämndens beslut ${by.sv}`,
      en: `added the activity ${heading.en} to the goal ${title.en} by the board's decision ${by.en}`,
    },
    changes: plannedChanges(undefined, activityIn(after, activityId)),
    reason: null,
  };
}

function datesChanged({ data }: Happened<'ActivityDatesChanged'>, around: Around<Goal | null>): Telling {
  const { before, after } = activityAround(around, data.activityId);
  const heading = quoted(before.heading);
  const [from, to] = [span(before), span(after)];
  const by = decisionWords(data.decision);
  return {
    did: {
      sv: `ändrade tiden för aktiviteten ${heading.sv} från ${from.sv} till ${to.sv} enligt nämndens beslut ${by.sv}`,
      en: `changed the dates of the activity ${heading.en} from ${from.en} to ${to.en} by the board's decision ${by.en}`,
    },
    changes: plannedChanges(before, after),
    reason: null,
  };
}

function reworded({ data }: Happened<'ActivityReworded'>, around: Around<Goal | null>): Telling {
  const { before, after } = activityAround(around, data.activityId);
  const [from, to] = [quoted(before.heading), quoted(after.heading)];
  const by = decisionWords(data.decision);
  const isRenamed = before.heading !== after.heading;
  return {
    did: isRenamed
      ? {
          sv: `ändrade lydelsen av aktiviteten ${from.sv} till ${to.sv} enligt nämndens beslut ${by.sv}`,
          en: `reworded the activity ${from.en} as ${to.en} by the board's decision ${by.en}`,
        }
      : {
          sv: `ändrade beskrivningen av aktiviteten ${to.sv} enligt nämndens beslut ${by.sv}`,
          en: `changed the description of the activity ${to.en} by the board's decision ${by.en}`,
        },
    changes: plannedChanges(before, after),
    reason: null,
  };
}

function removed({ data }: Happened<'ActivityRemoved'>, around: Around<Goal | null>): Telling {
  const { before, after } = activityAround(around, data.activityId);
  const heading = quoted(before.heading);
  const by = decisionWords(data.decision);
  const { point } = data.decision;
  return {
    did: {
      sv: `tog aktiviteten ${heading.sv} ur planen enligt nämndens beslut ${by.sv}, beslutspunkt ${point}`,
      en: `took the activity ${heading.en} out of the plan by the board's decision ${by.en}, decision point ${point}`,
    },
    changes: membershipChanges(before, after),
    reason: null,
  };
}

function restored({ data }: Happened<'ActivityRestored'>, around: Around<Goal | null>): Telling {
  const { before, after } = activityAround(around, data.activityId);
  const heading = quoted(before.heading);
  const ruled = dayWords(data.annulled.date);
  const decision = decisionWords(existing(before.removed, data.activityId));
  return {
    did: {
      sv: `förde tillbaka aktiviteten ${heading.sv} till planen, eftersom domstol har upphävt nämndens beslut ${decision.sv}, med verkan från och med den ${ruled.sv}`,
      en: `put the activity ${heading.en} back into the plan, since a court has annulled the board's decision ${decision.en}, with effect from ${ruled.en}`,
    },
    changes: membershipChanges(before, after),
    reason: null,
  };
}

/** The activity right before and right after an event about it. */
export function activityAround({ before, after }: Around<Goal | null>, id: Id<'Activity'>): Around<Activity> {
  return { before: activityIn(before, id), after: activityIn(after, id) };
}

function span({ startDate, endDate }: Activity): Words {
  const [from, to] = [dayWords(startDate), dayWords(endDate)];
  return inEach((language) => `${from[language]} – ${to[language]}`);
}

function plannedChanges(before: Activity | undefined, after: Activity): Change[] {
  const change = compared(before, after);
  return [
    ...change({ sv: 'Rubrik', en: 'Heading' }, ({ heading }) => textWords(heading)),
    ...change({ sv: 'Beskrivning', en: 'Description' }, ({ description }) => textWords(description)),
    ...change({ sv: 'Startdatum', en: 'Start date' }, ({ startDate }) => dayWords(startDate)),
    ...change({ sv: 'Slutdatum', en: 'End date' }, ({ endDate }) => dayWords(endDate)),
    ...change({ sv: 'Ansvarig enhet', en: 'Responsible unit' }, ({ responsibleUnit }) => textWords(responsibleUnit)),
  ];
}

function membershipChanges(before: Activity, after: Activity): Change[] {
  return compared(before, after)({ sv: 'I planen', en: 'In the plan' }, ({ removed: decision }) => {
    if (decision === null) return yesOrNo(true);
    const day = dayWords(decision.date);
    return { sv: `nej, från och med den ${day.sv}`, en: `no, from ${day.en}` };
  });
}
