import { matterOf, pointStruck, untilBeforeBoard, untilReviewed } from '../../test/support/agenda-under-test.js';
import { auditor, by, clerk, controller, type Happened, head, refused, secretary } from '../../test/support/given.js';
import {
  absent,
  adjusted,
  attendance,
  carin,
  chair,
  composition,
  conflicted,
  david,
  decided,
  eva,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  secondItem,
  serving,
  substitute,
  summoned,
  untilClosed,
  viceChair,
} from '../../test/support/meeting-under-test.js';
import { proposalsAfter, wayTo } from '../../test/support/removal-under-test.js';
import { idOf, meetingIdOf } from '../kernel/identity.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import type { Matter } from '../matters/matter.js';
import { decidePoint, type DecidePointData } from './decision.js';
import type { MeetingEvent, SummonedItem } from './meeting-event.js';
import type { Meeting } from './meeting.js';
import { voidAgendaItem } from './scheduling.js';

const [reportPoint, removalPoint] = firstItem.points;
const { matterId } = firstItem;
const matter = matterOf(...untilBeforeBoard(firstItem));
const today = by(secretary, meetingDay);
const asProposed: DecidePointData = {
  meetingId,
  matterId,
  point: 2,
  outcome: 'APPROVED',
  paragraph: '45',
  wording: null,
  reason: '',
  motions: [],
  proposalsPut: [],
  votes: [],
  reservations: [],
  remarks: [],
};

const open = (...events: readonly Happened<MeetingEvent>[]) => meetingAfter(scheduled(), summoned, opened, ...events);

const claimed = proposalsAfter(...wayTo.BEFORE_BOARD).map((proposal) => ({
  ...proposal,
  matter: { matterId, point: 2 },
}));

function deciding(
  changes: Partial<DecidePointData> = {},
  meeting = open(),
  of: Matter | null = matter,
  act = today,
  elsewhere: Meeting[] = [],
) {
  return () =>
    decidePoint({ ...asProposed, ...changes }, meeting, { matter: of, proposals: claimed, others: elsewhere }, act);
}

function firstPoint({ points: [point] }: SummonedItem): SubmittedPoint {
  if (point === undefined) throw new Error('The item has no point.');
  return point;
}

const others = serving.filter(({ personId }) => personId !== carin.personId);

describe('rule 22: each point is decided on its own', () => {
  it('records the decision, the version and the participants', () => {
    const [event] = deciding()();
    expect(event).toEqual({
      type: 'DecisionRecorded',
      data: {
        meetingId,
        date: meetingDay,
        matterId,
        dnr: 'KS 2026/7',
        version: 1,
        hash: firstItem.hash,
        number: 2,
        subject: removalPoint?.subject,
        outcome: 'APPROVED',
        paragraph: '45',
        wording: removalPoint?.proposedWording,
        proposedWording: removalPoint?.proposedWording,
        reason: '',
        motions: [],
        proposalsPut: [],
        votes: [],
        reservations: [],
        remarks: [],
        serving,
        chair: chair.personId,
      },
    });
  });

  it('refers one back and approves the other', () => {
    if (reportPoint === undefined) throw new Error('The item has no first point.');
    const meeting = open(decided(firstItem, reportPoint, '45', { outcome: 'REFERRED_BACK', reason: 'Utred.' }));
    expect(deciding({}, meeting)()).toHaveLength(1);
  });

  it('decides a point once', () => {
    if (removalPoint === undefined) throw new Error('The item has no second point.');
    const meeting = open(decided(firstItem, removalPoint, '45'));
    refused(deciding({}, meeting), 'POINT_DECIDED', { point: 2, outcome: 'APPROVED' });
  });
});

describe('rule 32: the board decides, and the secretary records it', () => {
  it.each([controller, clerk, head, auditor, chair])('refuses every other role', (person) => {
    refused(deciding({}, open(), matter, by(person, meetingDay)), 'FORBIDDEN');
  });

  it('is done while the meeting is open', () => {
    refused(deciding({}, meetingAfter(scheduled(), summoned)), 'MEETING_STATUS', { status: 'SUMMONED' });
    refused(deciding({}, meetingAfter(...untilClosed)), 'MEETING_STATUS', { status: 'CLOSED' });
  });
});

describe('rule 43: a matter of another board', () => {
  it('is refused as if it did not exist', () => {
    const elsewhere = idOf('Matter', 'exempel.bun.dnr-ks-2026-7');
    const there = { ...matter, id: elsewhere };
    refused(deciding({ matterId: elsewhere }, open(), there), 'NOT_FOUND', { id: elsewhere });
    refused(deciding({ matterId: elsewhere }, open(), null), 'NOT_FOUND', { id: elsewhere });
  });
});

describe('rule 22: a point that the meeting has decided', () => {
  it('is refused as decided, whether its matter has recorded the decision or not', () => {
    const [first] = firstItem.points;
    if (first === undefined) throw new Error('The matter has a point.');
    const meeting = open(decided(firstItem, first, '45', { outcome: 'REJECTED' }));
    const again = { point: first.number, outcome: 'APPROVED' as const };
    for (const status of ['BEFORE_BOARD', 'DECIDED'] as const) {
      const details = { point: first.number, outcome: 'REJECTED' };
      refused(deciding(again, meeting, { ...matter, status }), 'POINT_DECIDED', details);
    }
  });
});

describe('rule 80: a § is a number that a board takes once a year', () => {
  const atMay = { ...open(decided(secondItem, firstPoint(secondItem), '90')), date: '2026-05-04' };

  it.each([
    ['90', '90'],
    ['090', '90'],
    ['90.', '90'],
    ['§ 90', '90'],
    ['90 a', '90 a'],
    ['90 A', '90 a'],
    ['90a', '90 a'],
    ['§090A.', '90 a'],
  ])('records %s as § %s', (paragraph, number) => {
    expect(deciding({ paragraph })()).toMatchObject([{ data: { paragraph: number } }]);
  });

  it.each(['nittio', '0', '§', '90 ab', '90-91', 'KS 90', '1234567'])('refuses %s, which is no number', (paragraph) => {
    refused(deciding({ paragraph }), 'PARAGRAPH_NOT_A_NUMBER', { paragraph });
  });

  it.each(['90', '090', '§ 90.'])('refuses %s when another meeting of the year has § 90', (paragraph) => {
    refused(deciding({ paragraph }, open(), matter, today, [atMay]), 'PARAGRAPH_TAKEN', {
      ...{ paragraph: '90', date: '2026-05-04' },
    });
    expect(deciding({ paragraph: '90 a' }, open(), matter, today, [atMay])()).toHaveLength(1);
  });

  it('keeps the spelling that the minutes have from before there was one', () => {
    const before = open(decided(firstItem, firstPoint(firstItem), '090'));
    expect(deciding({ paragraph: '90' }, before)()).toMatchObject([{ data: { paragraph: '090' } }]);
    refused(deciding({ paragraph: '90' }, open(decided(secondItem, firstPoint(secondItem), '090'))), 'PARAGRAPH_TAKEN');
  });
});

describe('rule 26: the board decides only what was summoned', () => {
  it('refuses a matter that is not on the summons, unless the board has added it', () => {
    const late = { ...asProposed, matterId: lateItem.matterId, point: 1 };
    const before = matterOf(...untilBeforeBoard(lateItem));
    refused(
      () => decidePoint(late, open(), { matter: before, proposals: [], others: [] }, today),
      'POINT_NOT_BEFORE_BOARD',
    );
    const added = decidePoint(
      { ...late, paragraph: '46' },
      open(matterAdded()),
      { matter: before, proposals: [], others: [] },
      today,
    );
    expect(added).toHaveLength(1);
  });

  it('refuses another version than the summoned one', () => {
    const other = matterOf(...untilBeforeBoard({ ...firstItem, hash: 'd'.repeat(64) }));
    refused(deciding({}, open(), other), 'POINT_NOT_BEFORE_BOARD', { point: 2 });
  });

  it('refuses a matter that has not come to the board, or is before another meeting', () => {
    refused(deciding({}, open(), matterOf(...untilReviewed(firstItem))), 'POINT_NOT_BEFORE_BOARD');
    const elsewhere = matterOf(...untilBeforeBoard(firstItem, meetingIdOf(idOf('Board', 'exempel.ks'), '2026-06-08')));
    refused(deciding({}, open(), elsewhere), 'POINT_NOT_BEFORE_BOARD');
  });

  it('refuses a point that does not exist, or that was struck because its proposal could not be claimed', () => {
    refused(deciding({ point: 7 }), 'NOT_FOUND');
    const struck = matterOf(...untilBeforeBoard(firstItem), pointStruck(firstItem, 2));
    refused(deciding({}, open(), struck), 'POINT_NOT_BEFORE_BOARD');
  });

  it('refuses an agenda item that a concurrent change voided', () => {
    const [event] = voidAgendaItem(
      { meetingId, matterId, point: null },
      open(),
      by({ kind: 'system', personId: 'system', municipalityId: secretary.municipalityId }, meetingDay),
    );
    if (event === undefined) throw new Error('Nothing was taken off.');
    refused(deciding({}, open({ actor: secretary, event })), 'POINT_NOT_BEFORE_BOARD');
  });
});

describe('rule 26: a proposal is before the board when it is decided', () => {
  it.each(['REVIEWED', 'IN_REVIEW', 'WITHDRAWN'] as const)('is refused while it is %s', (status) => {
    const proposals = proposalsAfter(...wayTo[status]);
    refused(() => decidePoint(asProposed, open(), { matter, proposals, others: [] }, today), 'POINT_NOT_BEFORE_BOARD', {
      point: 2,
    });
  });

  it('is refused when another matter has it', () => {
    const proposals = claimed.map((proposal) => ({ ...proposal, matter: { matterId: secondItem.matterId, point: 2 } }));
    refused(() => decidePoint(asProposed, open(), { matter, proposals, others: [] }, today), 'POINT_NOT_BEFORE_BOARD');
    const otherPoint = claimed.map((proposal) => ({ ...proposal, matter: { matterId, point: 1 } }));
    refused(
      () => decidePoint(asProposed, open(), { matter, proposals: otherPoint, others: [] }, today),
      'POINT_NOT_BEFORE_BOARD',
    );
  });
});

describe('rule 23: referring a point back', () => {
  it('is refused without a reason', () => {
    refused(deciding({ outcome: 'REFERRED_BACK', reason: ' ' }), 'REASON_MISSING');
    expect(deciding({ outcome: 'REFERRED_BACK', reason: 'Utred kostnaden.' })()).toHaveLength(1);
  });
});

describe('rule 27: an amended wording is recorded beside the proposed one', () => {
  it('approves something other than the proposal', () => {
    const wording = 'Aktiviteten tas ur planen och förs in i planen för 2027';
    const [event] = deciding({ wording })();
    expect(event).toMatchObject({ data: { wording, proposedWording: removalPoint?.proposedWording } });
  });

  it('is refused for another outcome, and when it is blank', () => {
    refused(deciding({ wording: 'Något annat', outcome: 'REJECTED' }), 'WORDING_NEEDS_APPROVAL');
    refused(deciding({ wording: ' ' }), 'TEXT_MISSING', { field: 'wording' });
  });
});

describe('rule 28: half or fewer of the members decide nothing', () => {
  it('is refused when too few serve', () => {
    const few = { ...attendance, serving: serving.slice(0, 2) };
    const meeting = open({
      actor: secretary,
      event: { type: 'AttendanceRecorded', data: { meetingId, attendance: few } },
    });
    refused(deciding({}, meeting), 'NO_QUORUM', { serving: 2, members: 5 });
  });

  it('rule 29: counts a member in conflict as absent', () => {
    const three = { ...attendance, serving: serving.slice(0, 3) };
    const without = { matterId, personId: carin.personId, substitute: null, chair: null };
    const meeting = open(
      { actor: secretary, event: { type: 'AttendanceRecorded', data: { meetingId, attendance: three } } },
      { actor: secretary, event: { type: 'ConflictOfInterestRecorded', data: { meetingId, ...without } } },
    );
    refused(deciding({}, meeting), 'NO_QUORUM', { serving: 2, members: composition.members.length });
  });
});

describe('rule 29: a member in conflict takes no part', () => {
  const meeting = open(conflicted());
  const withSubstitute = [...others, { personId: idOf('Person', 'filip'), inPlaceOf: carin.personId }];
  const vote = {
    calledBy: null,
    yesMeans: 'Bifall',
    noMeans: 'Avslag',
    yesOutcome: 'APPROVED',
    noOutcome: 'REJECTED',
    yes: withSubstitute.slice(0, 3).map(({ personId }) => personId),
    no: withSubstitute.slice(3).map(({ personId }) => personId),
    abstained: [],
  } as const;

  it('leaves the decision to the others and the substitute', () => {
    const [event] = deciding({ votes: [vote] }, meeting)();
    expect(event).toMatchObject({ data: { serving: withSubstitute, votes: [{ result: 'YES' }] } });
  });

  it('refuses their vote, their motion and their reservation', () => {
    const theirs = { ...vote, no: [...vote.no, carin.personId] };
    refused(deciding({ votes: [theirs] }, meeting), 'VOTES_DO_NOT_ADD_UP', { extra: ['carin'] });
    const motion = { by: carin.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: false } as const;
    refused(deciding({ motions: [motion] }, meeting), 'NOT_SERVING', { personId: 'carin' });
    const reservation = { by: carin.personId, text: '' };
    refused(deciding({ reservations: [reservation] }, meeting), 'RESERVATION_NOT_ALLOWED', { personId: 'carin' });
  });

  it('needs another person to preside', () => {
    const data = { meetingId, matterId, personId: chair.personId, substitute: null, chair: null };
    const chairless = open({ actor: secretary, event: { type: 'ConflictOfInterestRecorded', data } });
    refused(deciding({}, chairless), 'CHAIR_MISSING');
  });
});

describe('rule 31: the decision is the result of the vote', () => {
  const tie = {
    calledBy: null,
    yesMeans: 'Bifall',
    noMeans: 'Avslag',
    yesOutcome: 'APPROVED',
    noOutcome: 'REJECTED',
    yes: [chair.personId, viceChair.personId],
    no: [carin.personId, david.personId],
    abstained: [eva.personId],
  } as const;

  it("records the tie and that the chair's vote decided", () => {
    const motion = { by: david.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: false } as const;
    const reservation = { by: david.personId, text: 'Till förmån för avslag.' };
    const given = { votes: [tie], motions: [motion], reservations: [reservation], proposalsPut: ['Bifall', 'Avslag'] };
    const [event] = deciding(given)();
    expect(event).toMatchObject({
      data: { ...given, votes: [{ ...tie, result: 'YES', decidedBy: 'CHAIR' }] },
    });
  });

  it('refuses another outcome', () => {
    refused(deciding({ votes: [tie], outcome: 'REJECTED' }), 'VOTE_AGAINST_OUTCOME');
  });
});

describe('rule 131: notes and separate statements', () => {
  const note = { kind: 'NOTE', by: carin.personId, text: 'Underlaget kom sent.' } as const;

  it('stand in the decision, by anybody who is present', () => {
    const statement = { kind: 'STATEMENT', by: substitute.personId, text: 'Frågan behöver följas upp.' } as const;
    expect(deciding({ remarks: [note, statement] })()).toMatchObject([{ data: { remarks: [note, statement] } }]);
  });

  it('are refused from somebody who was absent or has a conflict of interest in the matter, and without a text', () => {
    refused(deciding({ remarks: [{ ...note, by: absent.personId }] }), 'REMARK_NOT_ALLOWED', { personId: 'gun' });
    refused(deciding({ remarks: [note] }, open(conflicted())), 'REMARK_NOT_ALLOWED', { personId: 'carin' });
    expect(deciding({ remarks: [note] }, open(conflicted(carin, secondItem.matterId)))()).toHaveLength(1);
    refused(deciding({ remarks: [{ ...note, text: ' ' }] }), 'TEXT_MISSING', { field: 'remarks' });
  });
});

describe('rule 39: a § is about one matter and is closed when it is adjusted', () => {
  it('refuses the § of another matter, or of the decision to take one up', () => {
    const [other] = secondItem.points;
    if (other === undefined) throw new Error('The item has no point.');
    refused(deciding({}, open(decided(secondItem, other, '45'))), 'PARAGRAPH_TAKEN', { paragraph: '45' });
    refused(deciding({}, open(matterAdded('45'))), 'PARAGRAPH_TAKEN');
  });

  it('refuses a § that has been adjusted at once', () => {
    if (reportPoint === undefined) throw new Error('The item has no first point.');
    const meeting = open(decided(firstItem, reportPoint, '45'), adjusted(['45'], meetingDay));
    refused(deciding({}, meeting), 'PARAGRAPH_STATUS', { paragraph: '45', status: 'ADJUSTED' });
  });

  it('refuses a blank one', () => {
    refused(deciding({ paragraph: ' ' }), 'TEXT_MISSING', { field: 'paragraph' });
  });
});
