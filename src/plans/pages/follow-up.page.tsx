import type { Language } from '../../kernel/language.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import { NextActs, permissionIn } from '../../web/act.page.js';
import { PLANS } from '../../web/addresses.js';
import { ErrorSummary, type Fault, faultOf, Field, FieldFault } from '../../web/error-summary.page.js';
import { Token } from '../../web/layout.page.js';
import type { Page, PageRefusal, Shown, Visit } from '../../web/page.page.js';
import { asked, aText, fields, mutation, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { followUpActs, type FollowUpPlace, followUpPlace, followUpQuestion } from './follow-up-acts.page.js';
import { reportAddress, tertialAddress, tertialNamed } from './plan-addresses.js';
import { followUpWords, tertialHeading } from './plan-words.js';
import { reportWords } from './report-words.js';
import { type aPermission, tertialQuestion } from './tertial-questions.page.js';

const openFollowUp = mutation('$input: OpenFollowUpInput!', {
  openFollowUp: asked('input: $input', fields({ planId: aText })),
});
const closeFollowUp = mutation('$input: CloseFollowUpInput!', {
  closeFollowUp: asked('input: $input', fields({ planId: aText })),
});

type Texts = Readonly<Record<string, string>>;
type Permission = ValueOf<typeof aPermission>;

/** The next command on the follow-up of a tertial: open it, when nobody has, and otherwise close it. */
export interface FollowUpStep {
  readonly place: FollowUpPlace;
  readonly command: 'openFollowUp' | 'closeFollowUp';
  readonly permission: Permission | undefined;
  /** Whether the person may import reports. Undefined: nobody has opened the follow-up. */
  readonly importing: Permission | undefined;
}

export async function followUpStep(visit: Visit, planId: string, tertial: Tertial): Promise<FollowUpStep> {
  const place = await followUpPlace(visit, planId, tertial);
  const { plan, followUp } = place;
  const command = followUp === undefined ? 'openFollowUp' : 'closeFollowUp';
  const permission = permissionIn((followUp ?? plan).permitted, command);
  return { place, command, permission, importing: permissionIn(followUp?.permitted ?? null, 'importReports') };
}

/** The page on which a controller opens and closes the follow-up of a tertial. */
export const followUpPage: Page = {
  path: `${PLANS}/:plan/:tertial/uppfoljning`,
  documents: [followUpQuestion, openFollowUp, closeFollowUp],
  show: (visit) => shown(visit, { stoppdatum: '', kommando: crypto.randomUUID() }),
  take: async (visit, form) => {
    const [planId, tertial] = placeOf(visit);
    const { stoppdatum = '', kommando = '', steg, anda } = form;
    const about = { planId, tertial, commandId: kommando };
    if (steg === 'openFollowUp' && stoppdatum === '') {
      return shown(visit, form, { code: DATE_MISSING, sentence: followUpWords.dateMissing[visit.language] });
    }
    const given =
      steg === 'openFollowUp'
        ? await visit.give(openFollowUp, { input: { ...about, cutOff: stoppdatum } })
        : await visit.give(closeFollowUp, { input: { ...about, acceptIncomplete: anda === 'ja' } });
    return 'refusal' in given ? shown(visit, form, given.refusal) : { to: tertialAddress(planId, tertial) };
  },
};

const DATE_MISSING = 'DATE_MISSING';

function placeOf({ params }: Visit): readonly [string, Tertial] {
  const tertial = tertialNamed(params.tertial);
  if (tertial === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return [params.plan ?? '', tertial];
}

async function shown(visit: Visit, form: Texts, refusal?: PageRefusal): Promise<Shown> {
  const { language, ask } = visit;
  const [planId, tertial] = placeOf(visit);
  const { place, command, permission } = await followUpStep(visit, planId, tertial);
  const { tertialView: view } = await ask(tertialQuestion, { planId, tertial });
  const faults =
    refusal === undefined ? [] : [{ field: fieldOfFault[refusal.code] ?? null, sentence: refusal.sentence }];
  return {
    title: `${followUpWords[command][language]}: ${tertialHeading(tertial).toLowerCase()} ${view.year}`,
    ...(faults.length > 0 && { status: 422 }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={tertialAddress(planId, tertial)}>
            {reportWords.toTertial[language]}
          </a>
        </p>
        {permission?.allowed !== true && <p class="ds-paragraph">{permission?.sentence}</p>}
        {permission?.allowed === true && (
          <form method="post" class="report">
            <ErrorSummary title={reportWords.faults[language]} faults={faults} />
            <Token value={visit.formToken} />
            <input type="hidden" name="kommando" value={form.kommando} />
            <input type="hidden" name="steg" value={command} />
            {command === 'openFollowUp' ? (
              <CutOff {...{ language, faults, day: form.stoppdatum ?? '' }} />
            ) : (
              <Missing {...{ language, faults, view }} />
            )}
            <button class="ds-button" type="submit">
              {followUpWords[command][language]}
            </button>
          </form>
        )}
        <NextActs family={followUpActs} {...{ place, visit }} />
      </>
    ),
  };
}

const fieldOfFault: Readonly<Record<string, string>> = {
  [DATE_MISSING]: 'stoppdatum',
  CUT_OFF_TOO_EARLY: 'stoppdatum',
  INVALID_QUERY: 'stoppdatum',
  FOLLOW_UP_INCOMPLETE: 'anda',
};

interface PartProps {
  readonly language: Language;
  readonly faults: readonly Fault[];
}

function CutOff({ language, faults, day }: PartProps & { readonly day: string }) {
  return (
    <Field name="stoppdatum" label={followUpWords.cutOffRequired[language]} faults={faults}>
      <input
        class="ds-input"
        type="date"
        id="stoppdatum"
        name="stoppdatum"
        value={day}
        {...faultOf(faults, 'stoppdatum')}
      />
    </Field>
  );
}

type TertialShown = ValueOf<typeof tertialQuestion>['tertialView'];

/** Everything that nobody has reported, with a link to each, and the choice to close the follow-up all the same. */
function Missing({ language, faults, view }: PartProps & { readonly view: TertialShown }) {
  const missing = missingIn(view);
  if (missing.length === 0) return <p class="ds-paragraph">{followUpWords.complete[language]}</p>;
  return (
    <>
      <p class="ds-paragraph">{followUpWords.missing[language]}</p>
      <ul class="ds-list">
        {missing.map(({ id, name }) => (
          <li key={id}>
            <a class="ds-link" href={reportAddress(id, view.tertial)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <FieldFault of="anda" faults={faults} />
      <label class="choice">
        <input class="ds-input" type="checkbox" id="anda" name="anda" value="ja" {...faultOf(faults, 'anda')} />
        <span>{followUpWords.anyway[language]}</span>
      </label>
    </>
  );
}

function missingIn({ goals }: TertialShown): { readonly id: string; readonly name: string }[] {
  return goals.flatMap(({ goalId, title, assessment, measures, activities }) => [
    ...activities
      .filter(({ status, removed }) => status === null && removed === null)
      .map(({ activityId, heading }) => ({ id: activityId, name: heading })),
    ...measures.filter(({ outcome }) => outcome === null).map(({ measureId, name }) => ({ id: measureId, name })),
    ...(assessment === null ? [{ id: goalId, name: title }] : []),
  ]);
}
