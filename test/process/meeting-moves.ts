import type { Id } from '../../src/kernel/identity.js';
import type { Attendance } from '../../src/meetings/meeting-event.js';
import type { Meeting } from '../../src/meetings/meeting.js';
import { takingPart } from '../../src/meetings/proceedings.js';
import { undecidedPoints } from '../../src/meetings/scheduling.js';
import { board } from './board-with-plan.js';
import type { Chance } from './chance.js';
import { daysLater } from './days.js';
import { decisionAt, newParagraph } from './decision-moves.js';
import { matterIds } from './matter-moves.js';
import { type Option, timely } from './move.js';
import { chair, members, official, substitutes } from './people.js';
import type { World } from './world.js';

const MOST_MEETINGS = 4;

export function secretaryOf(chance: Chance) {
  return chance.of('sven' as const, 'sven' as const, 'siv' as const);
}

export function meetingMoves(world: World, chance: Chance): Option[] {
  const meetings = [...world.meetings.all.values()].filter((meeting) => meeting !== null);
  const isOneComing = meetings.some(
    ({ status, date }) => status === 'SUMMONED' || status === 'OPEN' || (status === 'SCHEDULED' && world.today <= date),
  );
  const isAnyWaiting = matterIds.some((id) =>
    ['REVIEWED', 'POSTPONED', 'IN_REVIEW'].includes(world.matters.newest(id)?.status ?? ''),
  );
  return [
    {
      weight: timely(!isOneComing && meetings.length < MOST_MEETINGS, isAnyWaiting ? 6 : 0.15),
      make: () => {
        const composition = { chair, viceChairs: members.slice(1, 2), members, substitutes };
        const when = {
          date: daysLater(world.today, chance.between(0, 6)),
          time: '13:00',
          place: 'Rådhuset',
          number: 1,
        };
        return [
          secretaryOf(chance),
          { area: 'meeting', command: 'scheduleMeeting', data: { boardId: board, ...when, composition } },
        ];
      },
    },
    ...meetings.flatMap((meeting) => [...preparing(world, meeting, chance), ...holding(world, meeting, chance)]),
  ];
}

function preparing(world: World, meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId, status, agenda, date } = meeting;
  const isComing = (status === 'SCHEDULED' || status === 'SUMMONED') && world.today <= date;
  const listed = agenda.filter(({ state }) => state === 'LISTED');
  const ready = matterIds.filter(
    (id) =>
      ['REVIEWED', 'POSTPONED'].includes(world.matters.newest(id)?.status ?? '') &&
      !agenda.some(({ matterId, state }) => matterId === id && state !== 'VOIDED'),
  );
  const matterId: Id<'Matter'> | undefined = chance.oneOf(ready) ?? chance.oneOf(matterIds);
  if (matterId === undefined) return [];
  const off = agenda[0]?.matterId ?? matterId;
  return [
    {
      weight: timely(isComing && ready.length > 0, 8),
      make: () => [secretaryOf(chance), { area: 'meeting', command: 'putOnAgenda', data: { meetingId, matterId } }],
    },
    {
      weight: timely(isComing && agenda.length > 0, 0.15),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'takeOffAgenda', data: { meetingId, matterId: off } },
      ],
    },
    {
      weight: timely(isComing && listed.length > 0 && world.today <= date, 6),
      make: () => [secretaryOf(chance), { area: 'meeting', command: 'sendSummons', data: { meetingId } }],
    },
    {
      weight: timely(isComing, status === 'SUMMONED' ? 0.12 : 0.02),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'cancelMeeting', data: { meetingId, reason: 'Sjukdom.' } },
      ],
    },
    ...moving(world, meeting, isComing, chance),
    {
      weight: status === 'SUMMONED' && world.today < date ? 3 : 0,
      make: () => Math.max(1, Math.round((Date.parse(date) - Date.parse(world.today)) / 86_400_000)),
    },
    {
      weight: timely(status === 'SUMMONED' && world.today >= date, 6),
      make: () => {
        const attendance = rollCall(chance);
        const adjusters = attendance.serving.slice(0, 2).map(({ personId }) => personId);
        const openedAt = chance.is(0.5) ? `${world.today}T13:00` : null;
        return [
          secretaryOf(chance),
          {
            area: 'meeting',
            command: 'openMeeting',
            data: { meetingId, attendance, adjusters, openedAt, adjustOn: null, adjustAt: '' },
          },
        ];
      },
    },
  ];
}

/** Another day, or another time and place of the same day. */
function moving(world: World, meeting: Meeting, isComing: boolean, chance: Chance): Option[] {
  const { id: meetingId, agenda } = meeting;
  const { composition } = meeting;
  const right = { meetingId, time: '14:00', place: chance.of('Rådhuset', 'Biblioteket'), reason: 'Salen är upptagen.' };
  return [
    {
      weight: timely(isComing && agenda.length > 0, 0.06),
      make: () => {
        const date = daysLater(world.today, chance.between(0, 6));
        return [
          secretaryOf(chance),
          { area: 'meeting', command: 'moveMeeting', data: { ...right, date, number: chance.of(1, 2) } },
        ];
      },
    },
    {
      weight: timely(isComing, 0.1),
      make: () => [secretaryOf(chance), { area: 'meeting', command: 'correctMeeting', data: right }],
    },
    {
      weight: timely(isComing, 0.02),
      make: () => {
        const other = { ...composition, substitutes: composition.substitutes.toReversed() };
        const data = { meetingId, composition: other, reason: 'Fel ordning.' };
        return [secretaryOf(chance), { area: 'meeting', command: 'correctComposition', data }];
      },
    },
  ];
}

/** Most members, and substitutes for some of the others. */
function rollCall(chance: Chance): Attendance {
  const there = members.filter(() => chance.is(0.8));
  const away = members.filter((one) => !there.includes(one));
  const called = substitutes.slice(0, away.length).filter(() => chance.is(0.6));
  const serving = [
    ...there.map((personId) => ({ personId, inPlaceOf: null })),
    ...called.map((personId, index) => ({ personId, inPlaceOf: away[index] ?? null })),
  ];
  const notServing = substitutes.filter((one) => !called.includes(one) && chance.is(0.5));
  const others = chance.is(0.5) ? [{ personId: official, title: 'ekonomichef' }] : [];
  const parties = there.slice(0, 1).map((personId) => ({ personId, party: 'S' }));
  return { serving, notServing, chair: there[0] ?? chair, others, parties };
}

function holding(world: World, meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId, status, agenda } = meeting;
  const isOpen = status === 'OPEN';
  const undecided = undecidedPoints(meeting);
  const before = agenda.filter((listed) => 'item' in listed);
  const matterId = chance.oneOf(before)?.matterId ?? chance.oneOf(matterIds);
  if (matterId === undefined) return [];
  const { serving } = takingPart(meeting, matterId);
  const isQuorate = serving.length * 2 > members.length;
  const late = matterIds.find((id) => !before.some((listed) => listed.matterId === id)) ?? matterId;
  const isLateReady = ['IN_REVIEW', 'REVIEWED', 'POSTPONED'].includes(world.matters.newest(late)?.status ?? '');
  return [
    {
      weight: timely(isOpen, isQuorate ? 0.3 : 5),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'recordAttendance', data: { meetingId, attendance: rollCall(chance) } },
      ],
    },
    {
      weight: timely(isOpen, 0.15),
      make: () => {
        const [from, until] = [`${world.today}T14:00`, `${world.today}T${chance.of('14:15', '15:00', '13:55')}`];
        return [secretaryOf(chance), { area: 'meeting', command: 'adjournMeeting', data: { meetingId, from, until } }];
      },
    },
    {
      weight: timely(isOpen && undecided.length > 0, 0.6),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'recordConflict', data: conflictAt(meeting, matterId, chance) },
      ],
    },
    {
      weight: timely(isOpen && late !== matterId && isLateReady, 1.5),
      make: () => [
        secretaryOf(chance),
        {
          area: 'meeting',
          command: 'addMatterAtMeeting',
          data: { meetingId, matterId: late, paragraph: newParagraph(meeting, chance.between(30, 33), chance) },
        },
      ],
    },
    {
      weight: timely(isOpen && undecided.length > 0, 7),
      make: () => {
        const point = chance.oneOf(undecided) ?? { matterId, number: 1, proposedWording: '' };
        return [
          secretaryOf(chance),
          { area: 'meeting', command: 'decidePoint', data: decisionAt(meeting, point, chance) },
        ];
      },
    },
    ...correcting(meeting, chance),
    ...correctingConflict(meeting, chance),
    ...correctingAdded(meeting, chance),
    ...correctingAttendance(meeting, chance),
    {
      weight: timely(isOpen && undecided.length === 0, meeting.decisions.length > 0 ? 4 : 0.5),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'closeMeeting', data: { meetingId, closedAt: null } },
      ],
    },
  ];
}

/** The entry of a decision, with another §, other votes or another reason. */
function correcting(meeting: Meeting, chance: Chance): Option[] {
  const decision = chance.oneOf(meeting.decisions);
  if (decision === undefined) return [];
  const { matterId, number: point } = decision;
  const made = decisionAt(meeting, decision, chance);
  const paragraph = chance.is(0.5) ? decision.paragraph : made.paragraph;
  const kept = { motions: decision.motions, proposalsPut: decision.proposalsPut, votes: decision.votes };
  const entry = chance.is(0.7) ? { ...made, ...kept, wording: null, paragraph } : { ...made, paragraph };
  const data = { meetingId: meeting.id, matterId, point, entry, reason: 'Skrivfel.' };
  return [
    {
      weight: timely(true, 0.3),
      make: () => [secretaryOf(chance), { area: 'meeting', command: 'correctDecision', data }],
    },
  ];
}

/** Another § of a matter that the board took up, or that it did not take it up. */
function correctingAdded({ id: meetingId, agenda }: Meeting, chance: Chance): Option[] {
  const added = chance.oneOf(agenda.filter(({ state }) => state === 'ADDED'));
  if (added === undefined) return [];
  const about = { meetingId, matterId: added.matterId };
  const data = { ...about, paragraph: chance.of('61', '62', '45'), reason: 'Fel paragraf.' };
  return [
    {
      weight: timely(true, 0.4),
      make: () => [secretaryOf(chance), { area: 'meeting', command: 'correctAddedMatter', data }],
    },
    {
      weight: timely(true, 0.7),
      make: () => [
        secretaryOf(chance),
        { area: 'meeting', command: 'withdrawAddedMatter', data: { ...about, reason: 'Fel ärende.' } },
      ],
    },
  ];
}

/** A conflict that there was not, or that was recorded of the wrong person, substitute or chair. */
function correctingConflict(meeting: Meeting, chance: Chance): Option[] {
  const recorded = chance.oneOf(meeting.conflicts);
  if (recorded === undefined) return [];
  const { matterId, personId } = recorded;
  const isTimely = meeting.status === 'OPEN' && !meeting.decisions.some((one) => one.matterId === matterId);
  return [
    {
      weight: timely(isTimely, 1),
      make: () => {
        const without = { ...meeting, conflicts: meeting.conflicts.filter((one) => one !== recorded) };
        const { personId: another, substitute, chair: next } = conflictAt(without, matterId, chance);
        const conflict = chance.is(0.4) ? null : { personId: another, substitute, chair: next };
        const data = { meetingId: meeting.id, matterId, personId, conflict, reason: 'Fel person.' };
        return [secretaryOf(chance), { area: 'meeting', command: 'correctConflict', data }];
      },
    },
  ];
}

/** Another roll call, or the one that was recorded with other officials; or another time of the opening. */
function correctingAttendance(meeting: Meeting, chance: Chance): Option[] {
  const { id: meetingId, status, date, attendance: recorded, adjournments, closedAt } = meeting;
  if (recorded === null) return [];
  return [
    {
      weight: timely(status === 'OPEN' || status === 'CLOSED', 0.2),
      make: () => {
        const openedAt = chance.of(`${date}T13:05`, `${date}T12:50`);
        const data = { meetingId, openedAt, adjournments, closedAt, reason: 'Fel tid.' };
        return [secretaryOf(chance), { area: 'meeting', command: 'correctTimes', data }];
      },
    },
    {
      weight: timely(status === 'OPEN' || status === 'CLOSED', 0.3),
      make: () => {
        const others = [{ personId: official, title: chance.of('ekonomichef', 'förvaltningschef') }];
        const attendance = chance.is(0.5) ? { ...recorded, others } : rollCall(chance);
        const data = { meetingId, attendance, reason: 'Fel antecknat.' };
        return [secretaryOf(chance), { area: 'meeting', command: 'correctAttendance', data }];
      },
    },
  ];
}

function conflictAt(meeting: Meeting, matterId: Id<'Matter'>, chance: Chance) {
  const { serving, chair: presiding } = takingPart(meeting, matterId);
  const personId = chance.oneOf(serving)?.personId ?? chance.oneOf(members) ?? chair;
  const substitute = chance.is(0.6) ? (chance.oneOf(substitutes) ?? null) : null;
  const others = serving.filter((one) => one.personId !== personId);
  const next = personId === presiding || chance.is(0.05) ? (chance.oneOf(others)?.personId ?? null) : null;
  return { meetingId: meeting.id, matterId, personId, substitute, chair: next };
}
