import { type Happened, secretary } from '../../test/support/given.js';
import {
  chair,
  decided,
  eva,
  firstItem,
  meetingId,
  opened,
  scheduled,
  summoned,
  takenDown,
  untilAdjusted,
  untilClosed,
  untilNoticed,
} from '../../test/support/meeting-under-test.js';
import { pointOf, type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type MeetingDataOf, type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

const untilOpen = [scheduled(), summoned, opened];
const report = pointOf(firstItem, 1);

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

function adjustedAs(data: Partial<MeetingDataOf<'MinutesAdjusted'>>): Happened<MeetingEvent> {
  const adjusters = [chair.personId, eva.personId];
  const about = { meetingId, number: 1, paragraphs: ['45'], adjusters, date: '2026-05-12', atOnce: false };
  return bySecretary({ type: 'MinutesAdjusted', data: { ...about, overdue: false, checkpoint: null, ...data } });
}

const lateNotice = bySecretary({
  type: 'NoticePosted',
  data: { meetingId, number: 1, paragraphs: ['46'], date: '2026-05-18', lastAppealDay: '2026-06-08', overdue: true },
});

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'rule 36: minutes that were adjusted in time',
    events: untilAdjusted,
    sv: {
      did: 'antecknade att anna och eva den 13 maj 2026 justerade §§ 45 och 46 från sammanträdet den 11 maj 2026',
      changes: [
        ['§ 45', 'beslutad', 'justerad'],
        ['§ 45, justering', null, 'den 13 maj 2026 av anna och eva'],
        ['§ 46', 'beslutad', 'justerad'],
        ['§ 46, justering', null, 'den 13 maj 2026 av anna och eva'],
      ],
    },
    en: {
      did: 'recorded that on 13 May 2026 anna and eva adjusted §§ 45 and 46 of the meeting on 11 May 2026',
      changes: [
        ['§ 45', 'decided', 'adjusted'],
        ['§ 45, adjustment', null, 'on 13 May 2026 by anna and eva'],
        ['§ 46', 'decided', 'adjusted'],
        ['§ 46, adjustment', null, 'on 13 May 2026 by anna and eva'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 39: a § that was adjusted at once',
    events: [
      ...untilOpen,
      decided(firstItem, report, '45'),
      adjustedAs({
        atOnce: true,
        date: '2026-05-11',
        checkpoint: { origin: 'tertial.example.se', size: 83, root: 'aGVq' },
      }),
    ],
    sv: {
      did: 'antecknade att anna och eva den 11 maj 2026 omedelbart justerade § 45 från sammanträdet den 11 maj 2026, med loggens kontrollpunkt för 83 händelser (aGVq)',
      changes: [
        ['§ 45', 'beslutad', 'justerad'],
        ['§ 45, justering', null, 'den 11 maj 2026 av anna och eva'],
      ],
    },
    en: {
      did: "recorded that on 11 May 2026 anna and eva adjusted § 45 of the meeting on 11 May 2026 at once, stating the log's checkpoint of 83 events (aGVq)",
      changes: [
        ['§ 45', 'decided', 'adjusted'],
        ['§ 45, adjustment', null, 'on 11 May 2026 by anna and eva'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 36: minutes that were adjusted too late',
    events: [
      ...untilClosed,
      adjustedAs({
        overdue: true,
        date: '2026-05-26',
        adjusters: [eva.personId],
      }),
    ],
    sv: {
      did: 'antecknade att eva den 26 maj 2026 justerade § 45 från sammanträdet den 11 maj 2026, senare än fjorton dagar efter sammanträdet',
      changes: [
        ['§ 45', 'beslutad', 'justerad'],
        ['§ 45, justering', null, 'den 26 maj 2026 av eva'],
      ],
    },
    en: {
      did: 'recorded that on 26 May 2026 eva adjusted § 45 of the meeting on 11 May 2026, later than fourteen days after the meeting',
      changes: [
        ['§ 45', 'decided', 'adjusted'],
        ['§ 45, adjustment', null, 'on 26 May 2026 by eva'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 38: a notice',
    events: untilNoticed,
    sv: {
      did: 'anslog den 14 maj 2026 justeringen av §§ 45 och 46 från sammanträdet den 11 maj 2026, med den 4 juni 2026 som sista dag att överklaga',
      changes: [
        ['§ 45', 'justerad', 'anslagen'],
        ['§ 45, anslag', null, 'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026'],
        ['§ 46', 'justerad', 'anslagen'],
        ['§ 46, anslag', null, 'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026'],
      ],
    },
    en: {
      did: 'posted on 14 May 2026 the notice of §§ 45 and 46 of the meeting on 11 May 2026, with 4 June 2026 as the last day to appeal',
      changes: [
        ['§ 45', 'adjusted', 'noticed'],
        ['§ 45, notice', null, 'posted on 14 May 2026, last day to appeal 4 June 2026'],
        ['§ 46', 'adjusted', 'noticed'],
        ['§ 46, notice', null, 'posted on 14 May 2026, last day to appeal 4 June 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'a notice that was posted too late',
    events: [...untilAdjusted, lateNotice],
    sv: {
      did: 'anslog den 18 maj 2026 justeringen av § 46 från sammanträdet den 11 maj 2026, senare än två dagar efter justeringen, med den 8 juni 2026 som sista dag att överklaga',
      changes: [
        ['§ 46', 'justerad', 'anslagen'],
        ['§ 46, anslag', null, 'anslaget den 18 maj 2026, sista dag att överklaga den 8 juni 2026'],
      ],
    },
    en: {
      did: 'posted on 18 May 2026 the notice of § 46 of the meeting on 11 May 2026, later than two days after the adjustment, with 8 June 2026 as the last day to appeal',
      changes: [
        ['§ 46', 'adjusted', 'noticed'],
        ['§ 46, notice', null, 'posted on 18 May 2026, last day to appeal 8 June 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'a notice that was taken down',
    events: [...untilNoticed, takenDown('2026-06-05')],
    sv: {
      did: 'tog den 5 juni 2026 ned anslaget om §§ 45 och 46 från sammanträdet den 11 maj 2026',
      changes: [
        [
          '§ 45, anslag',
          'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026',
          'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026, nedtaget den 5 juni 2026',
        ],
        [
          '§ 46, anslag',
          'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026',
          'anslaget den 14 maj 2026, sista dag att överklaga den 4 juni 2026, nedtaget den 5 juni 2026',
        ],
      ],
    },
    en: {
      did: 'took down on 5 June 2026 the notice of §§ 45 and 46 of the meeting on 11 May 2026',
      changes: [
        [
          '§ 45, notice',
          'posted on 14 May 2026, last day to appeal 4 June 2026',
          'posted on 14 May 2026, last day to appeal 4 June 2026, taken down on 5 June 2026',
        ],
        [
          '§ 46, notice',
          'posted on 14 May 2026, last day to appeal 4 June 2026',
          'posted on 14 May 2026, last day to appeal 4 June 2026, taken down on 5 June 2026',
        ],
      ],
    },
    reason: null,
  },
];

describe('the history of minutes', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events))).toEqual(expected);
  });
});
