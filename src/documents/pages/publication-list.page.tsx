import { isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import { permissionIn, permissions } from '../../web/act.page.js';
import { meetingAddress, publicationAddress } from '../../web/addresses.js';
import { ErrorSummary, type Fault } from '../../web/error-summary.page.js';
import { field } from '../../web/form-controls.js';
import { Controls } from '../../web/form-fields.page.js';
import { Token } from '../../web/layout.page.js';
import type { Shown, Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, oneOf, orNull, query, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { formWords } from '../../web/words.js';
import { boardAddress, publicAddress } from '../publishing/public-record.js';
import type { PublishedSubject } from '../publishing/publication.js';
import { kindNames, paragraphsNamed, publicationWords as words } from './publication-words.js';

type Texts = Readonly<Record<string, string>>;

const aKind = oneOf(['MINUTES', 'EXTRACT', 'NOTICE']);
const aPublication = fields({
  ...{ number: aNumber, kind: aKind, of: aNumber, paragraphs: listOf(aText), publishedAt: aText },
  takenDown: orNull(fields({ at: aText, reason: aText })),
});
const publicationsOf = fields({
  meetingId: aText,
  publishable: listOf(fields({ kind: aKind, of: aNumber, paragraph: orNull(aText), published: orNull(aNumber) })),
  ...{ published: listOf(aPublication), permitted: permissions },
});
/** The publications of a meeting, and what the person may publish or take down. */
export const publicationsQuestion = query('$id: ID!', { publications: asked('meetingId: $id', publicationsOf) });

export type Publications = ValueOf<typeof publicationsOf>;
export type Named = Publications['publishable'][number];

/** The name of a document in an address, such as `extract-1-87`. */
export function keyOf({ kind, of, paragraph }: Pick<Named, 'kind' | 'of' | 'paragraph'>): string {
  return [kind.toLowerCase(), of, ...(paragraph === null ? [] : [paragraph])].join('-');
}

const kinds = { MINUTES: 'minutes', EXTRACT: 'extract', NOTICE: 'notice' } as const satisfies Readonly<
  Record<Named['kind'], PublishedSubject['kind']>
>;

/** Names a document that can be published. */
export function nameOf({ kind, of, paragraph }: Pick<Named, 'kind' | 'of' | 'paragraph'>, language: Language): string {
  const name = kindNames[kinds[kind]][language];
  if (kind === 'NOTICE') return `${name} ${of}`;
  const about = paragraph === null ? '' : ` ${paragraphsNamed([paragraph])[language]}`;
  return `${name}${about} (${words.ofAdjustment[language]} ${of})`;
}

function Back({ meetingId, language }: { readonly meetingId: string; readonly language: Language }) {
  return (
    <p class="ds-paragraph">
      <a class="ds-link" href={meetingAddress(meetingId)}>
        {words.back[language]}
      </a>
    </p>
  );
}

export function Heading({ text }: { readonly text: string }) {
  return (
    <h2 class="ds-heading" data-size="sm">
      {text}
    </h2>
  );
}

const done = { publicerad: words.published, nedtagen: words.takenDown } as const;

/** The documents of a meeting: what the public can read, and what it cannot. */
export function overview({ language, query: { klart } }: Visit, publications: Publications): Shown {
  const { meetingId, publishable, published, permitted } = publications;
  const may = permissionIn(permitted, 'publishDocument');
  const home = publicationAddress(meetingId);
  const told = klart === 'publicerad' || klart === 'nedtagen' ? done[klart][language] : null;
  return {
    title: words.title[language],
    body: (
      <>
        <Back {...{ meetingId, language }} />
        {told !== null && (
          <p class="ds-alert" data-color="success" role="status">
            {told}
          </p>
        )}
        <p class="ds-paragraph">{words.lead[language]}</p>
        {may?.allowed === false && <p class="ds-paragraph">{may.sentence}</p>}
        <Heading text={words.publishable[language]} />
        {publishable.length === 0 && <p class="ds-paragraph">{words.none[language]}</p>}
        <ul class="activities">
          {publishable.map((one) => (
            <li key={keyOf(one)}>
              <span class="act">{nameOf(one, language)}</span>{' '}
              {one.published === null ? (
                may?.allowed === true && (
                  <a class="ds-link" href={`${home}?handling=${encodeURIComponent(keyOf(one))}`}>
                    {words.publish[language]}
                    <span class="said"> {nameOf(one, language)}</span>
                  </a>
                )
              ) : (
                <Readable {...{ meetingId, number: one.published, mayTakeDown: may?.allowed === true, language }} />
              )}
            </li>
          ))}
        </ul>
        <TakenDown {...{ publications, language }} />
        {published.length > 0 && (
          <p class="ds-paragraph">
            <a class="ds-link" href={boardAddress(meetingId.split('.')[0] ?? '')}>
              {words.toBoard[language]}
            </a>
          </p>
        )}
      </>
    ),
  };
}

interface TakenDownProps {
  readonly publications: Publications;
  readonly language: Language;
}

function TakenDown({ publications: { meetingId, published }, language }: TakenDownProps) {
  const down = published.filter(({ takenDown }) => takenDown !== null);
  if (down.length === 0) return null;
  return (
    <>
      <Heading text={words.earlier[language]} />
      <ul class="activities">
        {down.map(({ number, kind, paragraphs, takenDown }) => (
          <li key={number}>
            <a class="ds-link" href={addressOf(meetingId, number)}>
              {kindNames[kinds[kind]][language]} {paragraphsNamed(paragraphs)[language]}
            </a>
            <div class="aside comment">
              {takenDown !== null && `${timeIn(language, takenDown.at)}: ${takenDown.reason}`}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function addressOf(meetingId: string, number: number): string {
  return isId('Meeting', meetingId) ? publicAddress(meetingId, number) : '';
}

interface ReadableProps {
  readonly meetingId: string;
  readonly number: number;
  readonly mayTakeDown: boolean;
  readonly language: Language;
}

function Readable({ meetingId, number, mayTakeDown, language }: ReadableProps) {
  return (
    <>
      <a class="ds-link" href={addressOf(meetingId, number)}>
        {words.readable[language]}
      </a>
      {mayTakeDown && (
        <>
          {', '}
          <a class="ds-link" href={`${publicationAddress(meetingId)}?nummer=${number}`}>
            {words.takeDown[language]}
          </a>
        </>
      )}
    </>
  );
}

/** The form that takes a publication down, or why the person cannot. */
export function takingDownForm(
  visit: Visit,
  { meetingId, published, permitted }: Publications,
  nummer: string,
  faults: readonly Fault[],
  form: Texts,
): Shown {
  const { language } = visit;
  const publication = published.find(({ number }) => String(number) === nummer);
  if (publication === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  const may = permissionIn(permitted, 'takeDownPublication');
  const controls = [
    field.text('skal', words.reason[language], { required: true, hint: words.reasonHint[language] }),
    field.checks('radera', words.erase[language], [{ value: 'ja', label: words.erase[language] }]),
  ];
  const typed: Texts = { kommando: crypto.randomUUID(), ...form };
  const { kind, paragraphs } = publication;
  return {
    title: `${words.takeDown[language]}: ${kindNames[kinds[kind]][language]} ${paragraphsNamed(paragraphs)[language]}`,
    ...(faults.length > 0 && { status: 422 }),
    body: (
      <>
        <p class="ds-paragraph">
          <a class="ds-link" href={publicationAddress(meetingId)}>
            {words.title[language]}
          </a>
        </p>
        {may?.allowed === true ? (
          <form method="post" class="report" id="formular">
            <ErrorSummary title={formWords.faults[language]} faults={faults} />
            <Token value={visit.formToken} />
            <input type="hidden" name="kommando" value={typed.kommando ?? ''} />
            <Controls {...{ controls, typed, faults, language }} />
            <button class="ds-button" type="submit">
              {words.takeDown[language]}
            </button>
          </form>
        ) : (
          <p class="ds-paragraph">{may?.sentence}</p>
        )}
      </>
    ),
  };
}
