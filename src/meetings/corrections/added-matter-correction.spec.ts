import { matterOf, untilSubmitted } from '../../../test/support/agenda-under-test.js';
import { by, clerk, refused, secretary } from '../../../test/support/given.js';
import {
  addedIn,
  adjusted,
  carin,
  closed,
  conflictCorrected,
  conflicted,
  decided,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  untilDecided,
  withdrawnFrom,
} from '../../../test/support/meeting-under-test.js';
import { actOf, toldBy } from '../../../test/support/permitted-under-test.js';
import { idOf } from '../../kernel/identity.js';
import { minutesView } from '../meeting-view.js';
import type { Meeting } from '../meeting.js';
import { paragraphsOf } from '../paragraph.js';
import { guardsOfParagraph } from '../permitted/meeting-permitted.js';
import { addMatterAtMeeting } from '../proceedings.js';
import { correctAddedMatter, type CorrectAddedMatterData, withdrawAddedMatter } from './added-matter-correction.js';

const { matterId } = lateItem;
const way = [...untilDecided, matterAdded('44')];
const added = meetingAfter(...way);

function correct(given: Partial<CorrectAddedMatterData> = {}, meeting: Meeting = added, others: Meeting[] = []) {
  const right = { meetingId, matterId, paragraph: '§ 47', reason: 'Fel paragraf.' };
  return correctAddedMatter({ ...right, ...given }, meeting, others, by(secretary, '2026-05-12'));
}

describe('rule 167: the § of a matter that the board took up at the meeting', () => {
  it('is corrected while the meeting goes on and after it', () => {
    const data = { meetingId, matterId, paragraph: '47', reason: 'Fel paragraf.' };
    expect(correct()).toEqual([{ type: 'AddedMatterCorrected', data }]);
    expect(correct({}, meetingAfter(...way, closed))).toHaveLength(1);
    expect(paragraphsOf(meetingAfter(...way, addedIn('47')))).toEqual(['45', '46', '47']);
    // Rule 169: the minutes say it.
    expect(meetingAfter(...way, addedIn('47')).correctedAt).not.toBeNull();
    expect(added.correctedAt).toBeNull();
  });

  it('rules 39 and 80: is judged like a new one', () => {
    refused(() => correct({ paragraph: '45' }), 'PARAGRAPH_TAKEN', { paragraph: '45', date: meetingDay });
    refused(() => correct({ paragraph: 'sju' }), 'PARAGRAPH_NOT_A_NUMBER');
    refused(() => correct({ paragraph: '' }), 'TEXT_MISSING');
    const elsewhere = meetingAfter(...untilDecided, matterAdded('47'));
    refused(() => correct({}, added, [elsewhere]), 'PARAGRAPH_TAKEN');
    expect(correct({ paragraph: '44' }, meetingAfter(...way, addedIn('47')))).toHaveLength(1);
  });

  it('is refused without a reason, and when nothing differs', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({ paragraph: '§ 044' }), 'NOTHING_CORRECTED');
  });

  it('is refused for a matter that was summoned, and for one that the meeting does not have', () => {
    refused(() => correct({ matterId: firstItem.matterId }), 'MATTER_NOT_ADDED');
    refused(() => correct({}, meetingAfter(...untilDecided)), 'MATTER_NOT_ADDED');
  });

  it('stays when it is adjusted, and the reader is told so beforehand', () => {
    const meeting = meetingAfter(...way, adjusted(['44'], '2026-05-12'));
    refused(() => correct({}, meeting), 'PARAGRAPH_ADJUSTED', { paragraph: '44', date: '2026-05-12' });
    expect(correct({}, meetingAfter(...way, adjusted(['45'], '2026-05-12')))).toHaveLength(1);
    const told = (at: Meeting, paragraph = '44') =>
      toldBy(guardsOfParagraph({ meetingId, paragraph }, at, actOf('a secretary', '2026-05-12')), 'correctAddedMatter');
    expect(told(meeting)).toMatch(/^PARAGRAPH_ADJUSTED/);
    expect(told(added)).toBe('accepted');
    expect(told(added, '45')).toBe('not told');
  });
});

describe('rule 171: a matter that the board did not take up', () => {
  const act = by(secretary, meetingDay);
  const reason = 'Fel ärende.';
  const withdraw = (meeting: Meeting = added, given = { meetingId, matterId, reason }) =>
    withdrawAddedMatter(given, meeting, act);
  const withdrawn = meetingAfter(...way, withdrawnFrom('44'));

  it('is taken off again with a reason, while the meeting goes on and after it', () => {
    const data = { meetingId, matterId, paragraph: '44', reason };
    expect(withdraw()).toEqual([{ type: 'AddedMatterWithdrawn', data }]);
    expect(withdraw(meetingAfter(...way, addedIn('47'), closed))).toMatchObject([{ data: { paragraph: '47' } }]);
    expect(withdrawn.agenda).toContainEqual({ matterId, state: 'WITHDRAWN', paragraph: '44' });
    expect(paragraphsOf(withdrawn)).toEqual(['45', '46']);
    const { paragraphs, withdrawn: numbers } = minutesView(withdrawn);
    expect([paragraphs.map(({ paragraph }) => paragraph), numbers]).toEqual([['45', '46'], ['44']]);
    refused(() => withdraw(added, { meetingId, matterId, reason: ' ' }), 'REASON_MISSING');
  });

  it('is refused when nothing was taken up, or no longer is', () => {
    refused(() => withdraw(added, { meetingId, matterId: firstItem.matterId, reason }), 'MATTER_NOT_ADDED');
    refused(() => withdraw(withdrawn), 'MATTER_NOT_ADDED');
  });

  it('stays when its § is adjusted', () => {
    const meeting = meetingAfter(...way, adjusted(['44'], '2026-05-12'));
    refused(() => withdraw(meeting), 'PARAGRAPH_ADJUSTED', { paragraph: '44', date: '2026-05-12' });
    expect(withdraw(meetingAfter(...way, adjusted(['45'], '2026-05-12')))).toHaveLength(1);
  });

  it('stays when the board has decided a point of it', () => {
    const [point] = lateItem.points;
    if (point === undefined) throw new Error('The matter has no point.');
    const meeting = meetingAfter(...way, decided(lateItem, point, '47'));
    refused(() => withdraw(meeting), 'POINT_DECIDED', { point: 1, outcome: 'APPROVED' });
  });

  it('stays while a conflict of interest in it is recorded', () => {
    const conflict = conflicted(carin, matterId);
    refused(() => withdraw(meetingAfter(...way, conflict)), 'CONFLICT_IN_MATTER');
    expect(withdraw(meetingAfter(...way, conflicted()))).toHaveLength(1);
    expect(withdraw(meetingAfter(...way, conflict, conflictCorrected(null, matterId)))).toHaveLength(1);
  });

  it('leaves its § withdrawn: nothing else of the year gets the number', () => {
    const used = { paragraph: '44', date: meetingDay };
    const another = meetingAfter(...untilDecided, matterAdded('47'));
    refused(() => correct({ paragraph: '§ 044' }, another, [withdrawn]), 'PARAGRAPH_WITHDRAWN', used);
    const other = {
      matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-10'),
      state: 'WITHDRAWN',
      paragraph: '44',
    } as const;
    const both = { ...another, agenda: [...another.agenda, other] };
    refused(() => correct({ paragraph: '44' }, both), 'PARAGRAPH_WITHDRAWN', used);
    expect(correct({ paragraph: '48' }, both, [withdrawn])).toHaveLength(1);
  });

  it('can be taken up after all, in its own § or in another, which frees the number', () => {
    const late = matterOf(...untilSubmitted(lateItem));
    const take = (paragraph: string) =>
      addMatterAtMeeting({ meetingId, matterId, paragraph }, withdrawn, { matter: late, others: [] }, act);
    expect(take('44')).toMatchObject([{ data: { paragraph: '44' } }]);
    expect(take('47')).toMatchObject([{ data: { paragraph: '47' } }]);
    const other = meetingAfter(...untilDecided, matterAdded('50'));
    const free = meetingAfter(...way, withdrawnFrom('44'), matterAdded('47'));
    expect(correct({ paragraph: '44' }, other, [free])).toHaveLength(1);
  });

  it('is taken off by the secretary alone, who is told beforehand', () => {
    refused(() => withdrawAddedMatter({ meetingId, matterId, reason }, added, by(clerk)), 'FORBIDDEN');
    const told = (at: Meeting) => {
      const guards = guardsOfParagraph({ meetingId, paragraph: '44' }, at, actOf('a secretary', '2026-05-12'));
      return toldBy(guards, 'withdrawAddedMatter');
    };
    expect(told(added)).toBe('accepted');
    expect(told(meetingAfter(...way, conflicted(carin, matterId)))).toMatch(/^CONFLICT_IN_MATTER/);
    expect(told(withdrawn)).toBe('not told');
  });
});
