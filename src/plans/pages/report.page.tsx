import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { tertialBefore } from '../../kernel/tertial.js';
import { NextActs } from '../../web/act.page.js';
import { PLANS } from '../../web/addresses.js';
import type { Fault } from '../../web/error-summary.page.js';
import type { Given, Page, PageRefusal, SentOn, Shown, Visit } from '../../web/page.page.js';
import { partOf, reportAddress, tertialAddress } from './plan-addresses.js';
import { tertialHeading, tertialWords } from './plan-words.js';
import { ReportForm, type Typed } from './report-form.page.js';
import { earlierReports, reportCommands, reportQuestion } from './report-questions.page.js';
import { type Entry, nextUnreported, permissionIn, type Place, placeOf, type Thing } from './report-things.page.js';
import { reportWords } from './report-words.js';
import { thingActs } from './thing-acts.page.js';

type Texts = Readonly<Record<string, string>>;
type Mode = 'report' | 'correct';

/** The page on which a clerk reports a status, an outcome or an assessment, and corrects it. */
export const reportPage: Page = {
  path: `${PLANS}/:plan/:tertial/:thing`,
  documents: [
    reportQuestion,
    earlierReports,
    ...Object.values(reportCommands).flatMap(({ report, correct }) => [report.document, correct.document]),
  ],
  show: async (visit) => {
    const place = await placeOf(visit);
    const { entry } = place.thing;
    return shown(visit, place, { typed: { ...typedOf(entry), commandId: crypto.randomUUID() }, faults: [] });
  },
  take: async (visit, form) => {
    const place = await placeOf(visit);
    const typed = typedIn(form, place.thing);
    if (typed.value.trim() === '' && place.thing.kind !== 'MEASURE') {
      const fault = { field: 'status', sentence: reportWords.choose[visit.language] };
      return shown(visit, place, { typed, faults: [fault] });
    }
    const given = await give(visit, place, form, typed);
    return 'refusal' in given ? refused(visit, form, typed, given.refusal) : sentOn(place);
  },
};

function typedOf(entry: Entry | null): Omit<Typed, 'commandId'> {
  if (entry === null) return { value: '', reached: '', comment: '', reason: '' };
  const { comment } = entry;
  if ('code' in entry) return { value: entry.code, reached: '', comment, reason: '' };
  const { value, targetReached } = entry;
  return { value, reached: targetReached === null ? '' : targetReached ? 'ja' : 'nej', comment, reason: '' };
}

function typedIn(form: Texts, { kind }: Thing): Typed {
  const { status = '', utfall = '', natt = '', kommentar = '', skal = '', kommando = '' } = form;
  const value = kind === 'MEASURE' ? utfall : status;
  return { value, reached: natt, comment: kommentar, reason: skal, commandId: kommando };
}

/** Gives the command on what the person saw. Asks once more when only other things of the goal have changed since. */
async function give(visit: Visit, place: Place, form: Texts, typed: Typed): Promise<Given<unknown>> {
  const { thing, tertial } = place;
  const { idField, report, correct } = reportCommands[thing.kind];
  const isCorrection = form.satt === 'correct';
  const { value, reached, comment, reason, commandId } = typed;
  const judged =
    thing.kind === 'MEASURE' ? { value, targetReached: reached === '' ? null : reached === 'ja' } : { status: value };
  const input = { [idField]: thing.id, tertial, comment, commandId, ...judged, ...(isCorrection && { reason }) };
  const { document } = isCorrection ? correct : report;
  const giveAt = (expectedRevision: number) => visit.give(document, { input: { ...input, expectedRevision } });
  const given = await giveAt(Number(form.revision));
  if (!('refusal' in given) || !conflicts.includes(given.refusal.code)) return given;
  if (isSame(thing.entry, typed)) return { value: null };
  return (thing.entry?.at ?? '') === form.sett ? giveAt(thing.revision) : given;
}

const conflicts: readonly string[] = ['REVISION_CONFLICT', 'COMMAND_ID_REUSED'];

/** Whether what is reported is what the person has typed, as after a form that was sent twice. */
function isSame(entry: Entry | null, typed: Typed): boolean {
  const { value, reached, comment } = typedOf(entry);
  return entry !== null && value === typed.value && reached === typed.reached && comment === typed.comment;
}

const fieldOfFault: Readonly<Record<string, string>> = {
  UNKNOWN_STATUS: 'status',
  NOT_FULFILLED_BY_ACTIVITIES: 'status',
  NOT_FULFILLED_BY_MEASURES: 'status',
  COMPLETED_ALREADY: 'status',
  COMMENT_MISSING: 'kommentar',
  REASON_MISSING: 'skal',
  TEXT_MISSING: 'utfall',
};

/** Shows the form again with what was typed, as the thing is now. */
async function refused(visit: Visit, form: Texts, typed: Typed, { code, sentence }: PageRefusal): Promise<Shown> {
  const place = await placeOf(visit);
  const isConflict = conflicts.includes(code) && (place.thing.entry?.at ?? '') !== form.sett;
  const said = isConflict ? reportWords.conflict[visit.language] : sentence;
  const faults = [{ field: isConflict ? 'rapporterat' : (fieldOfFault[code] ?? null), sentence: said }];
  const commandId = conflicts.includes(code) ? crypto.randomUUID() : typed.commandId;
  return shown(visit, place, { typed: { ...typed, commandId }, faults, mode: modeIn(form) });
}

function modeIn({ satt }: Texts): Mode {
  return satt === 'correct' ? 'correct' : 'report';
}

function sentOn({ planId, tertial, things, thing }: Place): SentOn {
  const next = nextUnreported(things, thing.id);
  if (next === undefined) return { to: `${tertialAddress(planId, tertial)}#${partOf(thing.id)}` };
  return { to: `${reportAddress(next.id, tertial)}?sparad=${partOf(thing.id)}` };
}

interface FormState {
  readonly typed: Typed;
  readonly faults: readonly Fault[];
  readonly mode?: Mode;
}

async function shown(visit: Visit, place: Place, { typed, faults, mode: sent }: FormState): Promise<Shown> {
  const { language, query } = visit;
  const { planId, reporting, things, thing } = place;
  const { report, correct } = reportCommands[thing.kind];
  const [mayReport, mayCorrect] = [permissionIn(thing, report.name), permissionIn(thing, correct.name)];
  const wanted = sent ?? (query.ratta !== undefined ? 'correct' : 'report');
  const mode: Mode = wanted === 'correct' || mayReport?.allowed !== true ? 'correct' : 'report';
  const allowed = (mode === 'correct' ? mayCorrect : mayReport)?.allowed === true;
  const hasNext = nextUnreported(things, thing.id) !== undefined;
  return {
    title: thing.name,
    ...(faults.length > 0 && { status: 422 }),
    body: (
      <>
        <Head {...{ place, language, saved: things.find(({ id }) => id === `${planId}.${query.sparad ?? ''}`) }} />
        {thing.description !== '' && <p class="ds-paragraph">{thing.description}</p>}
        {thing.entry !== null && <Reported {...{ entry: thing.entry, title: reportWords.now[language], language }} />}
        <Earlier {...{ text: await earlierOf(visit, place), language }} />
        {!allowed && <p class="ds-paragraph">{(mayReport ?? mayCorrect)?.sentence}</p>}
        {allowed && (
          <>
            {mode === 'report' && thing.entry !== null && mayCorrect?.allowed === true && (
              <p class="ds-paragraph">
                <a class="ds-link" href="?ratta">
                  {reportWords.correct[language]}
                </a>
              </p>
            )}
            <h2 class="ds-heading" data-size="sm">
              {reportWords[mode][language]}
            </h2>
            <ReportForm {...{ visit, thing, reporting, mode, typed, faults, hasNext }} />
          </>
        )}
        <NextActs family={thingActs} {...{ place, visit }} />
      </>
    ),
  };
}

interface HeadProps {
  readonly place: Place;
  readonly language: Language;
  /** The thing that the person has just reported. */
  readonly saved: Thing | undefined;
}

function Head({ place: { planId, tertial, reporting, thing }, language, saved }: HeadProps) {
  return (
    <>
      <p class="ds-paragraph">
        <a class="ds-link" href={`${tertialAddress(planId, tertial)}#${partOf(thing.id)}`}>
          {reportWords.toTertial[language]}
        </a>
      </p>
      {saved !== undefined && (
        <p class="ds-alert" data-color="success" role="status">
          {reportWords.saved[language]}: {saved.name}.
        </p>
      )}
      <p class="ds-paragraph">
        {tertialHeading(tertial)} {reporting.year}.{' '}
        {thing.kind !== 'GOAL' && `${reportWords.goal[language]}: ${thing.goalTitle}.`}
      </p>
    </>
  );
}

interface ReportedProps {
  readonly entry: Entry;
  readonly title: string;
  readonly language: Language;
}

/** The report that counts now, with the person and the time. */
function Reported({ entry, title, language }: ReportedProps) {
  const { by, byNamed, at, comment } = entry;
  return (
    <section class="reported" id="rapporterat" tabindex={-1}>
      <p class="ds-paragraph">
        <span class="act">{title}:</span> {'code' in entry ? entry.label[language] : entry.value}
      </p>
      {comment !== '' && <p class="ds-paragraph comment">{comment}</p>}
      <p class="aside">
        {reportWords.by[language]} {byNamed?.name ?? by} {timeIn(language, at)}.
      </p>
    </section>
  );
}

interface EarlierText {
  readonly said: string;
  readonly comment: string;
}

/** Returns the report of the thing in the tertial before; null when there is none. */
async function earlierOf({ ask, language }: Visit, { planId, tertial, thing }: Place): Promise<EarlierText | null> {
  const before = tertialBefore(tertial);
  if (before === undefined) return null;
  const { goals } = (await ask(earlierReports, { planId, tertial: before })).tertialView;
  const { id } = thing;
  const activities = goals.flatMap((goal) => goal.activities);
  const measures = goals.flatMap((goal) => goal.measures);
  const signed =
    activities.find(({ activityId }) => activityId === id)?.status ??
    goals.find(({ goalId }) => goalId === id)?.assessment;
  if (signed !== undefined && signed !== null) return { said: signed.label[language], comment: signed.comment };
  const outcome = measures.find(({ measureId }) => measureId === id)?.outcome ?? null;
  return outcome === null ? null : { said: outcome.value, comment: outcome.comment };
}

function Earlier({ text, language }: { readonly text: EarlierText | null; readonly language: Language }) {
  if (text === null) return null;
  return (
    <section>
      <p class="ds-paragraph">
        <span class="act">{tertialWords.before[language]}:</span> {text.said}
      </p>
      {text.comment !== '' && <p class="ds-paragraph comment">{text.comment}</p>}
    </section>
  );
}
