import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import { yearOf } from '../kernel/identity.js';
import { type Around, type Change, same, type Telling, type Words } from '../kernel/telling.js';
import { compared, quoted, tertialWords, textWords, warned, yesOrNo } from '../kernel/telling-words.js';
import type { Tertial } from '../kernel/tertial.js';
import type { SteeringModel } from '../steering-models/steering-model.js';
import { activityAround } from './activity-telling.js';
import { currentEntry } from './entry.js';
import { activityStatusWords, cameTooLate, formerly, isDeviation, toldChanges } from './entry-words.js';
import type { Activity, Goal, GoalEvent, StatusReport } from './goal.js';

type Happened<Type extends GoalEvent['type']> = Recorded<Extract<GoalEvent, { type: Type }>>;
type Model = SteeringModel | null;

/** Tells of an activity's status in the words that the steering model had when it was reported. */
export function tellOfStatus(
  event: Happened<'ActivityStatusReported' | 'ActivityStatusCorrected' | 'ActivityStatusVoided'>,
  around: Around<Goal | null>,
  model: Model,
): Telling {
  const activity = activityAround(around, event.data.activityId);
  switch (event.type) {
    case 'ActivityStatusReported':
      return reported(event, activity, model);
    case 'ActivityStatusCorrected':
      return corrected(event, activity, model);
    case 'ActivityStatusVoided':
      return voided(event, activity, model);
  }
}

function reported({ data }: Happened<'ActivityStatusReported'>, around: Around<Activity>, model: Model): Telling {
  const heading = quoted(around.after.heading);
  const status = quoted(activityStatusWords(model, data));
  const earlier = currentEntry(around.before.reports, data.tertial);
  const recalled = formerly(earlier === undefined ? null : quoted(activityStatusWords(model, earlier)), status);
  const tertial = tertialWords(data.tertial, yearOf(data.activityId));
  const end = endOf(model, data);
  return {
    did: {
      sv: `rapporterade aktiviteten ${heading.sv} som ${status.sv}${recalled.sv} för ${tertial.sv}${end.sv}`,
      en: `reported the activity ${heading.en} as ${status.en}${recalled.en} for ${tertial.en}${end.en}`,
    },
    changes: statusChanges(around, data.tertial, model),
    reason: textWords(data.comment) === null ? null : data.comment,
  };
}

function corrected({ data }: Happened<'ActivityStatusCorrected'>, around: Around<Activity>, model: Model): Telling {
  const heading = quoted(around.after.heading);
  const wrong = reportNumbered(around.before, data.corrects);
  const [from, to] = [quoted(activityStatusWords(model, wrong)), quoted(activityStatusWords(model, data))];
  const tertial = tertialWords(data.tertial, yearOf(data.activityId));
  const end = endOf(model, data);
  return {
    did:
      from.sv === to.sv
        ? {
            sv: `rättade rapporteringen av aktiviteten ${heading.sv} för ${tertial.sv}; statusen ${to.sv} står fast${end.sv}`,
            en: `corrected the report of the activity ${heading.en} for ${tertial.en}; the status ${to.en} stands${end.en}`,
          }
        : {
            sv: `rättade statusen för aktiviteten ${heading.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${end.sv}`,
            en: `corrected the status of the activity ${heading.en} for ${tertial.en} from ${from.en} to ${to.en}${end.en}`,
          },
    changes: statusChanges(around, data.tertial, model),
    reason: data.reason,
  };
}

function voided({ data }: Happened<'ActivityStatusVoided'>, around: Around<Activity>, model: Model): Telling {
  const heading = quoted(around.after.heading);
  const late = reportNumbered(around.before, data.number);
  const status = quoted(activityStatusWords(model, late));
  const tertial = tertialWords(late.tertial, yearOf(data.activityId));
  return {
    did: {
      sv: `lämnade statusen ${status.sv} för aktiviteten ${heading.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the status ${status.en} of the activity ${heading.en} for ${tertial.en}, ${cameTooLate.en}`,
    },
    changes: statusChanges(around, late.tertial, model),
    reason: null,
  };
}

function reportNumbered({ id, reports }: Activity, number: number): StatusReport {
  return existing(reports.find((report) => report.number === number) ?? null, id);
}

function statusChanges({ before, after }: Around<Activity>, tertial: Tertial, model: Model): Change[] {
  const [earlier, current] = [currentEntry(before.reports, tertial), currentEntry(after.reports, tertial)];
  const change = compared(earlier, current);
  return [
    ...change({ sv: 'Status', en: 'Status' }, (report) => activityStatusWords(model, report)),
    ...change({ sv: 'Avviker från planen', en: 'Deviates from the plan' }, (report) => {
      const deviates = isDeviation(model, report);
      return deviates === null ? null : yesOrNo(deviates);
    }),
    ...toldChanges(earlier, current),
  ];
}

/** A deviation, where the status itself does not speak of one, and the warnings. */
function endOf(model: Model, report: Pick<StatusReport, 'status' | 'modelVersion' | 'warnings'>): Words {
  const status = activityStatusWords(model, report);
  const deviation =
    isDeviation(model, report) === true
      ? {
          sv: /avvik/i.test(status.sv) ? '' : ', vilket är en avvikelse från planen',
          en: /deviat/i.test(status.en) ? '' : ', which is a deviation from the plan',
        }
      : same('');
  const warnings = warned(report.warnings);
  return { sv: `${deviation.sv}${warnings.sv}`, en: `${deviation.en}${warnings.en}` };
}
