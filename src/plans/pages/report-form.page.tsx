import type { Language } from '../../kernel/language.js';
import { ErrorSummary, type Fault, faultOf, Field, FieldFault } from '../../web/error-summary.page.js';
import { Token } from '../../web/layout.page.js';
import type { Visit } from '../../web/page.page.js';
import type { ValueOf } from '../../web/selection.js';
import type { aReporting } from './report-questions.page.js';
import type { Thing } from './report-things.page.js';
import { reportWords } from './report-words.js';

/** The fields of a report's form, as the browser sends them. */
export interface Typed {
  /** The status code, or the outcome of a measure. */
  readonly value: string;
  /** Whether a measure has reached its target: `ja`, `nej` or nothing. */
  readonly reached: string;
  readonly comment: string;
  readonly reason: string;
  /** The id of the command, so that a form that is sent twice has one effect. */
  readonly commandId: string;
}

interface ReportFormProps {
  readonly visit: Visit;
  readonly thing: Thing;
  readonly reporting: ValueOf<typeof aReporting>;
  readonly mode: 'report' | 'correct';
  readonly typed: Typed;
  readonly faults: readonly Fault[];
  readonly hasNext: boolean;
}

/** The form in which a clerk reports or corrects one thing. */
export function ReportForm(props: ReportFormProps) {
  const { visit, thing, reporting, mode, typed, faults, hasNext } = props;
  const { language, formToken } = visit;
  const isFirst = visit.query.sparad !== undefined && faults.length === 0;
  return (
    <form method="post" class="report" id="formular">
      <ErrorSummary title={reportWords.faults[language]} faults={faults} />
      <Token value={formToken} />
      <input type="hidden" name="kommando" value={typed.commandId} />
      <input type="hidden" name="revision" value={thing.revision} />
      <input type="hidden" name="sett" value={thing.entry?.at ?? ''} />
      <input type="hidden" name="satt" value={mode} />
      {thing.kind === 'MEASURE' ? (
        <OutcomeFields {...{ typed, faults, language, isFirst }} />
      ) : (
        <Choices {...{ thing, reporting, typed, faults, language, isFirst }} />
      )}
      <TextArea name="kommentar" label={reportWords.comment[language]} text={typed.comment} faults={faults} />
      {mode === 'correct' && (
        <>
          <TextArea name="skal" label={reportWords.reasonRequired[language]} text={typed.reason} faults={faults} />
          <p class="aside">{reportWords.correctionKept[language]}</p>
        </>
      )}
      <button class="ds-button" type="submit">
        {reportWords[hasNext ? 'save' : 'saveLast'][language]}
      </button>
    </form>
  );
}

interface FieldsProps {
  readonly typed: Typed;
  readonly faults: readonly Fault[];
  readonly language: Language;
  /** Whether the person comes here from the form before, and goes on with the keyboard. */
  readonly isFirst: boolean;
}

type ChoicesProps = FieldsProps & Pick<ReportFormProps, 'thing' | 'reporting'>;

function Choices({ thing, reporting, typed, faults, language, isFirst }: ChoicesProps) {
  const isGoal = thing.kind === 'GOAL';
  const statuses = isGoal ? reporting.goalCounts : reporting.activityCounts;
  const focused = statuses.find(({ code }) => code === typed.value) ?? statuses[0];
  return (
    <fieldset class="choices" id="status" tabindex={-1} {...faultOf(faults, 'status')}>
      <legend class="ds-label">{reportWords[isGoal ? 'assessment' : 'status'][language]}</legend>
      <FieldFault of="status" faults={faults} />
      {thing.obstacle !== null && <p class="ds-paragraph">{thing.obstacle}</p>}
      {statuses.map(({ code, label }) => (
        <label class="choice" key={code}>
          <input
            class="ds-input"
            type="radio"
            name="status"
            value={code}
            checked={code === typed.value}
            autofocus={isFirst && code === focused?.code}
          />
          <span>{label[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function OutcomeFields({ typed, faults, language, isFirst }: FieldsProps) {
  const answers = { ja: reportWords.yes, nej: reportWords.no, '': reportWords.unsaid };
  return (
    <>
      <Field name="utfall" label={reportWords.value[language]} faults={faults}>
        <input
          class="ds-input"
          type="text"
          id="utfall"
          name="utfall"
          value={typed.value}
          autofocus={isFirst}
          {...faultOf(faults, 'utfall')}
        />
      </Field>
      <fieldset class="choices">
        <legend class="ds-label">{reportWords.reached[language]}</legend>
        {Object.entries(answers).map(([value, words]) => (
          <label class="choice" key={value}>
            <input class="ds-input" type="radio" name="natt" value={value} checked={value === typed.reached} />
            <span>{words[language]}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

interface TextAreaProps {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly faults: readonly Fault[];
}

function TextArea({ name, label, text, faults }: TextAreaProps) {
  return (
    <Field name={name} label={label} faults={faults}>
      <textarea class="ds-input" id={name} name={name} rows={4} {...faultOf(faults, name)}>
        {text}
      </textarea>
    </Field>
  );
}
