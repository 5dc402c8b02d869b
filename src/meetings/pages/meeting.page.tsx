import { isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { clockWords as clockTime, localTimeWords } from '../../kernel/local-time.js';
import type { Words } from '../../kernel/history.js';
import { NextActs, permissionIn } from '../../web/act.page.js';
import {
  type DocumentFile,
  matterAddress,
  meetingAddress,
  MEETINGS,
  pointAddress,
  publicationAddress,
} from '../../web/addresses.js';
import { Day } from '../../web/day.page.js';
import { theBoard, HistoryLink } from '../../web/board-lists.page.js';
import { DocumentLinks } from '../../web/document-links.page.js';
import type { Page } from '../../web/page.page.js';
import { called } from '../../web/selection.js';
import { adjustmentDue, noticeDue } from '../minutes.js';
import { isHoliday } from '../swedish-calendar.js';
import { meetingActs } from './meeting-acts.page.js';
import { calledAll, type Meeting, meetingDay, meetingQuestion } from './meeting-question.page.js';
import { clockWords, meetingWords, outcomeSigns, stateNames, statusSentences } from './meeting-words.js';
import { Minutes } from './minutes-section.page.js';

/** Acts that have a link beside what they are about. */
const beside: readonly string[] = ['decidePoint', 'correctDecision'];

/** A meeting from its agenda to the legal force of its decisions. */
export const meetingPage: Page = {
  path: `${MEETINGS}/:meeting`,
  hasPast: true,
  timelineOf: ({ meeting = '' }) => meeting,
  live: ({ meeting = '' }) => (isId('Meeting', meeting) ? meeting : null),
  documents: [meetingQuestion],
  show: async (visit) => {
    const { language } = visit;
    const { meeting } = await visit.ask(meetingQuestion, { id: visit.params.meeting ?? '' });
    const { roles } = await theBoard(visit, meeting.boardId);
    const { date, board, boardId, status, cancelReason, movedTo } = meeting;
    return {
      title: `${called(board) || boardId}, ${meetingDay(date, language)}`,
      body: (
        <>
          <p class="ds-paragraph">
            {meetingWords.atTime[language]} {clockTime(meeting.time)[language]}, {meeting.place}.{' '}
            {statusSentences[status][language]} {cancelReason}
          </p>
          {movedTo !== null && (
            <p class="ds-paragraph">
              <a class="ds-link" href={meetingAddress(movedTo)}>
                {meetingWords.movedTo[language]}
              </a>
            </p>
          )}
          <NextActs {...{ family: meetingActs, place: meeting, visit, without: beside }} />
          <Heading of={meetingWords.agenda} language={language} />
          <Agenda {...{ meeting, language }} />
          <Heading of={meetingWords.clock} language={language} />
          <Clock {...{ meeting, language }} />
          {meeting.summonses.length > 0 && <Heading of={meetingWords.summonses} language={language} />}
          <Summonses {...{ meeting, language }} />
          <DocumentLinks {...{ ...filesOf(meeting), language }} />
          {meeting.adjustments.length > 0 && (
            <p class="ds-paragraph">
              <a class="ds-link" href={publicationAddress(meeting.id)}>
                {meetingWords.publication[language]}
              </a>
            </p>
          )}
          <HistoryLink {...{ of: meeting.id, roles, language }} />
          {meeting.attendance !== null && <Heading of={meetingWords.attendance} language={language} />}
          <Attendance {...{ meeting, language }} />
          {meeting.openedAt !== null || meeting.decisions.length > 0 ? (
            <>
              <Heading of={meetingWords.minutes} language={language} />
              <Minutes {...{ meeting, language }} />
            </>
          ) : null}
        </>
      ),
    };
  },
};

function Heading({ of, language }: { readonly of: Words; readonly language: Language }) {
  return (
    <h2 class="ds-heading" data-size="sm">
      {of[language]}
    </h2>
  );
}

interface MeetingProps {
  readonly meeting: Meeting;
  readonly language: Language;
}

function Agenda({ meeting: { id, agenda, decisions }, language }: MeetingProps) {
  if (agenda.length === 0) return <p class="ds-paragraph">{meetingWords.agendaEmpty[language]}</p>;
  return (
    <ol class="activities">
      {agenda.map(({ matterId, matter, state, item }) => (
        <li key={matterId}>
          <a class="ds-link" href={matterAddress(matterId)}>
            {item?.title ?? matter?.title ?? matterId}
          </a>
          <div class="aside">
            {item?.dnr ?? matter?.dnr}. {stateNames[state][language]}
            {item !== null && `, ${meetingWords.version[language]} ${item.version}`}.
          </div>
          <ol class="points">
            {item?.points.map(({ number, proposedWording, permitted }) => {
              const decided = decisions.find((one) => one.matterId === matterId && one.number === number);
              const mayDecide = permissionIn(permitted, 'decidePoint')?.allowed === true;
              return (
                <li key={number}>
                  <span class="act">
                    {meetingWords.point[language]} {number}.
                  </span>{' '}
                  {proposedWording}
                  {decided !== undefined && (
                    <div>
                      {outcomeSigns[decided.outcome][language]},{' '}
                      <a class="ds-link" href={`#paragraf-${decided.paragraph}`}>
                        § {decided.paragraph}
                      </a>
                    </div>
                  )}
                  {mayDecide && (
                    <div>
                      <a class="ds-link" href={pointAddress(id, 'besluta', matterId, number)}>
                        {meetingWords.decide[language]} {number}
                      </a>
                    </div>
                  )}
                </li>
              );
            })}
          </ol>
        </li>
      ))}
    </ol>
  );
}

/** The documents of the whole meeting are made of any of its matters. */
function filesOf({ agenda, summonses, paragraphs, decisions, notices }: Meeting) {
  const matterId = decisions[0]?.matterId ?? agenda.find(({ state }) => state === 'SUMMONED')?.matterId ?? '';
  const files: DocumentFile[] = [
    ...(summonses.length > 0 && agenda.some((one) => one.matterId === matterId && one.state === 'SUMMONED')
      ? (['kallelse'] as const)
      : []),
    ...(paragraphs.length > 0 && decisions.length > 0 ? (['protokoll'] as const) : []),
    ...(notices.length > 0 ? (['anslag'] as const) : []),
  ];
  return { matterId, files };
}

interface Moment {
  readonly what: Words;
  readonly day: string;
  readonly about?: string;
}

/** The legal clock: what has happened, and what is due, by its day. */
function Clock({ meeting, language }: MeetingProps) {
  return (
    <ol class="clock">
      {momentsOf(meeting).map(({ what, day, about = '' }, index) => (
        <li key={index}>
          <Day {...{ day, language }} />{' '}
          <span>
            {what[language]}
            {about !== '' && ` (${about})`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function momentsOf(meeting: Meeting): Moment[] {
  const { date, status, summonses, adjustments, notices, appeals, legalForce, paragraphs } = meeting;
  const signs = (those: readonly string[]) => `§ ${those.join(', ')}`;
  const open = (wanted: string) => paragraphs.filter((one) => one.status === wanted).map(({ paragraph }) => paragraph);
  const [decided, adjusted] = [open('DECIDED'), open('ADJUSTED')];
  const lastAdjusted = adjustments.findLast((one) => one.paragraphs.some((each) => adjusted.includes(each)));
  const moments: Moment[] = [
    ...summonses.map(({ sentOn }) => ({ what: clockWords.summoned, day: sentOn })),
    ...(status === 'CANCELLED' ? [] : [{ what: clockWords.meeting, day: date }]),
    ...(decided.length > 0 ? [{ what: clockWords.adjustBy, day: adjustmentDue(date), about: signs(decided) }] : []),
    ...adjustments.map((one) => ({ what: clockWords.adjusted, day: one.date, about: signs(one.paragraphs) })),
    ...(lastAdjusted === undefined
      ? []
      : [{ what: clockWords.noticeBy, day: noticeDue(lastAdjusted.date, isHoliday), about: signs(adjusted) }]),
    ...notices.flatMap((notice) => [
      { what: clockWords.noticed, day: notice.date, about: signs(notice.paragraphs) },
      { what: clockWords.appealBy, day: notice.lastAppealDay, about: signs(notice.paragraphs) },
      ...(notice.takenDown === null
        ? []
        : [{ what: clockWords.takenDown, day: notice.takenDown, about: notice.earlyReason ?? '' }]),
    ]),
    ...appeals.flatMap(({ receivedOn, parts, settled }) => {
      const about = signs([...new Set(parts.map(({ paragraph }) => paragraph))]);
      return [
        { what: clockWords.appealed, day: receivedOn, about },
        ...(settled === null ? [] : [{ what: clockWords.ruled, day: settled.date, about }]),
      ];
    }),
    ...legalForce.map(({ on, parts }) => {
      const about = signs([...new Set(parts.map(({ paragraph }) => paragraph))]);
      return { what: clockWords.force, day: on, about };
    }),
  ];
  return moments.toSorted((one, other) => one.day.localeCompare(other.day));
}

function Summonses({ meeting: { summonses }, language }: MeetingProps) {
  return (
    <ul class="activities">
      {summonses.map(({ number, sentOn, by, byNamed, items }) => (
        <li key={number}>
          <span class="act">{meetingWords[number === 1 ? 'summons' : 'supplement'][language]}</span>
          <div class="aside">
            {meetingWords.sentBy[language]} {called(byNamed) || by} {meetingWords.on[language]}{' '}
            <Day {...{ day: sentOn, language }} />.
          </div>
          <ul class="points">
            {items.map(({ matterId, dnr, title, version }) => (
              <li key={matterId}>
                <a class="ds-link" href={`${matterAddress(matterId)}?version=${version}`}>
                  {title}
                </a>{' '}
                ({dnr}, {meetingWords.version[language]} {version})
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Attendance({ meeting, language }: MeetingProps) {
  const { attendance, conflicts, adjournments, openedAt, closedAt, adjusters, adjustersNamed, agenda } = meeting;
  if (attendance === null) return null;
  const { chair, chairNamed, serving, notServing, notServingNamed, others, parties } = attendance;
  const party = (id: string) => parties.find(({ personId }) => personId === id)?.party;
  const seats = serving.map(({ personId, person, inPlaceOf, inPlaceOfNamed }) => {
    const own = party(personId);
    const name = `${called(person) || personId}${own === undefined ? '' : ` (${own})`}`;
    return inPlaceOf === null
      ? name
      : `${name} ${meetingWords.inPlaceOf[language]} ${called(inPlaceOfNamed) || inPlaceOf}`;
  });
  const time = (at: string) => localTimeWords(at)[language];
  const rows: readonly (readonly [Words, string])[] = [
    [meetingWords.chair, called(chairNamed) || chair],
    [meetingWords.serving, seats.join(', ')],
    [meetingWords.notServing, notServing.length === 0 ? '' : calledAll(notServingNamed)],
    [
      meetingWords.others,
      others.map(({ personId, person, title }) => `${called(person) || personId}, ${title}`).join('; '),
    ],
    ...conflicts.map(({ matterId, personId, person, substitute, substituteNamed }): readonly [Words, string] => {
      const item = agenda.find((one) => one.matterId === matterId);
      const instead =
        substitute === null ? '' : `, ${called(substituteNamed) || substitute} ${meetingWords.servesInstead[language]}`;
      return [meetingWords.conflict, `${called(person) || personId}${instead}: ${item?.item?.title ?? matterId}`];
    }),
    [meetingWords.adjusters, adjusters.length === 0 ? '' : calledAll(adjustersNamed)],
    [meetingWords.opened, openedAt === null ? '' : time(openedAt)],
    [meetingWords.adjourned, adjournments.map(({ from, until }) => `${time(from)} – ${time(until)}`).join('; ')],
    [meetingWords.closed, closedAt === null ? '' : time(closedAt)],
  ];
  return (
    <dl class="facts">
      {rows
        .filter(([, text]) => text !== '')
        .map(([word, text]) => (
          <div key={`${word.sv} ${text}`}>
            <dt>{word[language]}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
