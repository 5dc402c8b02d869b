import { board, type Happened, system } from '../../test/support/given.js';
import {
  both,
  decidedBefore,
  drafted,
  finalityRecorded,
  hashOf,
  inReview,
  matterReleased,
  matterReturned,
  notSummoned,
  pointDecided,
  referredBack,
  removal,
  report,
  reviewedMatter,
  submittedBefore,
  submittedPoints,
  summonedMatter,
  meetingId,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { meetingIdOf } from '../kernel/identity.js';
import { type MatterEvent } from './matter-event.js';
import { matterNarration } from './matter-telling.js';

const decidedAsAmended: Happened<MatterEvent> = {
  actor: system,
  event: {
    type: 'PointDecided',
    data: {
      matterId,
      meetingId,
      dnr: 'KS 2026/7',
      number: 2,
      subject: removal,
      outcome: 'APPROVED',
      date: '2026-05-11',
      paragraph: '45',
      wording: 'Aktiviteten Införa e-arkiv skjuts till 2027',
      proposedWording: wordingOf(removal),
      reason: '',
    },
  },
};

const stories: readonly Story<MatterEvent>[] = [
  {
    given: 'rule 26: the version that a meeting was given',
    events: summonedMatter,
    sv: {
      did: 'lade fram version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för sammanträdet den 11 maj 2026, med beslutspunkterna 1 och 2',
      changes: [
        ['Status', 'granskat', 'hos nämnden'],
        ['Underlag för sammanträdet den 11 maj 2026', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Beslutspunkt 1, läge', 'inte hos nämnden än', 'hos nämnden'],
        ['Beslutspunkt 2, läge', 'inte hos nämnden än', 'hos nämnden'],
      ],
    },
    en: {
      did: 'put version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) before the meeting on 11 May 2026, with decision points 1 and 2',
      changes: [
        ['Status', 'reviewed', 'before the board'],
        ['Put before the meeting on 11 May 2026', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Decision point 1, state', 'not yet before the board', 'before the board'],
        ['Decision point 2, state', 'not yet before the board', 'before the board'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 26: what the board took up at its second meeting of a day',
    events: [
      ...inReview,
      {
        actor: system,
        event: {
          type: 'MatterSummoned',
          data: {
            matterId: matterId,
            meetingId: meetingIdOf(board, '2026-05-11', 2),
            version: 1,
            hash: hashOf(1),
            points: submittedPoints([[1, report]]),
            addedAtMeeting: true,
          },
        },
      },
    ],
    sv: {
      did: 'lade fram version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för sammanträde 2 den 11 maj 2026, som hade beslutat att ta upp det, med beslutspunkt 1',
      changes: [
        ['Status', 'under granskning', 'hos nämnden'],
        ['Underlag för sammanträde 2 den 11 maj 2026', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Beslutspunkt 1, läge', 'inte hos nämnden än', 'hos nämnden'],
      ],
    },
    en: {
      did: 'put version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) before meeting 2 on 11 May 2026, which had decided to take it up, with decision point 1',
      changes: [
        ['Status', 'in review', 'before the board'],
        ['Put before meeting 2 on 11 May 2026', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Decision point 1, state', 'not yet before the board', 'before the board'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 26: a matter that was not as far as the summons',
    events: [...inReview, matterReturned(), notSummoned('RETURNED')],
    sv: {
      did: 'lade inte fram ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för sammanträdet den 11 maj 2026, eftersom det var återlämnat',
      changes: [],
    },
    en: {
      did: 'did not put the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) before the meeting on 11 May 2026, since it was returned',
      changes: [],
    },
    reason: null,
  },
  {
    given: 'rule 26: a matter that was changed since the summons',
    events: [...reviewedMatter, notSummoned('REVIEWED')],
    sv: {
      did: 'lade inte fram ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för sammanträdet den 11 maj 2026, eftersom det hade ändrats sedan kallelsen',
      changes: [],
    },
    en: {
      did: 'did not put the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) before the meeting on 11 May 2026, since it had changed since the summons',
      changes: [],
    },
    reason: null,
  },
  {
    given: 'a matter that its meeting did not decide',
    events: [...summonedMatter, pointDecided(1, report, 'APPROVED'), matterReleased()],
    sv: {
      did: 'tog tillbaka ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) från sammanträdet den 11 maj 2026, som inte avgjorde beslutspunkt 2',
      changes: [
        ['Status', 'hos nämnden', 'granskat'],
        ['Beslutspunkt 2, läge', 'hos nämnden', 'inte hos nämnden än'],
      ],
    },
    en: {
      did: 'took the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) back from the meeting on 11 May 2026, which did not decide decision point 2',
      changes: [
        ['Status', 'before the board', 'reviewed'],
        ['Decision point 2, state', 'before the board', 'not yet before the board'],
      ],
    },
    reason: null,
  },
  {
    given: 'a matter that was given to the board before meetings were kept here',
    events: [...drafted, submittedBefore(...both)],
    sv: {
      did: 'lade fram ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för nämnden, med beslutspunkterna 1 och 2',
      changes: [
        ['Status', 'ett utkast', 'hos nämnden'],
        ['Beslutspunkt 1, läge', 'inte hos nämnden än', 'hos nämnden'],
        ['Beslutspunkt 2, läge', 'inte hos nämnden än', 'hos nämnden'],
      ],
    },
    en: {
      did: 'put the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) before the board, with decision points 1 and 2',
      changes: [
        ['Status', 'a draft', 'before the board'],
        ['Decision point 1, state', 'not yet before the board', 'before the board'],
        ['Decision point 2, state', 'not yet before the board', 'before the board'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 22: a point that was approved',
    events: [...summonedMatter, pointDecided(1, report, 'APPROVED')],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: bifall till beslutspunkt 1, med lydelsen ”Godkänna redovisningen av måluppföljning per tertial 1 2026”',
      changes: [
        ['Beslutspunkt 1, läge', 'hos nämnden', 'bifall'],
        ['Beslutspunkt 1, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: approval of decision point 1, with the wording “Godkänna redovisningen av måluppföljning per tertial 1 2026”",
      changes: [
        ['Decision point 1, state', 'before the board', 'approval'],
        ['Decision point 1, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 24: a point that was rejected',
    events: [...summonedMatter, pointDecided(2, removal, 'REJECTED')],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: avslag på beslutspunkt 2, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Beslutspunkt 2, läge', 'hos nämnden', 'avslag'],
        ['Beslutspunkt 2, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: rejection of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['Decision point 2, state', 'before the board', 'rejection'],
        ['Decision point 2, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 23: a point that was referred back',
    events: referredBack,
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: återremiss av beslutspunkt 2, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Status', 'hos nämnden', 'återremitterat'],
        ['Beslutspunkt 2, läge', 'hos nämnden', 'återremiss'],
        ['Beslutspunkt 2, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: referral back of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['Status', 'before the board', 'referred back'],
        ['Decision point 2, state', 'before the board', 'referral back'],
        ['Decision point 2, finality', null, 'not in legal force'],
      ],
    },
    reason: 'Utred kostnaden.',
  },
  {
    given: 'rule 25: a point that was postponed',
    events: [...summonedMatter, pointDecided(2, removal, 'POSTPONED')],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: bordläggning av beslutspunkt 2, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Beslutspunkt 2, läge', 'hos nämnden', 'bordläggning'],
        ['Beslutspunkt 2, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: postponement of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['Decision point 2, state', 'before the board', 'postponement'],
        ['Decision point 2, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'a point that was withdrawn at the meeting',
    events: [...summonedMatter, pointDecided(2, removal, 'WITHDRAWN')],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: beslutspunkt 2 utgår, med lydelsen ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Beslutspunkt 2, läge', 'hos nämnden', 'utgår'],
        ['Beslutspunkt 2, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: withdrawal of decision point 2, with the wording “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['Decision point 2, state', 'before the board', 'withdrawal'],
        ['Decision point 2, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 27: a point that was approved in other words',
    events: [...summonedMatter, decidedAsAmended],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 vid sammanträdet den 11 maj 2026: bifall till beslutspunkt 2, med den ändrade lydelsen ”Aktiviteten Införa e-arkiv skjuts till 2027” i stället för den föreslagna ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Beslutspunkt 2, läge', 'hos nämnden', 'bifall'],
        [
          'Beslutspunkt 2, lydelse',
          'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
          'Aktiviteten Införa e-arkiv skjuts till 2027',
        ],
        ['Beslutspunkt 2, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 at the meeting on 11 May 2026: approval of decision point 2, with the amended wording “Aktiviteten Införa e-arkiv skjuts till 2027” instead of the proposed “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”",
      changes: [
        ['Decision point 2, state', 'before the board', 'approval'],
        [
          'Decision point 2, wording',
          'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
          'Aktiviteten Införa e-arkiv skjuts till 2027',
        ],
        ['Decision point 2, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'a decision of before meetings were kept here',
    events: [...drafted, submittedBefore(...both), decidedBefore(1, report, 'APPROVED')],
    sv: {
      did: 'förde in nämndens beslut i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), § 45 den 11 maj 2026: bifall till beslutspunkt 1, med lydelsen ”Godkänna redovisningen av måluppföljning per tertial 1 2026”',
      changes: [
        ['Beslutspunkt 1, läge', 'hos nämnden', 'bifall'],
        ['Beslutspunkt 1, slutlighet', null, 'inte lagakraftvunnet'],
      ],
    },
    en: {
      did: "entered the board's decision in the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), § 45 on 11 May 2026: approval of decision point 1, with the wording “Godkänna redovisningen av måluppföljning per tertial 1 2026”",
      changes: [
        ['Decision point 1, state', 'before the board', 'approval'],
        ['Decision point 1, finality', null, 'not in legal force'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 40: a decision that was appealed',
    events: [...referredBack, finalityRecorded(1, report, 'APPEALED', '2026-06-04')],
    sv: {
      did: 'antecknade att beslutet i § 45 om beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) överklagades den 4 juni 2026',
      changes: [['Beslutspunkt 1, slutlighet', 'inte lagakraftvunnet', 'överklagat från den 4 juni 2026']],
    },
    en: {
      did: 'noted that the decision in § 45 on decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) was appealed on 4 June 2026',
      changes: [['Decision point 1, finality', 'not in legal force', 'appealed from 4 June 2026']],
    },
    reason: null,
  },
  {
    given: 'a decision that was no longer under appeal',
    events: [
      ...referredBack,
      finalityRecorded(1, report, 'APPEALED', '2026-06-04'),
      finalityRecorded(1, report, 'NOT_IN_FORCE', '2026-06-05'),
    ],
    sv: {
      did: 'antecknade att beslutet i § 45 om beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) upphörde att vara överklagat den 5 juni 2026',
      changes: [
        ['Beslutspunkt 1, slutlighet', 'överklagat från den 4 juni 2026', 'inte lagakraftvunnet från den 5 juni 2026'],
      ],
    },
    en: {
      did: 'noted that the decision in § 45 on decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) ceased to be under appeal on 5 June 2026',
      changes: [['Decision point 1, finality', 'appealed from 4 June 2026', 'not in legal force from 5 June 2026']],
    },
    reason: null,
  },
  {
    given: 'a decision that gained legal force',
    events: [...referredBack, finalityRecorded(1, report, 'IN_FORCE')],
    sv: {
      did: 'antecknade att beslutet i § 45 om beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) vann laga kraft den 9 juni 2026',
      changes: [['Beslutspunkt 1, slutlighet', 'inte lagakraftvunnet', 'lagakraftvunnet från den 9 juni 2026']],
    },
    en: {
      did: 'noted that the decision in § 45 on decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) gained legal force on 9 June 2026',
      changes: [['Decision point 1, finality', 'not in legal force', 'in legal force from 9 June 2026']],
    },
    reason: null,
  },
  {
    given: 'rule 35: a decision that a court annulled',
    events: [...referredBack, finalityRecorded(1, report, 'ANNULLED', '2026-11-02')],
    sv: {
      did: 'antecknade att beslutet i § 45 om beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) upphävdes av domstol den 2 november 2026',
      changes: [['Beslutspunkt 1, slutlighet', 'inte lagakraftvunnet', 'upphävt av domstol från den 2 november 2026']],
    },
    en: {
      did: 'noted that the decision in § 45 on decision point 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) was annulled by a court on 2 November 2026',
      changes: [['Decision point 1, finality', 'not in legal force', 'annulled by a court from 2 November 2026']],
    },
    reason: null,
  },
];

describe('the history of a matter at the board', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(matterNarration, matterId, events))).toEqual(expected);
  });
});
