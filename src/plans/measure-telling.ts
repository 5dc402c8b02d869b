import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import { type Id, yearOf } from '../kernel/identity.js';
import { type Around, type Change, same, type Telling, type Words } from '../kernel/telling.js';
import { compared, decisionWords, quoted, tertialWords, textWords, yesOrNo } from '../kernel/telling-words.js';
import type { Tertial } from '../kernel/tertial.js';
import { currentEntry } from './entry.js';
import { cameTooLate, formerly, toldChanges } from './entry-words.js';
import type { Goal } from './goal.js';
import { type Measure, type MeasureEvent, measureIn, type Outcome } from './measure.js';

type Happened<Type extends MeasureEvent['type']> = Recorded<Extract<MeasureEvent, { type: Type }>>;

export function tellOfMeasure(event: Recorded<MeasureEvent>, around: Around<Goal | null>): Telling {
  switch (event.type) {
    case 'MeasureAdopted':
      return adopted(event, around);
    case 'MeasureReported':
      return reported(event, measureAround(around, event.data.measureId));
    case 'MeasureReportCorrected':
      return corrected(event, measureAround(around, event.data.measureId));
    case 'MeasureReportVoided':
      return voided(event, measureAround(around, event.data.measureId));
  }
}

function measureAround({ before, after }: Around<Goal | null>, id: Id<'Measure'>): Around<Measure> {
  return { before: measureIn(before, id), after: measureIn(after, id) };
}

function adopted({ data }: Happened<'MeasureAdopted'>, { after }: Around<Goal | null>): Telling {
  const { measureId, target, decision } = data;
  const name = quoted(data.name);
  const aim = quoted(target);
  const hasTarget = textWords(target) !== null;
  const title = quoted(existing(after, measureId).title);
  const by = decisionWords(decision);
  const change = compared(undefined, measureIn(after, measureId));
  return {
    did: {
      sv: `lade till måttet ${name.sv}${hasTarget ? ` med målvärdet ${aim.sv}` : ''} under målet ${title.sv} enligt nämndens beslut ${by.sv}`,
      en: `added the measure ${name.en}${hasTarget ? ` with the target ${aim.en}` : ''} to the goal ${title.en} by the board's decision ${by.en}`,
    },
    changes: [
      ...change({ sv: 'Mått', en: 'Measure' }, (measure) => same(measure.name)),
      ...change({ sv: 'Målvärde', en: 'Target' }, (measure) => textWords(measure.target)),
    ],
    reason: null,
  };
}

function reported({ data }: Happened<'MeasureReported'>, around: Around<Measure>): Telling {
  const name = quoted(around.after.name);
  const value = quoted(data.value);
  const earlier = currentEntry(around.before.outcomes, data.tertial);
  const recalled = formerly(earlier === undefined ? null : quoted(earlier.value), value);
  const tertial = tertialWords(data.tertial, yearOf(data.measureId));
  const end = targetWords(around.after, data);
  return {
    did: {
      sv: `rapporterade utfallet ${value.sv}${recalled.sv} av måttet ${name.sv} för ${tertial.sv}${end.sv}`,
      en: `reported the outcome ${value.en}${recalled.en} of the measure ${name.en} for ${tertial.en}${end.en}`,
    },
    changes: outcomeChanges(around, data.tertial),
    reason: textWords(data.comment) === null ? null : data.comment,
  };
}

function corrected({ data }: Happened<'MeasureReportCorrected'>, around: Around<Measure>): Telling {
  const name = quoted(around.after.name);
  const [from, to] = [quoted(outcomeNumbered(around.before, data.corrects).value), quoted(data.value)];
  const tertial = tertialWords(data.tertial, yearOf(data.measureId));
  const end = targetWords(around.after, data);
  return {
    did:
      from.sv === to.sv
        ? {
            sv: `rättade rapporteringen av måttet ${name.sv} för ${tertial.sv}; utfallet ${to.sv} står fast${end.sv}`,
            en: `corrected the report of the measure ${name.en} for ${tertial.en}; the outcome ${to.en} stands${end.en}`,
          }
        : {
            sv: `rättade utfallet av måttet ${name.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${end.sv}`,
            en: `corrected the outcome of the measure ${name.en} for ${tertial.en} from ${from.en} to ${to.en}${end.en}`,
          },
    changes: outcomeChanges(around, data.tertial),
    reason: data.reason,
  };
}

function voided({ data }: Happened<'MeasureReportVoided'>, around: Around<Measure>): Telling {
  const name = quoted(around.after.name);
  const late = outcomeNumbered(around.before, data.number);
  const value = quoted(late.value);
  const tertial = tertialWords(late.tertial, yearOf(data.measureId));
  return {
    did: {
      sv: `lämnade utfallet ${value.sv} av måttet ${name.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the outcome ${value.en} of the measure ${name.en} for ${tertial.en}, ${cameTooLate.en}`,
    },
    changes: outcomeChanges(around, late.tertial),
    reason: null,
  };
}

function outcomeNumbered({ measureId, outcomes }: Measure, number: number): Outcome {
  return existing(outcomes.find((outcome) => outcome.number === number) ?? null, measureId);
}

function outcomeChanges({ before, after }: Around<Measure>, tertial: Tertial): Change[] {
  const [earlier, current] = [currentEntry(before.outcomes, tertial), currentEntry(after.outcomes, tertial)];
  const change = compared(earlier, current);
  return [
    ...change({ sv: 'Utfall', en: 'Outcome' }, ({ value }) => same(value)),
    ...change({ sv: 'Målvärdet nått', en: 'Target reached' }, ({ targetReached }) =>
      targetReached === null ? null : yesOrNo(targetReached),
    ),
    ...toldChanges(earlier, current),
  ];
}

/** Whether the target is reached, as the end of a sentence; empty when that was not told. */
function targetWords({ target }: Measure, { targetReached }: Pick<Outcome, 'targetReached'>): Words {
  if (targetReached === null) return same('');
  const aim = textWords(target) === null ? same('') : { sv: ` ${quoted(target).sv}`, en: ` ${quoted(target).en}` };
  return targetReached
    ? { sv: `, med målvärdet${aim.sv} nått`, en: `, with its target${aim.en} reached` }
    : { sv: `, med målvärdet${aim.sv} ännu inte nått`, en: `, with its target${aim.en} not reached yet` };
}
