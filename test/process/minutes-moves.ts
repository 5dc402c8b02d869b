import type { Appeal, PublicNotice } from '../../src/meetings/meeting-event.js';
import { type Ruling, rulings } from '../../src/meetings/meeting-event.js';
import type { Meeting } from '../../src/meetings/meeting.js';
import { adjustmentOf, noticeOf, paragraphStatus } from '../../src/meetings/paragraph.js';
import type { Chance } from './chance.js';
import { daysLater } from './days.js';
import { secretaryOf } from './meeting-moves.js';
import { type Option, timely } from './move.js';
import { members } from './people.js';
import type { World } from './world.js';

export function minutesMoves(world: World, chance: Chance): Option[] {
  return [...world.meetings.all.values()]
    .filter((meeting) => meeting !== null)
    .filter(({ status }) => status === 'OPEN' || status === 'CLOSED')
    .flatMap((meeting) => [
      ...adjusting(world, meeting, chance),
      ...appealing(world, meeting, chance),
      ...meeting.appeals
        .filter(({ settled }) => settled === null || chance.is(0.05))
        .flatMap((appeal) => [settling(world, meeting, appeal, chance), correctingAppeal(meeting, appeal, chance)]),
    ]);
}

function adjusting(world: World, meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId, status, date: day, notices } = meeting;
  const all = sectionsOf(meeting);
  const unadjusted = all.filter((paragraph) => adjustmentOf(meeting, paragraph) === undefined);
  const unposted = all.filter((one) => !unadjusted.includes(one) && noticeOf(meeting, one) === undefined);
  // Mostly the elected adjusters; else anybody who was present, who is refused.
  const adjusters = chance.is(0.8) ? meeting.adjusters : chance.some(meeting.present, 0.5).slice(0, 2);
  const date = chance.is(0.9) ? world.today : day;
  const notice = chance.oneOf(notices);
  const adjusting = { meetingId, adjusters: adjusters.length > 0 ? adjusters : members.slice(0, 1), date };
  return [
    {
      weight: timely(unadjusted.length > 0, status === 'OPEN' ? 0.8 : 5),
      make: () => {
        const paragraphs = chance.is(0.7) ? unadjusted : chance.some(all, 0.5);
        const atOnce = status === 'OPEN' || chance.is(0.2);
        return [
          secretaryOf(chance),
          { area: 'minutes', command: 'adjustMinutes', data: { ...adjusting, paragraphs, atOnce } },
        ];
      },
    },
    {
      weight: timely(unposted.length > 0, 5),
      make: () => {
        const paragraphs = chance.is(0.7) ? unposted : chance.some(all, 0.5);
        return [
          secretaryOf(chance),
          { area: 'minutes', command: 'postNotice', data: { meetingId, paragraphs, date: world.today, keptAt: '' } },
        ];
      },
    },
    {
      weight: timely(unadjusted.length > 0, meeting.adjusters.length === 0 ? 2 : 0.2),
      make: () => {
        const chosen = chance.some(members, 0.4);
        const data = { meetingId, adjusters: chosen, adjustOn: null, adjustAt: '', reason: chance.of('', 'Sjukdom.') };
        return [secretaryOf(chance), { area: 'minutes', command: 'electAdjusters', data }];
      },
    },
    {
      weight: timely(unadjusted.length < all.length, 0.3),
      make: () => {
        const paragraph = chance.oneOf(all) ?? '30';
        const data = { meetingId, paragraph, recipients: ['Kansliet'], date: world.today };
        return [secretaryOf(chance), { area: 'minutes', command: 'dispatchParagraph', data }];
      },
    },
    ...(notice === undefined
      ? []
      : [correctingNotice(world, meeting, notice, chance), correctingTakingDown(world, meeting, notice, chance)]),
    ...correctingMinutes(world, meeting, chance),
    {
      weight: timely(notice !== undefined, 0.3),
      make: () => [
        secretaryOf(chance),
        {
          area: 'minutes',
          command: 'takeDownNotice',
          data: {
            meetingId,
            notice: notice?.number ?? 1,
            date: chance.is(0.8) ? world.today : daysLater(world.today, -chance.between(1, 9)),
            reason: chance.is(0.5) ? '' : 'Anslagstavlan målades om.',
          },
        },
      ],
    },
    {
      weight: unadjusted.length > 0 ? 0.4 : 0,
      make: () => chance.between(1, 20),
    },
  ];
}

function correctingNotice(
  world: World,
  { id: meetingId }: Meeting,
  { number: notice, date: posted, takenDown }: PublicNotice,
  chance: Chance,
): Option {
  const date = chance.is(0.4) ? world.today : daysLater(posted, chance.between(0, 5) - 2);
  const data = { meetingId, notice, date, keptAt: chance.of('', 'Kansliet'), reason: 'Fel dag.' };
  return {
    weight: timely(takenDown === null, 0.8),
    make: () => [secretaryOf(chance), { area: 'minutes', command: 'correctNotice', data }],
  };
}

/** Another day on which a notice came down, early or in time, or none. */
function correctingTakingDown(
  world: World,
  { id: meetingId }: Meeting,
  { number: notice, takenDown, lastAppealDay }: PublicNotice,
  chance: Chance,
): Option {
  const early = daysLater(lastAppealDay, -chance.between(1, 9));
  const date = chance.is(0.2) ? null : chance.of(world.today, lastAppealDay, early);
  const data = { meetingId, notice, date, earlyReason: chance.of('', 'Stormen.'), reason: 'Fel dag.' };
  return {
    weight: timely(takenDown !== null, 0.8),
    make: () => [secretaryOf(chance), { area: 'minutes', command: 'correctTakingDown', data }],
  };
}

/** Other adjusters or another day of an adjustment, and other recipients of a dispatch. */
function correctingMinutes(world: World, meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId, adjustments, dispatches, present } = meeting;
  const adjustment = chance.oneOf(adjustments)?.number ?? 1;
  const dispatch = chance.between(1, Math.max(1, dispatches.length));
  return [
    {
      weight: timely(adjustments.length > 0, 0.4),
      make: () => {
        const adjusters = chance.is(0.6) ? meeting.adjusters : chance.some(present, 0.5).slice(0, 2);
        const date = daysLater(world.today, -chance.between(0, 3));
        const data = { meetingId, adjustment, adjusters, date, reason: 'Fel dag.' };
        return [secretaryOf(chance), { area: 'minutes', command: 'correctAdjustment', data }];
      },
    },
    {
      weight: timely(dispatches.length > 0, 0.4),
      make: () => {
        const data = { meetingId, dispatch, recipients: ['Revisorerna'], date: world.today, reason: 'Fel mottagare.' };
        return [secretaryOf(chance), { area: 'minutes', command: 'correctDispatch', data }];
      },
    },
  ];
}

/** Another number at the court, or another day. */
function correctingAppeal({ id: meetingId }: Meeting, { number, receivedOn }: Appeal, chance: Chance): Option {
  const right = { appellant: null, courtDnr: chance.of('FR 8-26', 'FR 9-26') };
  return {
    weight: timely(true, 0.6),
    make: () => {
      const data = { meetingId, appeal: number, ...right, receivedOn: daysLater(receivedOn, chance.between(0, 2) - 1) };
      return [
        secretaryOf(chance),
        { area: 'minutes', command: 'correctAppeal', data: { ...data, reason: 'Fel uppgift.' } },
      ];
    },
  };
}

function appealing(world: World, meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId } = meeting;
  const paragraph = chance.oneOf(sectionsOf(meeting));
  if (paragraph === undefined) return [];
  const status = paragraphStatus(meeting, paragraph);
  const points = meeting.decisions.filter((one) => one.paragraph === paragraph).map(({ number }) => number);
  const parts = [{ paragraph, point: chance.is(0.5) ? null : (chance.oneOf(points) ?? 9) }];
  const another = chance.oneOf(sectionsOf(meeting));
  if (another !== undefined && chance.is(0.2)) parts.push({ paragraph: another, point: null });
  const { lastAppealDay } = noticeOf(meeting, paragraph) ?? { lastAppealDay: world.today };
  const onTime = world.today < lastAppealDay ? world.today : lastAppealDay;
  const receivedOn = chance.is(0.7) ? onTime : chance.of(world.today, daysLater(lastAppealDay, 1), lastAppealDay);
  const weights = { DECIDED: 0, ADJUSTED: 0.4, NOTICED: 1.2, APPEALED: 0.2, IN_FORCE: 0.4, ANNULLED: 0.05 };
  const left = Math.round((Date.parse(lastAppealDay) - Date.parse(world.today)) / 86_400_000);
  return [
    {
      weight: timely(true, weights[status]),
      make: () => [
        secretaryOf(chance),
        {
          area: 'minutes',
          command: 'recordAppeal',
          data: { meetingId, parts, appellant: null, courtDnr: chance.of('', 'FR 7-26'), receivedOn },
        },
      ],
    },
    {
      weight: status === 'NOTICED' && left >= 0 ? 1.2 : 0,
      make: () => left + chance.between(0, 2),
    },
  ];
}

function settling(world: World, { id: meetingId }: Meeting, { number, parts }: Appeal, chance: Chance): Option {
  return {
    weight: parts.some(({ late }) => late) ? 0.6 : 6,
    make: () => {
      const ruling: Ruling = chance.is(0.8) ? 'ANNULLED' : (chance.oneOf(rulings) ?? 'DISMISSED');
      const data = {
        meetingId,
        appeal: number,
        ruling,
        annulled: ruling === 'ANNULLED' && chance.is(0.3) ? parts.slice(0, 1) : [],
        date: world.today,
        caseNumber: chance.is(0.95) ? 'FR 12-26' : '',
      };
      return [secretaryOf(chance), { area: 'minutes', command: 'settleAppeal', data }];
    },
  };
}

function sectionsOf({ agenda, decisions }: Meeting): string[] {
  const added = agenda.flatMap((item) => (item.state === 'ADDED' ? [item.paragraph] : []));
  return [...new Set([...added, ...decisions.map(({ paragraph }) => paragraph)])];
}
