import type { Language } from '../../kernel/language.js';
import { boardNamedIn, isId } from '../../kernel/identity.js';
import type { Words } from '../../kernel/history.js';
import { quoted } from '../../kernel/history-labels.js';
import { anyMay } from '../../kernel/permissions.js';
import { dayWords, timeIn } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import {
  addressWith,
  comparisonAddress,
  HISTORY,
  historyAddress,
  matterAddress,
  meetingAddress,
  planAddress,
  proofAddress,
  proposalAddress,
} from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import type { Page } from '../../web/page.page.js';
import { aFlag, aNumber, asked, aText, fields, listOf, orNull, query, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { historyWords as words } from './history-words.js';

const aLabel = fields({ sv: aText, en: aText });

const anEntry = fields({
  ...{
    eventId: aText,
    position: aNumber,
    recordedAt: aText,
    sentence: aText,
    validOn: orNull(aText),
    stream: aText,
    revision: aNumber,
  },
  changes: listOf(fields({ what: aLabel, before: orNull(aLabel), after: orNull(aLabel) })),
});

const historyQuestion = query('$of: ID!, $after: String', {
  history: asked(
    'of: $of, first: 50, after: $after',
    fields({
      edges: listOf(fields({ node: anEntry })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

/** The history of a plan, a proposal, a matter or a meeting as sentences, the oldest first. */
export const historyPage: Page = {
  path: `${HISTORY}/:id`,
  documents: [historyQuestion],
  show: async (visit) => {
    const { ask, language, params, query: asking } = visit;
    const { id = '' } = params;
    const place = placeOf(id);
    if (place === null) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const { home, kind } = place;
    const isAuditor = anyMay((await theBoard(visit, boardNamedIn(id))).roles, 'readEvidence');
    const { edges, pageInfo } = (await ask(historyQuestion, { of: id, after: asking.efter ?? null })).history;
    return {
      title: words.historyOf[kind][language],
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={home}>
              {words.toThing[kind][language]}
            </a>
          </p>
          <p class="ds-paragraph">{words.intro[language]}</p>
          {edges.length === 0 && <p class="ds-paragraph">{words.none[language]}</p>}
          <ol class="tasks">
            {edges.map(({ node }, index) => (
              <Entry
                key={node.eventId}
                {...{ entry: node, home, language }}
                before={edges[index - 1]?.node.position ?? null}
                proofAt={isAuditor ? proofAddress(id, node) : null}
              />
            ))}
          </ol>
          {pageInfo.hasNextPage && (
            <a class="ds-link" href={addressWith(historyAddress(id), 'efter', pageInfo.endCursor ?? '')}>
              {words.later[language]}
            </a>
          )}
        </>
      ),
    };
  },
};

/** The kind of the thing that has the history, and its page; null when there is none. */
function placeOf(id: string) {
  if (isId('Plan', id)) return { kind: 'plan', home: planAddress(id) } as const;
  if (isId('Matter', id)) return { kind: 'matter', home: matterAddress(id) } as const;
  if (isId('Meeting', id)) return { kind: 'meeting', home: meetingAddress(id) } as const;
  return isId('RemovalProposal', id) ? ({ kind: 'proposal', home: proposalAddress(id) } as const) : null;
}

interface EntryProps {
  readonly entry: ValueOf<typeof anEntry>;
  /** The position of the event before; null when the page has none. */
  readonly before: number | null;
  readonly home: string;
  /** The page of its proof. Null: the reader reads no proofs. */
  readonly proofAt: string | null;
  readonly language: Language;
}

function Entry({ entry, before, home, proofAt, language }: EntryProps) {
  const { position, recordedAt, sentence, validOn, changes } = entry;
  const asOfThen = `/da?${new URLSearchParams({ vid: String(position), till: home }).toString()}`;
  return (
    <li>
      <p class="ds-paragraph">{sentence}</p>
      {changes.length > 0 && (
        <ul class="points changes">
          {changes.map(({ what, before, after }) => (
            <li key={what.en}>
              {what[language]}: {changeIn(language, before, after)}
            </li>
          ))}
        </ul>
      )}
      <div class="aside ways">
        {validOn !== null && <span>{`${words.holdsOn[language]} ${dayWords(validOn)[language]}.`}</span>}
        <a class="ds-link" href={asOfThen}>
          {words.asOfThen[language]}
          <span class="said">, {timeIn(language, recordedAt)}</span>
        </a>
        {before !== null && (
          <a class="ds-link" href={comparisonAddress(home, { position: before }, { position })}>
            {words.whatChanged[language]}
            <span class="said">, {timeIn(language, recordedAt)}</span>
          </a>
        )}
        {proofAt !== null && (
          <a class="ds-link" href={proofAt}>
            {words.proof[language]}
            <span class="said">, {timeIn(language, recordedAt)}</span>
          </a>
        )}
      </div>
    </li>
  );
}

/** Says what a value was and is, and what it is alone when it is new. */
function changeIn(language: Language, before: Words | null, after: Words | null): string {
  const inMarks = (value: Words) => (/^[”“]/.test(value[language]) ? value : quoted(value))[language];
  if (before === null) return after === null ? '' : after[language];
  const was = `${words.from[language]} ${inMarks(before)}`;
  return `${was} ${after === null ? words.toNothing[language] : `${words.to[language]} ${inMarks(after)}`}`;
}
