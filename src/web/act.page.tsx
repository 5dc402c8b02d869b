import type { ComponentChildren } from 'preact';
import type { Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import { Refusal } from '../kernel/refusal.js';
import { ErrorSummary, type Fault } from './error-summary.page.js';
import { type Control, encodingOf, initialOf, ROWS } from './form-controls.js';
import { Controls, keptTyped, missingIn } from './form-fields.page.js';
import { Token } from './layout.page.js';
import type { Page, PageRefusal, SentOn, Shown, Visit } from './page.page.js';
import {
  aFlag,
  type ApiDocument,
  asked,
  aText,
  fields,
  listOf,
  mutation,
  orNull,
  type Selection,
  type ValueOf,
} from './selection.js';
import { webRefusals } from './web-refusals.js';
import { formWords } from './words.js';

type Texts = Readonly<Record<string, string>>;

/** The commands that the person may give on a thing, and the reason against each other one. */
export const permissions = orNull(
  listOf(fields({ command: aText, allowed: aFlag, code: orNull(aText), sentence: orNull(aText) })),
);
type Permissions = ValueOf<typeof permissions>;
type Permission = NonNullable<Permissions>[number];

/** The page on which one command is given about a place: a thing with what is around it. */
export interface Act<Place> {
  /** The last part of the page's address. */
  readonly slug: string;
  /** The name of the mutation. */
  readonly command: string;
  /** The answer of the mutation. Absent: the id of the thing. */
  readonly answer?: Selection<unknown>;
  readonly title: Words;
  /** Says afterwards what has been done. */
  readonly done: Words;
  /** The text of the button. Absent: the title. */
  readonly button?: Words;
  /** A text before the form. */
  readonly lead?: (place: Place, visit: Visit) => ComponentChildren;
  /** Absent: nothing is typed. */
  readonly controls?: (place: Place, visit: Visit, typed: Texts) => readonly Control[] | Promise<readonly Control[]>;
  /** The place in which the script keeps what is typed: the tab, or a draft too. Absent: none. */
  readonly keeps?: 'TYPED' | 'DRAFT';
  /** Whether the form has rows of which there can be more. */
  readonly grows?: boolean;
  readonly input: (typed: Texts, place: Place, visit: Visit) => object;
  /** The field that each refusal is about, by its code. */
  readonly faults?: Texts;
  /** Whether the command changes another thing than the place, whose revision the form does not have. */
  readonly elsewhere?: boolean;
  /** The thing as it is now, beside the form, when somebody else was faster. */
  readonly beside?: (place: Place, visit: Visit) => ComponentChildren;
  /** The hidden fields that the form gets anew then. */
  readonly anew?: (place: Place) => Texts;
  /** The address of what the command has made, by its id. Absent: the person comes back to the place. */
  readonly then?: (id: string) => string;
  /** The page to come back to. Absent: that of the place. */
  readonly back?: (place: Place) => string;
  /** The permission of the command. Absent: that of the same name among those of the place. */
  readonly permission?: (place: Place, visit: Visit) => Permission | undefined;
}

/** The acts about one kind of place. */
export interface Acts<Place> {
  /** The path of their pages, which ends with `:act`. */
  readonly path: string;
  readonly acts: readonly Act<Place>[];
  readonly documents: readonly ApiDocument<unknown>[];
  readonly placeOf: (visit: Visit) => Promise<Place>;
  /** The page of the place. */
  readonly home: (place: Place) => string;
  /** The name of the place, above the form and on the way back. */
  readonly name: (place: Place, language: Language) => string;
  readonly permitted: (place: Place) => Permissions;
  /** The revision on which a command is given; null for none. */
  readonly revision: (place: Place) => number | null;
}

const REVISION = 'revision';
const COMMAND = 'kommando';

function documentOf({ command, answer = fields({ id: aText }) }: Act<never>): ApiDocument<unknown> {
  const type = `${command.slice(0, 1).toUpperCase()}${command.slice(1)}Input`;
  return mutation(`$input: ${type}!`, { [command]: asked('input: $input', answer) });
}

/** Makes the page of each act: it shows its form, or why the person cannot do it, and gives the command. */
export function actPage<Place>(family: Acts<Place>): Page {
  const { path, acts, documents } = family;
  return {
    path,
    documents: [...documents, ...acts.map((act) => documentOf(act))],
    show: async (visit) => {
      const [act, place] = await placeIn(family, visit);
      return shown(visit, { family, act, place, sent: null, faults: [] });
    },
    take: async (visit, form) => {
      const [act, place] = await placeIn(family, visit);
      if (form.mera !== undefined) {
        const sent = { ...form, [ROWS]: String(Number(form[ROWS] ?? '0') + 1) };
        return shown(visit, { family, act, place, sent, faults: [] });
      }
      return taken(visit, family, act, place, form);
    },
  };
}

async function placeIn<Place>({ acts, placeOf }: Acts<Place>, visit: Visit): Promise<[Act<Place>, Place]> {
  const act = acts.find(({ slug }) => slug === visit.params.act);
  if (act === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return [act, await placeOf(visit)];
}

async function taken<Place>(
  visit: Visit,
  family: Acts<Place>,
  act: Act<Place>,
  place: Place,
  form: Texts,
): Promise<Shown | SentOn> {
  const controls = (await act.controls?.(place, visit, form)) ?? [];
  const missing = missingIn(controls, form, visit.language);
  if (missing.length > 0) return shown(visit, { family, act, place, sent: form, faults: missing });
  const revision = form[REVISION] ?? '';
  const known = revision === '' || act.elsewhere === true ? {} : { expectedRevision: Number(revision) };
  const input = { ...act.input(form, place, visit), ...known, commandId: form[COMMAND] };
  const given = await visit.give(documentOf(act), { input });
  if (!('refusal' in given)) return { to: form.tyst === 'ja' ? visit.address : wayOn(family, act, place, given.value) };
  return refused(visit, family, act, form, given.refusal);
}

function wayOn<Place>({ home }: Acts<Place>, act: Act<Place>, place: Place, answer: unknown): string {
  const { slug, command, then, back = home } = act;
  const made: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, command) : null;
  const id = typeof made === 'object' && made !== null && 'id' in made ? String(made.id) : '';
  return then === undefined || id === '' ? `${back(place)}?klart=${slug}` : then(id);
}

const CONFLICTS: readonly string[] = ['REVISION_CONFLICT', 'COMMAND_ID_REUSED', 'DRAFT_CHANGED'];

/** Shows the form again with what was typed, beside the place as it is now. */
async function refused<Place>(
  visit: Visit,
  family: Acts<Place>,
  act: Act<Place>,
  form: Texts,
  { code, sentence }: PageRefusal,
): Promise<Shown> {
  const place = await family.placeOf(visit);
  const faults = [{ field: act.faults?.[code] ?? null, sentence }];
  if (!CONFLICTS.includes(code)) return shown(visit, { family, act, place, sent: form, faults });
  const anew = {
    [COMMAND]: crypto.randomUUID(),
    [REVISION]: String(family.revision(place) ?? ''),
    ...act.anew?.(place),
  };
  return shown(visit, { family, act, place, sent: { ...form, ...anew }, faults, beside: act.beside?.(place, visit) });
}

interface State<Place> {
  readonly family: Acts<Place>;
  readonly act: Act<Place>;
  readonly place: Place;
  /** The form that the person has sent; null before that. */
  readonly sent: Texts | null;
  readonly faults: readonly Fault[];
  readonly beside?: ComponentChildren;
}

async function shown<Place>(visit: Visit, { family, act, place, sent, faults, beside }: State<Place>): Promise<Shown> {
  const { language } = visit;
  const permission = act.permission?.(place, visit) ?? permissionIn(family.permitted(place), act.command);
  const allowed = permission?.allowed === true;
  const controls = allowed ? ((await act.controls?.(place, visit, sent ?? {})) ?? []) : [];
  const first = { [COMMAND]: crypto.randomUUID(), [REVISION]: String(family.revision(place) ?? '') };
  const kept = keptTyped(act.keeps, visit.personId, language);
  const typed: Texts = sent ?? { ...initialOf(controls), ...first };
  return {
    title: act.title[language],
    ...(faults.length > 0 && { status: 422 }),
    ...(kept !== null && { keepsTyped: true }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={family.home(place)}>
            {family.name(place, language)}
          </a>
        </p>
        {!allowed && <p class="ds-paragraph">{permission?.sentence ?? formWords.notYours[language]}</p>}
        {beside ?? act.lead?.(place, visit)}
        {allowed && (
          <form method="post" class="report" id="formular" {...encodingOf(controls)} {...kept}>
            <ErrorSummary title={formWords.faults[language]} faults={faults} />
            <Token value={visit.formToken} />
            {[COMMAND, REVISION, ROWS].map((name) => (
              <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
            ))}
            <Controls {...{ controls, typed, faults, language }} />
            {kept !== null && <p class="aside" role="status" id="minns" />}
            <div class="links">
              <button class="ds-button" type="submit">
                {(act.button ?? act.title)[language]}
              </button>
              {act.grows === true && (
                <button class="ds-button" data-variant="secondary" type="submit" name="mera" value="ja">
                  {formWords.more[language]}
                </button>
              )}
            </div>
          </form>
        )}
      </>
    ),
  };
}

export function permissionIn(permitted: Permissions, command: string): Permission | undefined {
  return permitted?.find((one) => one.command === command);
}

/** The code for an act of which nothing is told, because what it is about is not there. */
export const NOTHING_TO_DO = 'NOTHING_TO_DO';
const hushed: readonly string[] = ['FORBIDDEN', NOTHING_TO_DO];

interface NextActsProps<Place> {
  readonly family: Acts<Place>;
  readonly place: Place;
  readonly visit: Visit;
  /** The commands for which the page has links of its own. */
  readonly without?: readonly string[];
}

/** The acts that the person can do now, and the reasons against the rest. */
export function NextActs<Place>({ family, place, visit, without = [] }: NextActsProps<Place>) {
  const { language, query } = visit;
  const { acts, home, permitted } = family;
  const told = acts
    .filter(({ command }) => !without.includes(command))
    .map((act) => ({ act, permission: act.permission?.(place, visit) ?? permissionIn(permitted(place), act.command) }));
  const allowed = told.filter(({ permission }) => permission?.allowed === true);
  // Whoever may not do a thing at all needs not read why it does not go today.
  const refused = told.filter(
    ({ permission }) => permission?.allowed === false && !hushed.includes(permission.code ?? ''),
  );
  const done = acts.find(({ slug }) => slug === query.klart);
  return (
    <>
      {done !== undefined && (
        <p class="ds-alert" data-color="success" role="status">
          {done.done[language]}
        </p>
      )}
      {allowed.length > 0 && (
        <>
          <h2 class="ds-heading" data-size="sm">
            {formWords.next[language]}
          </h2>
          <ul class="links">
            {allowed.map(({ act: { slug, title } }) => (
              <li key={slug}>
                <a class="ds-link" href={`${home(place)}/${slug}`}>
                  {title[language]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <details class="more">
          <summary>{formWords.notNow[language]}</summary>
          <ul class="points">
            {[...Map.groupBy(refused, ({ permission }) => permission?.sentence)].map(([sentence, those]) => (
              <li key={sentence}>
                <span class="act">{those.map(({ act: { title } }) => title[language]).join(', ')}</span>: {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
