import { existing } from '../../src/kernel/fold.js';
import { type Id, idOf, matterIdOf, meetingIdOf } from '../../src/kernel/identity.js';
import type { MinutesMaterial } from '../../src/documents/minutes-paragraph.js';
import type { NoticeMaterial } from '../../src/documents/notice.js';
import type { SummonsMaterial } from '../../src/documents/summons.js';
import type { SubmittedPoint } from '../../src/matters/decision-point.js';
import type { DecisionData, Vote } from '../../src/meetings/deliberation.js';
import type { Composition, MeetingEvent, SummonedItem } from '../../src/meetings/meeting-event.js';
import { type MinutedParagraph, minutesView } from '../../src/meetings/meeting-view.js';
import { type Meeting, meetingFold } from '../../src/meetings/meeting.js';
import { sampleReport } from './documents-under-test.js';
import { after, board, person } from './given.js';

// A meeting of the sample board with everything that minutes can tell: an amended point, a vote, a reservation, a note
// and a statement, a conflict of interest with a substitute, an adjournment, a § adjusted at once, and a dispatch.

export const meetingId = meetingIdOf(board, '2026-05-27');
const followUp = matterIdOf(board, 'KS 2026/142');
const fee = matterIdOf(board, 'KS 2026/150');

function member(name: string): Id<'Person'> {
  return idOf('Person', name);
}

const [karin, maria, lars, nils, olle, petra, rolf] = ['karin', 'maria', 'lars', 'nils', 'olle', 'petra', 'rolf'].map(
  member,
);

function there(id: Id<'Person'> | undefined): Id<'Person'> {
  if (id === undefined) throw new Error('Each member has a name.');
  return id;
}

const all = [karin, maria, lars, nils, olle].map(there);
const composition: Composition = {
  chair: there(karin),
  viceChairs: [there(maria)],
  members: all,
  substitutes: [there(petra), there(rolf)],
};
const serving = all.map((personId) => ({ personId, inPlaceOf: null }));
const inConflict = [
  ...serving.filter(({ personId }) => personId !== maria),
  { personId: there(petra), inPlaceOf: there(maria) },
];

export const followUpPoints: readonly SubmittedPoint[] = sampleReport().version.points.map(
  ({ number, proposedWording }) => ({
    number,
    subject: { kind: 'OTHER' },
    proposedWording,
  }),
);

const items: readonly [SummonedItem, SummonedItem] = [
  {
    matterId: followUp,
    dnr: 'KS 2026/142',
    title: 'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
    version: 1,
    hash: 'a'.repeat(64),
    points: followUpPoints,
  },
  {
    matterId: fee,
    dnr: 'KS 2026/150',
    title: 'Taxa för 2027',
    version: 2,
    hash: 'b'.repeat(64),
    points: [{ number: 1, subject: { kind: 'OTHER' }, proposedWording: 'Anta taxan för 2027' }],
  },
];

/** Three for, one against and one who abstains. */
export const vote: Vote = {
  calledBy: there(lars),
  yesMeans: 'Bifall till förvaltningens förslag',
  noMeans: 'Avslag',
  yesOutcome: 'APPROVED',
  noOutcome: 'REJECTED',
  yes: [karin, maria, nils].map(there),
  no: [there(lars)],
  abstained: [there(olle)],
  result: 'YES',
  decidedBy: 'MAJORITY',
};

const nothing = { reason: '', motions: [], proposalsPut: [], votes: [], reservations: [], remarks: [] };

function decided(item: SummonedItem, at: number, paragraph: string, changes: Partial<DecisionData> = {}): MeetingEvent {
  const point = item.points[at];
  if (point === undefined) throw new Error('The matter has no such point.');
  const { matterId, dnr, version, hash } = item;
  const { number, subject, proposedWording } = point;
  const told = { paragraph, wording: proposedWording, proposedWording, ...nothing, serving, chair: composition.chair };
  const about = { meetingId, date: '2026-05-27', matterId, dnr, version, hash, number, subject };
  return { type: 'DecisionRecorded', data: { ...about, outcome: 'APPROVED', ...told, ...changes } };
}

const [followUpItem, feeItem] = items;

export function eventsWith(cast: Vote): readonly MeetingEvent[] {
  const attendance = {
    serving,
    notServing: [there(petra)],
    chair: composition.chair,
    others: [{ personId: idOf('Person', 'cecilia'), title: 'controller' }],
    parties: [...all, there(petra)].map((personId, index) => ({ personId, party: ['S', 'C', 'M'][index % 3] ?? '' })),
  };
  const election = { adjusters: [there(karin), there(lars)], date: '2026-06-01', place: 'Kommunkansliet' };
  const put = ['Förvaltningens förslag', 'Avslag'];
  const motions = [{ by: there(lars), outcome: 'REJECTED', wording: 'Behåll aktiviteten', withdrawn: false } as const];
  const reservations = [{ by: there(lars), text: 'Planen behövs redan i år.' }];
  const remarks = [
    { kind: 'NOTE', by: there(maria), text: 'Intranätet bör ses över före sommaren.' } as const,
    { kind: 'STATEMENT', by: there(olle), text: 'Vi hade gärna sett en kostnad.' } as const,
  ];
  const adjustment = { adjusters: election.adjusters, overdue: false, checkpoint: null };
  return [
    {
      type: 'MeetingScheduled',
      data: {
        meetingId,
        boardId: board,
        date: '2026-05-27',
        time: '13:00',
        place: 'Kommunhuset, Stora salen',
        composition,
      },
    },
    {
      type: 'SummonsSent',
      data: {
        meetingId,
        number: 1,
        sentOn: '2026-05-20',
        date: '2026-05-27',
        time: '13:00',
        place: 'Kommunhuset, Stora salen',
        items,
        checkpoint: null,
        hash: 'c'.repeat(64),
      },
    },
    { type: 'MeetingOpened', data: { meetingId, attendance, openedAt: '2026-05-27T13:00', ...election } },
    decided(followUpItem, 0, '87', { proposalsPut: ['Förvaltningens förslag'] }),
    decided(followUpItem, 1, '87', { proposalsPut: put, motions, votes: [cast], reservations, remarks }),
    decided(followUpItem, 2, '87', {
      wording: 'Aktiviteten tas ur verksamhetsplan för 2026 och prövas på nytt i planen för 2027',
    }),
    { type: 'MeetingAdjourned', data: { meetingId, from: '2026-05-27T14:10', until: '2026-05-27T14:25' } },
    {
      type: 'ConflictOfInterestRecorded',
      data: { meetingId, matterId: fee, personId: there(maria), substitute: there(petra), chair: null },
    },
    decided(feeItem, 0, '88', {
      outcome: 'REFERRED_BACK',
      reason: 'Beskriv kostnaden för barnfamiljer.',
      serving: inConflict,
    }),
    { type: 'MeetingClosed', data: { meetingId, closedAt: '2026-05-27T15:20' } },
    {
      type: 'MinutesAdjusted',
      data: { meetingId, number: 1, paragraphs: ['88'], date: '2026-05-27', atOnce: true, ...adjustment },
    },
    {
      type: 'MinutesAdjusted',
      data: { meetingId, number: 2, paragraphs: ['87'], date: '2026-06-01', atOnce: false, ...adjustment },
    },
    {
      type: 'ParagraphDispatched',
      data: { meetingId, paragraph: '87', recipients: ['Kommunfullmäktige', 'Kommunikation'], date: '2026-06-03' },
    },
    {
      type: 'NoticePosted',
      data: {
        meetingId,
        number: 1,
        paragraphs: ['87'],
        date: '2026-06-02',
        lastAppealDay: '2026-06-23',
        overdue: false,
        keptAt: 'Kommunkansliet',
      },
    },
  ];
}

export function meetingAfter(events: readonly MeetingEvent[]): Meeting {
  const happened = events.map((event) => ({ event, actor: person('sara', 'SECRETARY') }));
  return existing(after(meetingFold, ...happened), meetingId);
}

/** The minutes of the meeting with its vote, or with another vote in its place. */
export function sampleMinutes(cast: Vote = vote): MinutesMaterial {
  const { version } = sampleReport();
  const feeVersion = {
    ...version,
    asRead: { title: 'Taxa för 2027', brief: 'Taxan räknas upp.', considerations: '' },
    attachments: [],
    recipients: [],
  };
  return {
    minutes: minutesView(meetingAfter(eventsWith(cast))),
    composition,
    secretary: 'sara',
    versions: new Map([
      [followUp, version],
      [fee, feeVersion],
    ]),
  };
}

/** A paragraph of the sample minutes by its number. */
export function sampleParagraph(paragraph: string): MinutedParagraph {
  const found = sampleMinutes().minutes.paragraphs.find((one) => one.paragraph === paragraph);
  if (found === undefined) throw new Error(`The sample minutes have no § ${paragraph}.`);
  return found;
}

export function sampleNotice(): NoticeMaterial {
  const meeting = meetingAfter(eventsWith(vote));
  const [notice] = meeting.notices;
  if (notice === undefined) throw new Error('The notice is posted.');
  return { minutes: minutesView(meeting), notice, postedBy: 'sara' };
}

export function sampleSummons(): SummonsMaterial {
  const { date, summonses } = meetingAfter(eventsWith(vote));
  const [summons] = summonses;
  if (summons === undefined) throw new Error('The summons is sent.');
  const { version } = sampleReport();
  const summoned = summons.items.map((item) => ({
    ...item,
    content: item.matterId === followUp ? { ...version, hasReport: true } : null,
  }));
  return { date, composition, change: null, summons: { ...summons, items: summoned } };
}
