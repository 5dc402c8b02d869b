import type { Language } from '../../kernel/language.js';
import { clockWords, dayWords } from '../../kernel/local-time.js';
import { anyMay } from '../../kernel/permissions.js';
import { type Acts, actPage } from '../../web/act.page.js';
import { meetingAddress, MEETINGS } from '../../web/addresses.js';
import { boardLists, BoardLists, theBoard } from '../../web/board-lists.page.js';
import { field } from '../../web/form-controls.js';
import { type Page, PageRefused, type Visit } from '../../web/page.page.js';
import { aFlag, aName, asked, aText, called, fields, listOf, oneOf, orNull, query } from '../../web/selection.js';
import { meetingStatuses } from '../meeting-process.js';
import { actWords } from './form-words.js';
import { meetingWords, statusSentences } from './meeting-words.js';

const aComposition = {
  ...{ chair: orNull(aText), viceChairs: listOf(aText) },
  ...{ members: listOf(aText), substitutes: listOf(aText) },
};

const aListed = fields({
  ...{ id: aText, date: aText, time: aText, place: aText, status: oneOf(meetingStatuses) },
  composition: fields(aComposition),
});

/** The meetings of a board, the newest first. */
const meetingsOfBoard = query('$boardId: ID!, $after: String, $asOf: AsOfInput', {
  meetings: asked(
    'boardId: $boardId, asOf: $asOf, first: 50, after: $after, order: NEWEST_FIRST',
    fields({
      edges: listOf(fields({ node: aListed })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

const compositionOn = query('$boardId: ID!, $day: LocalDate!', {
  boardComposition: asked(
    'boardId: $boardId, day: $day',
    fields({ ...aComposition, membersNamed: orNull(listOf(aName)), substitutesNamed: orNull(listOf(aName)) }),
  ),
});

/** The meetings of the boards for which the person has a role, the newest first. */
export const meetingListPage: Page = {
  path: MEETINGS,
  hasPast: true,
  documents: [meetingsOfBoard],
  show: async (visit) => ({
    title: meetingWords.meetings[visit.language],
    body: <BoardLists of={await boardLists(visit, meetingsOf)} none={meetingWords.noBoards[visit.language]} />,
  }),
};

async function meetingsOf(visit: Visit, boardId: string, roles: readonly string[]) {
  const { ask, language, query: asking } = visit;
  const after = asking.namnd === boardId ? (asking.efter ?? null) : null;
  const { edges, pageInfo } = (await ask(meetingsOfBoard, { boardId, after })).meetings;
  const maySchedule = anyMay(roles, 'scheduleMeeting');
  const next = new URLSearchParams({ namnd: boardId, efter: pageInfo.endCursor ?? '' }).toString();
  return (
    <>
      {maySchedule && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`${MEETINGS}/namnd/${boardId}/nytt`}>
            {meetingWords.schedule[language]}
          </a>
        </p>
      )}
      {edges.length === 0 && <p class="ds-paragraph">{meetingWords.none[language]}</p>}
      <ul class="tasks">
        {edges.map(({ node: { id, date, time, place, status } }) => (
          <li key={id}>
            <a class="ds-link" href={meetingAddress(id)}>
              {meetingWords.meeting[language]} {dayWords(date)[language]}
            </a>
            <div class="aside">
              <span class="about">
                {meetingWords.at[language]} {clockWords(time)[language]}, {place}.
              </span>{' '}
              {statusSentences[status][language]}
            </div>
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <a class="ds-link" href={`${MEETINGS}?${next}`}>
          {meetingWords.older[language]}
        </a>
      )}
    </>
  );
}

interface BoardPlace {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  /** The members and substitutes of today. Null: nobody knows them. */
  readonly composition: Readonly<Record<'members' | 'substitutes' | 'viceChairs', readonly string[]>> | null;
  readonly chair: string | null;
  /** The names of the members and the substitutes. */
  readonly people: string;
}

/** The register knows who the board is made of; where it does not, the newest meeting does. */
async function boardPlace(visit: Visit): Promise<BoardPlace> {
  const { ask, params } = visit;
  const { id, name, roles } = await theBoard(visit, params.board);
  const { edges } = (await ask(meetingsOfBoard, { boardId: id, after: null })).meetings;
  const newest = edges[0]?.node.composition;
  if (!roles.includes('SECRETARY')) return { id, name, roles, composition: null, chair: null, people: '' };
  const known = await registered(visit, id);
  const composition = known !== null && known.members.length > 0 ? known : (newest ?? null);
  const people = [...(known?.membersNamed ?? []), ...(known?.substitutesNamed ?? [])].map((one) => called(one));
  return { ...{ id, name, roles, composition }, chair: composition?.chair ?? null, people: people.join(', ') };
}

/** The register can be without the board when roles stand in tokens. */
async function registered({ ask, today }: Visit, boardId: string) {
  try {
    return (await ask(compositionOn, { boardId, day: today })).boardComposition;
  } catch (error) {
    if (error instanceof PageRefused && error.refusal.code === 'NOT_FOUND') return null;
    throw error;
  }
}

const boardActs: Acts<BoardPlace> = {
  path: `${MEETINGS}/namnd/:board/:act`,
  acts: [
    {
      ...{ slug: 'nytt', command: 'scheduleMeeting', faults: { IN_THE_PAST: 'datum', DATE_TAKEN: 'datum' } },
      title: meetingWords.schedule,
      done: { sv: 'Sammanträdet är planerat.', en: 'The meeting is scheduled.' },
      then: meetingAddress,
      lead: ({ people }, { language }) => people !== '' && <p class="ds-paragraph">{boardIs(people, language)}</p>,
      controls: (_, { language }) => [
        field.day('datum', actWords.date[language], { required: true }),
        field.time('kl', actWords.time[language], { required: true }),
        field.line('plats', actWords.place[language], { required: true }),
      ],
      input: ({ datum, kl, plats }, { id: boardId, composition, chair }) => {
        const { members = [], substitutes = [], viceChairs = [] } = composition ?? {};
        const board = { chair: chair ?? '', members, substitutes, viceChairs };
        return { boardId, date: datum, time: kl, place: plats, number: 1, composition: board };
      },
      permission: ({ roles, chair }, { language }) => {
        const allowed = roles.includes('SECRETARY') && chair !== null;
        const sentence = roles.includes('SECRETARY') ? meetingWords.noComposition[language] : null;
        return { command: 'scheduleMeeting', allowed, code: null, sentence };
      },
    },
  ],
  documents: [meetingsOfBoard, compositionOn],
  placeOf: boardPlace,
  home: () => MEETINGS,
  name: (_, language) => meetingWords.meetings[language],
  permitted: () => [],
  revision: () => null,
};

function boardIs(people: string, language: Language): string {
  return `${meetingWords.composition[language]}: ${people}.`;
}

export const scheduleMeetingPage = actPage(boardActs);
