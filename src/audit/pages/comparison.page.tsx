import type { Language } from '../../kernel/language.js';
import { dayOf, timeIn } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import { COMPARISON, comparisonAddress, type DatedMoment, momentNamed } from '../../web/addresses.js';
import { type Page, PageRefused, type PastContent, type Visit } from '../../web/page.page.js';
import { webRefusals } from '../../web/web-refusals.js';
import { reviewWords } from '../../web/words.js';
import { comparisonWords as words } from './history-words.js';
import { type Beside, differs, linesBeside, wordsOf } from './line-difference.js';
import { type Line, linesOf } from './page-lines.js';

/** The content of another page at a moment. */
interface Side {
  /** Null: now. */
  readonly moment: DatedMoment | null;
  /** Null: the page did not exist then. */
  readonly content: PastContent | null;
}

/** Compares what a page showed at two moments, line by line and word by word. */
export const comparisonPage: Page = {
  path: COMPARISON,
  // The questions are those of the page that is compared.
  documents: [],
  show: async (visit) => {
    const { language, query } = visit;
    const { sida = '', fran = '', till = '' } = query;
    const from = await momentIn(visit, fran, query.frantid);
    const after = await sideAt(visit, await momentIn(visit, till, query.tilltid));
    const before = from === null ? null : await sideAt(visit, from);
    const { title } = after.content ?? before?.content ?? {};
    // Rule 43: what existed at neither moment is refused as the page itself is.
    if (title === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    return {
      title: `${words.title[language]}: ${title}`,
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={sida}>
              {words.toPage[language]}
            </a>
          </p>
          <MomentsForm {...{ page: sida, from, to: after.moment, language }} />
          {before !== null && <Compared {...{ page: sida, before, after, language }} isShort={query.bara === 'ja'} />}
        </>
      ),
    };
  },
};

async function momentIn({ timeOf }: Visit, text: string, clock = ''): Promise<DatedMoment | null> {
  const asked = momentNamed(text, clock);
  const at = asked === null ? null : await timeOf(asked);
  return asked === null || at === null ? null : { asked, at };
}

/** @throws PageRefused when the reader may not read the page */
async function sideAt({ contentAt, query: { sida = '' } }: Visit, moment: DatedMoment | null): Promise<Side> {
  try {
    const content = await contentAt(sida, moment?.asked ?? null);
    if (content === null) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    return { moment, content };
  } catch (error) {
    const code = error instanceof PageRefused ? error.refusal.code : null;
    // A moment that is still coming is now.
    if (code === 'MOMENT_NOT_YET') return { moment: null, content: await contentAt(sida, null) };
    if (code === 'NOT_FOUND') return { moment, content: null };
    throw error;
  }
}

interface FormProps {
  readonly page: string;
  readonly from: DatedMoment | null;
  readonly to: DatedMoment | null;
  readonly language: Language;
}

function MomentsForm({ page, from, to, language }: FormProps) {
  const fields = [
    { name: 'fran', label: words.first[language], moment: from, required: true },
    { name: 'till', label: words.second[language], moment: to, required: false },
  ];
  return (
    <details class="more" open={from === null}>
      <summary>{words.choose[language]}</summary>
      <form method="get" class="filter">
        <input type="hidden" name="sida" value={page} />
        {fields.map(({ name, label, moment, required }) => (
          <div key={name}>
            <label class="ds-label" for={name}>
              {label}
            </label>
            <input
              {...{ class: 'ds-input', type: 'date', id: name, name, required }}
              value={moment === null ? undefined : dayOf(moment.at)}
            />
            <label class="ds-label" for={`${name}tid`}>
              {words.clock[language]}
            </label>
            <input {...{ class: 'ds-input', type: 'time', id: `${name}tid`, name: `${name}tid` }} />
          </div>
        ))}
        <button class="ds-button" data-variant="secondary" type="submit">
          {words.compare[language]}
        </button>
      </form>
    </details>
  );
}

interface ComparedProps {
  readonly page: string;
  readonly before: Side;
  readonly after: Side;
  /** Whether only the lines that differ are shown. */
  readonly isShort: boolean;
  readonly language: Language;
}

function Compared({ page, before, after, isShort, language }: ComparedProps) {
  const rows = linesBeside(linesIn(before), linesIn(after));
  const count = rows.filter(differs).length;
  const address = comparisonAddress(page, before.moment?.asked ?? null, after.moment?.asked ?? null);
  const sentence = count === 0 ? words.nothing : count === 1 ? words.one : words.many(count);
  return (
    <>
      <p class="ds-paragraph" role="status">
        {sentence[language]}{' '}
        {count > 0 && (
          <a class="ds-link" href={isShort ? address : `${address}&bara=ja`}>
            {words[isShort ? 'all' : 'onlyDifferences'][language]}
          </a>
        )}
      </p>
      <ol class="compared" aria-label={words.table[language]}>
        <li>
          {[before, after].map(({ moment, content }, index) => (
            <p class="act" key={index}>
              {words.known[language]} {moment === null ? words.now[language] : timeIn(language, moment.at)}
              {content === null && `: ${words.notThen[language]}`}
            </p>
          ))}
        </li>
        {rows
          .filter((row) => !isShort || differs(row))
          .map((row, index) => (
            <Row key={index} {...{ row, language }} />
          ))}
      </ol>
    </>
  );
}

function linesIn({ content }: Side): Line[] {
  return content === null ? [] : [{ text: content.title, isHeading: true }, ...linesOf(content.html)];
}

function Row({ row, language }: { readonly row: Beside; readonly language: Language }) {
  return (
    <li class={differs(row) ? 'differs' : undefined}>
      {(['before', 'after'] as const).map((side) => (
        <p class={row[side]?.isHeading === true ? 'act' : undefined} key={side}>
          {row[side] === null ? (
            <span class="said">{words.lacking[language]}</span>
          ) : (
            wordsOf(row, side).map(({ kind, text }, index) => {
              if (kind === 'same') return text;
              const said = <span class="said">[{reviewWords[kind][language]}: </span>;
              const end = <span class="said">]</span>;
              return kind === 'removed' ? (
                <del key={index}>
                  {said}
                  {text}
                  {end}
                </del>
              ) : (
                <ins key={index}>
                  {said}
                  {text}
                  {end}
                </ins>
              );
            })
          )}
        </p>
      ))}
    </li>
  );
}
