import { isId } from '../../kernel/identity.js';
import { dayWords } from '../../kernel/local-time.js';
import { anyMay } from '../../kernel/permissions.js';
import { NextActs } from '../../web/act.page.js';
import { type DocumentFile, MATTERS, matterAddress, meetingAddress } from '../../web/addresses.js';
import { boardLists, BoardLists, HistoryLink } from '../../web/board-lists.page.js';
import { DocumentLinks } from '../../web/document-links.page.js';
import type { Page, Visit } from '../../web/page.page.js';
import { Verdicts } from '../../web/review/review.page.js';
import { reviewWords } from '../../web/words.js';
import { matterActs } from './matter-acts.page.js';
import { Changes, Drift, Heading, Points, VersionText } from './matter-parts.page.js';
import { type Matter, matterPlace, matterQuestion, mattersOfBoard } from './matter-question.page.js';
import { matterSentences, matterWords as words } from './matter-words.js';

/** The matters of the person's boards, the newest first. */
export const matterListPage: Page = {
  path: MATTERS,
  hasPast: true,
  documents: [mattersOfBoard],
  show: async (visit) => ({
    title: words.matters[visit.language],
    body: <BoardLists of={await boardLists(visit, mattersOf)} none={words.noBoards[visit.language]} />,
  }),
};

async function mattersOf({ ask, language, query }: Visit, boardId: string, roles: readonly string[]) {
  const after = query.namnd === boardId ? (query.efter ?? null) : null;
  const { edges, pageInfo } = (await ask(mattersOfBoard, { boardId, after })).matters;
  const mayOpen = anyMay(roles, 'openMatter');
  const next = new URLSearchParams({ namnd: boardId, efter: pageInfo.endCursor ?? '' }).toString();
  return (
    <>
      {mayOpen && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`${MATTERS}/namnd/${boardId}/nytt`}>
            {words.open[language]}
          </a>
        </p>
      )}
      {edges.length === 0 && <p class="ds-paragraph">{words.none[language]}</p>}
      <ul class="tasks">
        {edges.map(({ node: { id, dnr, title, status } }) => (
          <li key={id}>
            <a class="ds-link" href={matterAddress(id)}>
              {title}
            </a>
            <div class="aside">
              {dnr}. {matterSentences[status][language]}
            </div>
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <a class="ds-link" href={`${MATTERS}?${next}`}>
          {words.more[language]}
        </a>
      )}
    </>
  );
}

/** A matter: its points, its newest version or the one that the address names, its review and what became of it. */
export const matterPage: Page = {
  path: `${MATTERS}/:matter`,
  hasPast: true,
  timelineOf: ({ matter = '' }) => matter,
  live: ({ matter = '' }) => (isId('Matter', matter) ? matter : null),
  documents: [matterQuestion],
  show: async (visit) => {
    const { language } = visit;
    const place = await matterPlace(visit);
    const { matter, roles } = place;
    // A member reads what has been summoned, and no version before that.
    const readsAll = anyMay(roles, 'readMatters');
    return {
      title: matter.title,
      body: (
        <>
          <p class="ds-paragraph">
            {matter.dnr}. {matterSentences[matter.status][language]}
          </p>
          {matter.summoned.map(({ version, meetingId, meeting }) => (
            <p class="ds-paragraph" key={`${meetingId} ${version}`}>
              <a class="ds-link" href={meetingAddress(meetingId)}>
                {words.meeting[language]} {meeting === null ? meetingId : dayWords(meeting.date)[language]}
              </a>
              , {words.version[language].toLowerCase()} {version}
            </p>
          ))}
          <NextActs {...{ family: matterActs, place, visit, without: ['strikePoint'] }} />
          <Drift {...{ matter, language }} />
          <Heading text={words.points[language]} />
          <Points {...{ matter, language }} />
          <Changes {...{ matter, language }} />
          <Versions {...{ matter, visit }} />
          <HistoryLink {...{ of: matter.id, roles, language }} />
          <DocumentLinks {...{ matterId: matter.id, files: filesOf(matter, readsAll), language }} />
          {(matter.verdicts.length > 0 || matter.waitingStep !== null) && (
            <>
              <Heading text={reviewWords.history[language]} />
              <Verdicts {...{ of: matter, language }} />
            </>
          )}
        </>
      ),
    };
  },
};

function filesOf({ summoned, versions, points }: Matter, readsAll: boolean): DocumentFile[] {
  const isDecided = points.some(({ decisions }) => decisions.some(({ meetingId }) => meetingId !== null));
  return [
    ...(summoned.length > 0 ? (['kallelse', 'kallad-tjansteskrivelse'] as const) : []),
    ...(readsAll && versions.length > 0 ? (['tjansteskrivelse'] as const) : []),
    ...(isDecided ? (['protokoll', 'utdrag'] as const) : []),
  ];
}

function Versions({ matter, visit }: { readonly matter: Matter; readonly visit: Visit }) {
  const { language, query } = visit;
  const { versions } = matter;
  const version = versions.find(({ number }) => String(number) === query.version) ?? versions.at(-1);
  if (version === undefined) return <p class="ds-paragraph">{words.draftOnly[language]}</p>;
  return (
    <>
      <h2 class="ds-heading" data-size="sm" id="version">
        {words.version[language]} {version.number}
      </h2>
      {versions.length > 1 && (
        <ul class="links">
          {versions.map(({ number }) => (
            <li key={number}>
              <a
                class="ds-link"
                href={`?version=${number}#version`}
                aria-current={number === version.number ? 'page' : undefined}
              >
                {words.version[language]} {number}
              </a>
            </li>
          ))}
        </ul>
      )}
      <VersionText {...{ version, language }} />
    </>
  );
}
