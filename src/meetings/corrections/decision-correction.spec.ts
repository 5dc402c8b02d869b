import { by, type Happened, refused, secretary, system } from '../../../test/support/given.js';
import {
  adjusted,
  approving,
  carin,
  chair,
  david,
  decided,
  decisionCorrected,
  eva,
  firstItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  secondItem,
  serving,
  summoned,
  untilClosed,
  untilDecided,
  viceChair,
} from '../../../test/support/meeting-under-test.js';
import {
  decisionCorrected as correctedInMatter,
  matterAfter,
  pointDecided,
  referredBack,
  report as reportSubject,
  summonedMatter,
  wordingOf,
} from '../../../test/support/matter-under-test.js';
import { recorded } from '../../../test/support/given.js';
import { streamOf } from '../../kernel/fold.js';
import { correctPointDecision } from '../../matters/matter-before-board.js';
import type { EntryData } from '../decision.js';
import type { MeetingEvent } from '../meeting-event.js';
import { correctDecisions } from '../meeting-reactions.js';
import { meetingView, minutesView } from '../meeting-view.js';
import { meetingFold } from '../meeting.js';
import { correctDecision, type CorrectDecisionData } from './decision-correction.js';

const { matterId } = firstItem;
const [report, removal] = firstItem.points;
const [other] = secondItem.points;
if (report === undefined || removal === undefined || other === undefined) throw new Error('A point is missing.');
const act = by(secretary, meetingDay);
const asEntered: EntryData = { ...approving, paragraph: '45' };
const reason = 'Skrivfel.';
const open = [scheduled(), summoned, opened];

function correcting(
  entry: Partial<EntryData>,
  meeting = meetingAfter(...untilDecided),
  given: Partial<CorrectDecisionData> = {},
) {
  return () =>
    correctDecision(
      { meetingId, matterId, point: 1, entry: { ...asEntered, ...entry }, reason, ...given },
      meeting,
      [],
      act,
    );
}

const ids = (...people: readonly (typeof chair)[]) => people.map(({ personId }) => personId);
const vote = {
  calledBy: carin.personId,
  yesMeans: 'Bifall',
  noMeans: 'Avslag',
  yesOutcome: 'APPROVED',
  noOutcome: 'REJECTED',
  yes: ids(chair, viceChair, eva),
  no: ids(carin, david),
  abstained: [],
} as const;
const counted = { ...vote, result: 'YES', decidedBy: 'MAJORITY' } as const;

describe('Correcting the entry of a decision', () => {
  it('rule 133: replaces the entry, keeps outcome and who took part, and shows what it was with the reason', () => {
    const remarks = [{ kind: 'NOTE', by: eva.personId, text: 'Underlaget kom sent.' }] as const;
    const entry = {
      paragraph: '47',
      wording: 'Godkänna redovisningen',
      reason: 'Enligt förslaget.',
      votes: [vote],
      remarks,
    };
    const expected = { ...entry, votes: [counted] };
    const events = correcting(entry)();
    expect(events).toEqual([decisionCorrected(firstItem, report, '47', expected).event]);
    const after = meetingAfter(...untilDecided, decisionCorrected(firstItem, report, '47', expected));
    const before = { paragraph: '45', wording: report.proposedWording, reason: '', votes: [], remarks: [] };
    const corrected = { reason, by: 'sven', at: expect.any(String) };
    expect(meetingView(after).decisions[0]).toMatchObject({
      ...{ ...expected, outcome: 'APPROVED', serving, chair: chair.personId },
      earlier: [{ entry: before, corrected }],
    });
    expect(minutesView(after).paragraphs.map(({ paragraph }) => paragraph)).toEqual(['45', '46', '47']);
    expect(minutesView(after).paragraphs[2]?.decisions[0]).not.toHaveProperty('earlier');
  });

  it('rule 133: is accepted after the closing too, until the § is adjusted', () => {
    expect(correcting({ reason: 'Enligt förslaget.' }, meetingAfter(...untilClosed))()).toHaveLength(1);
    const over = meetingAfter(...untilClosed, adjusted(['45'], '2026-05-13'));
    const refusal = { paragraph: '45', date: '2026-05-13' };
    refused(correcting({ reason: 'Enligt förslaget.' }, over), 'PARAGRAPH_ADJUSTED', refusal);
    const toAdjusted = correcting({ paragraph: '45' }, over, { matterId: secondItem.matterId });
    refused(toAdjusted, 'PARAGRAPH_TAKEN', { paragraph: '45' });
  });

  it('rule 133: judges votes, motions, reservations and remarks anew, by the outcome and those who took part', () => {
    const no = { ...vote, yes: vote.no, no: vote.yes };
    refused(correcting({ votes: [no] }), 'VOTE_AGAINST_OUTCOME', { voted: 'REJECTED', outcome: 'APPROVED' });
    refused(correcting({ votes: [{ ...vote, yes: ids(chair) }] }), 'VOTES_DO_NOT_ADD_UP');
    refused(correcting({ votes: [vote], reservations: [{ by: eva.personId, text: '' }] }), 'RESERVATION_BY_WINNER');
    const others = decided(firstItem, report, '45', { serving: serving.slice(0, 4) });
    const motion = { by: eva.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: false } as const;
    refused(correcting({ motions: [motion] }, meetingAfter(...open, others)), 'NOT_SERVING', { personId: 'eva' });
  });

  it('rules 27, 39 and 80: judges the wording and the § anew', () => {
    const second = { matterId: secondItem.matterId };
    refused(
      correcting({ paragraph: '46', wording: 'Anta en annan taxa' }, undefined, second),
      'WORDING_NEEDS_APPROVAL',
    );
    refused(correcting({ wording: ' ' }), 'TEXT_MISSING', { field: 'wording' });
    refused(correcting({ paragraph: '46' }), 'PARAGRAPH_TAKEN', { paragraph: '46' });
    refused(correcting({ paragraph: '44' }, meetingAfter(...untilDecided, matterAdded('44'))), 'PARAGRAPH_TAKEN');
    const elsewhere = meetingAfter(...open, decided(firstItem, report, '50'));
    const given = { meetingId, matterId, point: 1, entry: { ...asEntered, paragraph: '50' }, reason };
    const taken = () => correctDecision(given, meetingAfter(...untilDecided), [elsewhere], act);
    refused(taken, 'PARAGRAPH_TAKEN', { paragraph: '50' });
  });

  it('rules 23 and 133: refuses it without a reason, and a referral back without the reason of the board', () => {
    refused(correcting({ paragraph: '47' }, undefined, { reason: ' ' }), 'REASON_MISSING');
    const back = meetingAfter(
      ...open,
      decided(firstItem, report, '45', { outcome: 'REFERRED_BACK', reason: 'Utred.' }),
    );
    refused(correcting({}, back), 'REASON_MISSING');
    expect(correcting({ reason: 'Utred kostnaden.' }, back)()).toHaveLength(1);
  });

  it('rule 133: refuses it when nothing differs, and of a point that the board has not decided', () => {
    refused(correcting({}), 'NOTHING_CORRECTED');
    refused(correcting({}, meetingAfter(...open)), 'POINT_UNDECIDED', { point: 1 });
    refused(correcting({}, meetingAfter(scheduled())), 'MEETING_STATUS');
  });

  it('rule 133: keeps the § and the reason by which a removal was settled', () => {
    const ofRemoval = { point: 2 };
    const moved = correcting({ paragraph: '47', wording: removal.proposedWording }, undefined, ofRemoval);
    refused(moved, 'DECISION_CARRIED_OUT', { paragraph: '45' });
    refused(
      correcting({ wording: removal.proposedWording, reason: 'Nytt.' }, undefined, ofRemoval),
      'DECISION_CARRIED_OUT',
    );
    expect(correcting({ wording: removal.proposedWording, votes: [vote] }, undefined, ofRemoval)()).toHaveLength(1);
  });

  it('rule 133: holds when it is corrected again', () => {
    const corrections: readonly Happened<MeetingEvent>[] = [
      decisionCorrected(firstItem, report, '47'),
      decisionCorrected(firstItem, report, '48'),
    ];
    const [first] = meetingAfter(...untilDecided, ...corrections).decisions;
    expect(first?.earlier.map(({ entry }) => entry.paragraph)).toEqual(['45', '47']);
  });
});

describe('The matter of a corrected decision', () => {
  const about = { meetingId, matterId, number: 1, paragraph: '47', wording: 'Godkänna', reason: '' };
  const decidedMatter = [...summonedMatter, pointDecided(1, reportSubject, 'APPROVED')];

  it('rule 133: is told of the §, the wording and the reason', () => {
    const { event } = decisionCorrected(firstItem, report, '47', { wording: 'Godkänna' });
    const inMeeting = { ...recorded(event, 0, secretary), stream: streamOf(meetingFold, meetingId) };
    expect(correctDecisions.react(inMeeting, null).map(({ data }) => data)).toEqual([about]);
    const matter = matterAfter(...decidedMatter);
    expect(correctPointDecision(about, matter, by(system))).toEqual([correctedInMatter(1, '47', 'Godkänna').event]);
    const after = matterAfter(...decidedMatter, correctedInMatter(1, '47', 'Godkänna'));
    expect(after.points[0]?.decisions).toMatchObject([{ outcome: 'APPROVED', paragraph: '47', wording: 'Godkänna' }]);
    expect(after.status).toBe(matter.status);
  });

  it('rule 133: is told once, and of its own decision alone', () => {
    const same = { ...about, paragraph: '45', wording: wordingOf(reportSubject) };
    expect(correctPointDecision(same, matterAfter(...decidedMatter), by(system))).toEqual([]);
    expect(correctPointDecision(about, matterAfter(...summonedMatter), by(system))).toEqual([]);
    expect(correctPointDecision(about, matterAfter(...referredBack), by(system))).toHaveLength(1);
    refused(() => correctPointDecision(about, matterAfter(...decidedMatter), by(secretary)), 'FORBIDDEN');
  });
});
