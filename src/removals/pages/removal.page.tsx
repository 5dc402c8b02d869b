import { isId, planOf } from '../../kernel/identity.js';
import { dayWords } from '../../kernel/local-time.js';
import { warningSentences } from '../../kernel/warning.js';
import { NextActs } from '../../web/act.page.js';
import { matterAddress, proposalAddress, PROPOSALS } from '../../web/addresses.js';
import { boardLists, BoardLists, HistoryLink } from '../../web/board-lists.page.js';
import type { Page, Visit } from '../../web/page.page.js';
import { Verdicts } from '../../web/review/review.page.js';
import { aFlag, asked, aText, fields, listOf, oneOf, orNull, query } from '../../web/selection.js';
import { reviewWords } from '../../web/words.js';
import { removalStatuses } from '../removal-process.js';
import { Proposed, proposalPlace, proposalQuestion, removalActs } from './removal-acts.page.js';
import { removalWords as words, statusSentences } from './removal-words.js';

const proposalsOfBoard = query('$boardId: ID!, $after: String, $asOf: AsOfInput', {
  removalProposals: asked(
    'boardId: $boardId, asOf: $asOf, first: 50, after: $after, order: NEWEST_FIRST',
    fields({
      edges: listOf(
        fields({ node: fields({ id: aText, heading: aText, status: oneOf(removalStatuses), proposedOn: aText }) }),
      ),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

/** The proposals of the person's boards, the newest first. */
export const removalListPage: Page = {
  path: PROPOSALS,
  hasPast: true,
  documents: [proposalsOfBoard],
  show: async (visit) => ({
    title: words.proposals[visit.language],
    body: <BoardLists of={await boardLists(visit, proposalsOf)} none={words.noBoards[visit.language]} />,
  }),
};

async function proposalsOf({ ask, language, query: asking }: Visit, boardId: string) {
  const after = asking.namnd === boardId ? (asking.efter ?? null) : null;
  const { edges, pageInfo } = (await ask(proposalsOfBoard, { boardId, after })).removalProposals;
  const next = new URLSearchParams({ namnd: boardId, efter: pageInfo.endCursor ?? '' }).toString();
  return (
    <>
      {edges.length === 0 && <p class="ds-paragraph">{words.none[language]}</p>}
      <ul class="tasks">
        {edges.map(({ node: { id, heading, status, proposedOn } }) => (
          <li key={id}>
            <a class="ds-link" href={proposalAddress(id)}>
              {heading}
            </a>
            <div class="aside">
              {statusSentences[status][language]} {words.proposedOn[language]} {dayWords(proposedOn)[language]}.
            </div>
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <a class="ds-link" href={`${PROPOSALS}?${next}`}>
          {words.more[language]}
        </a>
      )}
    </>
  );
}

/** A proposal to take an activity out of the plan, with its review and what became of it. */
export const removalPage: Page = {
  path: `${PROPOSALS}/:proposal`,
  hasPast: true,
  timelineOf: ({ proposal = '' }) => proposal,
  live: ({ proposal = '' }) => (isId('RemovalProposal', proposal) ? planOf(proposal) : null),
  documents: [proposalQuestion],
  show: async (visit) => {
    const { language } = visit;
    const place = await proposalPlace(visit);
    const { proposal, roles } = place;
    const { heading, activity, status, matter, decisions } = proposal;
    return {
      title: `${words.proposal[language]}: ${heading}`,
      body: (
        <>
          <p class="ds-paragraph">{statusSentences[status][language]}</p>
          <NextActs {...{ family: removalActs, place, visit }} />
          {proposal.warnings.map((warning) => (
            <p class="ds-paragraph note" key={warning}>
              {warningSentences[warning][language]}
            </p>
          ))}
          <p class="ds-paragraph">
            {words.goal[language]}: {activity.goal.title}.
          </p>
          <Proposed {...{ proposal, language }} />
          {matter !== null && (
            <p class="ds-paragraph">
              {words.matter[language]}:{' '}
              <a class="ds-link" href={matterAddress(matter.id)}>
                {matter.dnr} {matter.title}
              </a>
            </p>
          )}
          {decisions.map(({ date, paragraph, dnr, matterId, reason }) => (
            <p class="ds-paragraph" key={`${date} ${paragraph}`}>
              {words.decided[language]} {dayWords(date)[language]},{' '}
              <a class="ds-link" href={matterAddress(matterId)}>
                § {paragraph}, {dnr}
              </a>
              . {reason}
            </p>
          ))}
          <h2 class="ds-heading" data-size="sm">
            {reviewWords.history[language]}
          </h2>
          <Verdicts {...{ of: proposal, language }} />
          <HistoryLink {...{ of: proposal.id, roles, language }} />
        </>
      ),
    };
  },
};
