import { Refusal } from '../../kernel/refusal.js';
import type { Language } from '../../kernel/language.js';
import { MEETINGS, publicationAddress } from '../../web/addresses.js';
import { ErrorSummary, type Fault } from '../../web/error-summary.page.js';
import { type Control, field, initialOf, tickedOf } from '../../web/form-controls.js';
import { Controls } from '../../web/form-fields.page.js';
import { Token } from '../../web/layout.page.js';
import type { Page, PageRefusal, SentOn, Shown, Visit } from '../../web/page.page.js';
import { aFlag, aNumber, asked, aText, fields, listOf, mutation, query, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { formWords } from '../../web/words.js';
import { shownNames } from '../publishing/publication.js';
import { Heading, keyOf, type Named, nameOf, overview, type Publications } from './publication-list.page.js';
import { publicationsQuestion, takingDownForm } from './publication-list.page.js';
import { aDocument, PreviewedDocument } from './previewed-document.page.js';
import { nameChoices, publicationWords as words } from './publication-words.js';

type Texts = Readonly<Record<string, string>>;

const aPreview = fields({
  parts: listOf(fields({ number: aNumber, title: aText, level: aNumber, usual: aFlag })),
  ...{ sha256: aText, document: aDocument, effects: listOf(aText), namesInTexts: listOf(aText) },
});
const previewQuestion = query(
  '$meetingId: ID!, $kind: PublishedKind!, $of: Int!, $paragraph: String, $names: ShownNames!, $shown: [Int!]!, $language: Language!',
  {
    publicationPreview: asked(
      'meetingId: $meetingId, kind: $kind, of: $of, paragraph: $paragraph, names: $names, shown: $shown, language: $language',
      aPreview,
    ),
  },
);
const publishing = mutation('$input: PublishDocumentInput!', {
  publishDocument: asked('input: $input', fields({ number: aNumber })),
});
const takingDown = mutation('$input: TakeDownPublicationInput!', {
  takeDownPublication: asked('input: $input', fields({ number: aNumber })),
});

type Preview = ValueOf<typeof aPreview>;

/** The page on which the secretary chooses what the public reads of a meeting, sees it first, and takes it down. */
export const publicationPage: Page = {
  path: `${MEETINGS}/:meeting/publicering`,
  documents: [publicationsQuestion, previewQuestion, publishing, takingDown],
  show: async (visit) => {
    const publications = await publicationsIn(visit);
    const { handling, nummer } = visit.query;
    if (handling !== undefined) return choosing(visit, publications, namedIn(publications, handling), { form: null });
    return nummer === undefined ? overview(visit, publications) : takingDownForm(visit, publications, nummer, [], {});
  },
  take: async (visit, form) => {
    const publications = await publicationsIn(visit);
    const { handling, nummer } = visit.query;
    if (handling !== undefined) return publishedOr(visit, publications, namedIn(publications, handling), form);
    if (nummer === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const input = { meetingId: publications.meetingId, number: Number(nummer), reason: form.skal ?? '' };
    const erase = form['radera.ja'] === 'ja';
    const given = await visit.give(takingDown, { input: { ...input, erase, commandId: form.kommando } });
    if (!('refusal' in given)) return { to: `${publicationAddress(publications.meetingId)}?klart=nedtagen` };
    return takingDownForm(visit, publications, nummer, [faultOf(given.refusal, 'skal')], form);
  },
};

function faultOf({ code, sentence }: PageRefusal, name: string): Fault {
  return { field: code === 'REASON_MISSING' ? name : null, sentence };
}

async function publicationsIn({ ask, params }: Visit): Promise<Publications> {
  return (await ask(publicationsQuestion, { id: params.meeting ?? '' })).publications;
}

function namedIn({ publishable }: Publications, key: string): Named {
  const named = publishable.find((one) => keyOf(one) === key);
  if (named === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return named;
}

interface Choosing {
  /** The person's choice; null at first. */
  readonly form: Texts | null;
  readonly refusal?: PageRefusal;
}

function controlsOf({ parts }: Pick<Preview, 'parts'>, language: Language): Control[] {
  const options = parts.map(({ number, title, level }) => ({
    value: String(number),
    label: level === 0 ? words.beginning[language] : `${'– '.repeat(level - 1)}${title}`,
  }));
  const usual = parts.filter((part) => part.usual).map(({ number }) => String(number));
  return [
    field.choice(
      'namn',
      words.names[language],
      shownNames.map((value) => ({ value, label: nameChoices[value][language] })),
      { initial: 'NONE', hint: words.namesHint[language] },
    ),
    field.checks('delar', words.parts[language], options, { initial: usual }),
  ];
}

/** The choice of names and parts, and below it exactly what would become public. */
async function choosing(visit: Visit, { meetingId }: Publications, named: Named, state: Choosing): Promise<Shown> {
  const { language, ask } = visit;
  const { kind, of, paragraph } = named;
  const about = { meetingId, kind, of, paragraph, language: language.toUpperCase() };
  const preview = async (names: string, shown: readonly number[]): Promise<Preview> =>
    (await ask(previewQuestion, { ...about, names, shown })).publicationPreview;
  const all = await preview('NONE', []);
  const controls = controlsOf(all, language);
  const typed: Texts = state.form ?? { ...initialOf(controls), kommando: crypto.randomUUID() };
  const { names, shown } = chosenIn(typed, all);
  const seen = await preview(names, shown);
  const faults = state.refusal === undefined ? [] : [{ field: null, sentence: state.refusal.sentence }];
  return {
    title: `${words.publish[language]}: ${nameOf(named, language)}`,
    ...(faults.length > 0 && { status: 422 }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={publicationAddress(meetingId)}>
            {words.title[language]}
          </a>
        </p>
        <p class="ds-paragraph">{words.lead[language]}</p>
        <form method="post" class="report" id="formular">
          <ErrorSummary title={formWords.faults[language]} faults={faults} />
          <Token value={visit.formToken} />
          <input type="hidden" name="kommando" value={typed.kommando ?? ''} />
          <input type="hidden" name="sha256" value={seen.sha256} />
          <Controls {...{ controls, typed, faults, language }} />
          <button class="ds-button" data-variant="secondary" type="submit" name="visa" value="ja">
            {words.preview[language]}
          </button>
          <Seen preview={seen} language={language} />
          <button class="ds-button" type="submit">
            {words.publish[language]}
          </button>
        </form>
      </>
    ),
  };
}

function chosenIn(typed: Texts, { parts }: Pick<Preview, 'parts'>) {
  const options = parts.map(({ number }) => ({ value: String(number), label: '' }));
  const shown = tickedOf(typed, 'delar', options).map(Number);
  return { names: shownNames.find((one) => one === typed.namn) ?? 'NONE', shown };
}

function Seen({ preview, language }: { readonly preview: Preview; readonly language: Language }) {
  const { document, effects, namesInTexts } = preview;
  return (
    <section id="forhandsgranskning">
      <Heading text={words.previewed[language]} />
      {namesInTexts.length > 0 && (
        <p class="ds-alert" data-color="warning">
          {words.namesFound[language]} {namesInTexts.join(', ')}.
        </p>
      )}
      <PreviewedDocument of={document} />
      {effects.length > 0 && (
        <>
          <h3 class="ds-heading" data-size="xs">
            {words.effects[language]}
          </h3>
          <ul class="points">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Publishes what the form has previewed. A choice that was not previewed is previewed first. */
async function publishedOr(
  visit: Visit,
  publications: Publications,
  named: Named,
  form: Texts,
): Promise<Shown | SentOn> {
  if (form.visa !== undefined) return choosing(visit, publications, named, { form });
  const { meetingId } = publications;
  const { kind, of, paragraph } = named;
  const { names, shown } = chosenIn(form, { parts: boxesIn(form) });
  const input = { meetingId, kind, of, paragraph, names, shown, sha256: form.sha256, commandId: form.kommando };
  const given = await visit.give(publishing, { input });
  if (!('refusal' in given)) return { to: `${publicationAddress(meetingId)}?klart=publicerad` };
  // Somebody else may have published it meanwhile, so that there is nothing to preview any more.
  if (given.refusal.code === 'ALREADY_PUBLISHED') return { to: publicationAddress(meetingId) };
  const anew = { ...form, kommando: crypto.randomUUID() };
  return choosing(visit, publications, named, { form: anew, refusal: given.refusal });
}

/** The parts whose boxes a form has. */
function boxesIn(form: Texts): Preview['parts'] {
  const numbers = Object.keys(form).flatMap((name) => /^delar\.([1-9][0-9]{0,4})$/.exec(name)?.[1] ?? []);
  return numbers.map((number) => ({ number: Number(number), title: '', level: 0, usual: false }));
}
