import { by, refused, secretary } from '../../../test/support/given.js';
import {
  addedIn,
  adjusted,
  closed,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  untilDecided,
} from '../../../test/support/meeting-under-test.js';
import { actOf, toldBy } from '../../../test/support/permitted-under-test.js';
import type { Meeting } from '../meeting.js';
import { paragraphsOf } from '../paragraph.js';
import { guardsOfParagraph } from '../permitted/meeting-permitted.js';
import { correctAddedMatter, type CorrectAddedMatterData } from './added-matter-correction.js';

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
