import { type Happened, secretary } from '../../test/support/given.js';
import {
  appealed,
  inForce,
  meetingId,
  settled,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

const withdrawn = bySecretary({
  type: 'AppealSettled',
  data: { meetingId, appeal: 1, paragraph: '45', ruling: 'WITHDRAWN', date: '2026-06-10', caseNumber: '' },
});

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'rule 40: an appeal on the last day',
    events: [...untilNoticed, appealed('45', '2026-06-04')],
    sv: {
      did: 'antecknade att § 45 från sammanträdet den 11 maj 2026 överklagades den 4 juni 2026 (överklagande 1)',
      changes: [
        ['§ 45', 'anslagen', 'överklagad'],
        ['§ 45, överklaganden', null, 'överklagande 1, inkommet i tid den 4 juni 2026'],
      ],
    },
    en: {
      did: 'recorded that on 4 June 2026 § 45 of the meeting on 11 May 2026 was appealed (appeal 1)',
      changes: [
        ['§ 45', 'noticed', 'appealed'],
        ['§ 45, appeals', null, 'appeal 1, received in time on 4 June 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 40: an appeal in time that was recorded after legal force',
    events: [...untilNoticed, inForce(['45', '46'], '2026-06-05'), appealed('45', '2026-06-04')],
    sv: {
      did: 'antecknade att § 45 från sammanträdet den 11 maj 2026 överklagades den 4 juni 2026 (överklagande 1)',
      changes: [
        ['§ 45', 'lagakraftvunnen', 'överklagad'],
        ['§ 45, överklaganden', null, 'överklagande 1, inkommet i tid den 4 juni 2026'],
        ['§ 45, laga kraft', 'från den 5 juni 2026', null],
      ],
    },
    en: {
      did: 'recorded that on 4 June 2026 § 45 of the meeting on 11 May 2026 was appealed (appeal 1)',
      changes: [
        ['§ 45', 'in legal force', 'appealed'],
        ['§ 45, appeals', null, 'appeal 1, received in time on 4 June 2026'],
        ['§ 45, legal force', 'from 5 June 2026', null],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 40: an appeal that came too late',
    events: [...untilNoticed, appealed('45', '2026-06-08', 1, true)],
    sv: {
      did: 'antecknade att § 45 från sammanträdet den 11 maj 2026 överklagades den 8 juni 2026 (överklagande 1), för sent: sista dagen var den 4 juni 2026',
      changes: [['§ 45, överklaganden', null, 'överklagande 1, inkommet för sent den 8 juni 2026']],
    },
    en: {
      did: 'recorded that on 8 June 2026 § 45 of the meeting on 11 May 2026 was appealed (appeal 1), too late: the last day was 4 June 2026',
      changes: [['§ 45, appeals', null, 'appeal 1, received too late on 8 June 2026']],
    },
    reason: null,
  },
  {
    given: 'an appeal that was dismissed',
    events: [...untilNoticed, appealed('45', '2026-06-04'), settled('DISMISSED', '2026-09-01')],
    sv: {
      did: 'antecknade att överklagande 1 av § 45 från sammanträdet den 11 maj 2026 lämnades utan bifall den 1 september 2026, mål 1234-26',
      changes: [
        ['§ 45', 'överklagad', 'anslagen'],
        [
          '§ 45, överklaganden',
          'överklagande 1, inkommet i tid den 4 juni 2026',
          'överklagande 1, inkommet i tid den 4 juni 2026, lämnat utan bifall den 1 september 2026',
        ],
      ],
    },
    en: {
      did: 'recorded that on 1 September 2026 appeal 1 of § 45 of the meeting on 11 May 2026 was dismissed, case 1234-26',
      changes: [
        ['§ 45', 'appealed', 'noticed'],
        [
          '§ 45, appeals',
          'appeal 1, received in time on 4 June 2026',
          'appeal 1, received in time on 4 June 2026, dismissed on 1 September 2026',
        ],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 35: a decision that the court annulled',
    events: wayToParagraph.ANNULLED,
    sv: {
      did: 'antecknade att domstolen den 2 november 2026 upphävde § 45 från sammanträdet den 11 maj 2026 efter överklagande 1, mål 1234-26',
      changes: [
        ['§ 45', 'överklagad', 'upphävd'],
        [
          '§ 45, överklaganden',
          'överklagande 1, inkommet i tid den 4 juni 2026',
          'överklagande 1, inkommet i tid den 4 juni 2026, bifallet den 2 november 2026',
        ],
      ],
    },
    en: {
      did: 'recorded that on 2 November 2026 the court annulled § 45 of the meeting on 11 May 2026 after appeal 1, case 1234-26',
      changes: [
        ['§ 45', 'appealed', 'annulled'],
        [
          '§ 45, appeals',
          'appeal 1, received in time on 4 June 2026',
          'appeal 1, received in time on 4 June 2026, upheld on 2 November 2026',
        ],
      ],
    },
    reason: null,
  },
  {
    given: 'an appeal that was withdrawn',
    events: [...untilNoticed, appealed('45', '2026-06-04'), withdrawn],
    sv: {
      did: 'antecknade att överklagande 1 av § 45 från sammanträdet den 11 maj 2026 återkallades den 10 juni 2026',
      changes: [
        ['§ 45', 'överklagad', 'anslagen'],
        [
          '§ 45, överklaganden',
          'överklagande 1, inkommet i tid den 4 juni 2026',
          'överklagande 1, inkommet i tid den 4 juni 2026, återkallat den 10 juni 2026',
        ],
      ],
    },
    en: {
      did: 'recorded that on 10 June 2026 appeal 1 of § 45 of the meeting on 11 May 2026 was withdrawn',
      changes: [
        ['§ 45', 'appealed', 'noticed'],
        [
          '§ 45, appeals',
          'appeal 1, received in time on 4 June 2026',
          'appeal 1, received in time on 4 June 2026, withdrawn on 10 June 2026',
        ],
      ],
    },
    reason: null,
  },
  {
    given: 'legal force',
    events: wayToParagraph.IN_FORCE,
    sv: {
      did: 'antecknade att §§ 45 och 46 från sammanträdet den 11 maj 2026 vann laga kraft den 5 juni 2026',
      changes: [
        ['§ 45', 'anslagen', 'lagakraftvunnen'],
        ['§ 45, laga kraft', null, 'från den 5 juni 2026'],
        ['§ 46', 'anslagen', 'lagakraftvunnen'],
        ['§ 46, laga kraft', null, 'från den 5 juni 2026'],
      ],
    },
    en: {
      did: 'noted that on 5 June 2026 §§ 45 and 46 of the meeting on 11 May 2026 gained legal force',
      changes: [
        ['§ 45', 'noticed', 'in legal force'],
        ['§ 45, legal force', null, 'from 5 June 2026'],
        ['§ 46', 'noticed', 'in legal force'],
        ['§ 46, legal force', null, 'from 5 June 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'legal force of one §',
    events: [...untilNoticed, inForce(['46'], '2026-06-05')],
    sv: {
      did: 'antecknade att § 46 från sammanträdet den 11 maj 2026 vann laga kraft den 5 juni 2026',
      changes: [
        ['§ 46', 'anslagen', 'lagakraftvunnen'],
        ['§ 46, laga kraft', null, 'från den 5 juni 2026'],
      ],
    },
    en: {
      did: 'noted that on 5 June 2026 § 46 of the meeting on 11 May 2026 gained legal force',
      changes: [
        ['§ 46', 'noticed', 'in legal force'],
        ['§ 46, legal force', null, 'from 5 June 2026'],
      ],
    },
    reason: null,
  },
];

describe('the history of how a decision became final', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events))).toEqual(expected);
  });
});
