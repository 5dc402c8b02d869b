import { untilReviewed } from '../../test/support/agenda-under-test.js';
import { type Happened, secretary, system } from '../../test/support/given.js';
import {
  firstItem,
  matterAdded,
  meetingId,
  opened,
  scheduled,
  secondItem,
  summoned,
} from '../../test/support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../test/support/removal-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, stream, tellingOf } from '../../test/support/telling-under-test.js';
import { type Id } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import { matterFold } from '../matters/matter.js';
import { type SummonedItem } from './agenda-item.js';
import { type MeetingEvent } from './meeting-event.js';
import { meetingNarration } from './meeting-telling.js';

const untilOpen = [scheduled(), summoned, opened];
const looked = stream(matterFold, matterId, ...untilReviewed(firstItem));
const SUMMONS_HASH = 'c'.repeat(64);

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

function put(id: Id<'Matter'>): Happened<MeetingEvent> {
  return bySecretary({ type: 'MatterPutOnAgenda', data: { meetingId, matterId: id } });
}

function off(id: Id<'Matter'>): Happened<MeetingEvent> {
  return bySecretary({ type: 'MatterTakenOffAgenda', data: { meetingId, matterId: id } });
}

function sent(
  number: number,
  items: readonly SummonedItem[],
  checkpoint: StatedCheckpoint | null = null,
): Happened<MeetingEvent> {
  const when = { sentOn: '2026-05-04', date: '2026-05-11', time: '13:00', place: 'Stora salen' };
  return bySecretary({
    type: 'SummonsSent',
    data: { meetingId, number, ...when, items, checkpoint, hash: SUMMONS_HASH },
  });
}

function voided(point: number | null): Happened<MeetingEvent> {
  return { actor: system, event: { type: 'AgendaItemVoided', data: { meetingId, matterId, point } } };
}

const stories: readonly Story<MeetingEvent>[] = [
  {
    given: 'a matter that was put on the agenda',
    events: [scheduled(), put(matterId)],
    sv: {
      did: 'satte upp ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) på dagordningen för sammanträdet den 11 maj 2026',
      changes: [['Ärende KS 2026/7', null, 'på dagordningen']],
    },
    en: {
      did: 'put the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) on the agenda of the meeting on 11 May 2026',
      changes: [['Matter KS 2026/7', null, 'on the agenda']],
    },
    reason: null,
  },
  {
    given: 'a matter that was taken off the agenda',
    events: [scheduled(), put(matterId), off(matterId)],
    sv: {
      did: 'tog bort ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) från dagordningen för sammanträdet den 11 maj 2026',
      changes: [['Ärende KS 2026/7', 'på dagordningen', null]],
    },
    en: {
      did: 'took the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) off the agenda of the meeting on 11 May 2026',
      changes: [['Matter KS 2026/7', 'on the agenda', null]],
    },
    reason: null,
  },
  {
    given: 'a matter that cannot be looked up',
    events: [scheduled(), put(otherMatterId)],
    sv: {
      did: 'satte upp ärendet exempel.ks.dnr-ks-2026-8 på dagordningen för sammanträdet den 11 maj 2026',
      changes: [],
    },
    en: { did: 'put the matter exempel.ks.dnr-ks-2026-8 on the agenda of the meeting on 11 May 2026', changes: [] },
    reason: null,
  },
  {
    given: 'the summons',
    events: [scheduled(), put(matterId), sent(1, [firstItem, secondItem])],
    sv: {
      did: 'skickade den 4 maj 2026 kallelsen till sammanträdet den 11 maj 2026 med ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i version 1 (beslutspunkterna 1 och 2) och ärendet ”Taxa för 2027” (dnr KS 2026/8) i version 2 (beslutspunkt 1)',
      changes: [
        ['Status', 'planerat', 'sammankallat'],
        ['Kallelse 1', null, `skickad den 4 maj 2026 (SHA-256 ${SUMMONS_HASH})`],
        ['Ärende KS 2026/7', 'på dagordningen', `på kallelsen i version 1 (SHA-256 ${firstItem.hash})`],
        ['Ärende KS 2026/8', null, `på kallelsen i version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/7, beslutspunkt 1, beslut', null, 'inte fattat'],
        ['KS 2026/7, beslutspunkt 1, lydelse', null, 'Godkänna redovisningen av tertial 1 2026'],
        ['KS 2026/7, beslutspunkt 2, beslut', null, 'inte fattat'],
        ['KS 2026/7, beslutspunkt 2, lydelse', null, 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026'],
        ['KS 2026/8, beslutspunkt 1, beslut', null, 'inte fattat'],
        ['KS 2026/8, beslutspunkt 1, lydelse', null, 'Anta taxan för 2027'],
      ],
    },
    en: {
      did: 'sent on 4 May 2026 the summons to the meeting on 11 May 2026 with the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) in version 1 (decision points 1 and 2) and the matter “Taxa för 2027” (reg. no. KS 2026/8) in version 2 (decision point 1)',
      changes: [
        ['Status', 'scheduled', 'summoned'],
        ['Summons 1', null, `sent on 4 May 2026 (SHA-256 ${SUMMONS_HASH})`],
        ['Matter KS 2026/7', 'on the agenda', `on the summons in version 1 (SHA-256 ${firstItem.hash})`],
        ['Matter KS 2026/8', null, `on the summons in version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/7, decision point 1, decision', null, 'not taken'],
        ['KS 2026/7, decision point 1, wording', null, 'Godkänna redovisningen av tertial 1 2026'],
        ['KS 2026/7, decision point 2, decision', null, 'not taken'],
        ['KS 2026/7, decision point 2, wording', null, 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026'],
        ['KS 2026/8, decision point 1, decision', null, 'not taken'],
        ['KS 2026/8, decision point 1, wording', null, 'Anta taxan för 2027'],
      ],
    },
    reason: null,
  },
  {
    given: 'what supplements the summons',
    events: [
      scheduled(),
      sent(1, [firstItem]),
      put(otherMatterId),
      sent(2, [secondItem], { origin: 'tertial.example.se', size: 83, root: 'aGVq' }),
    ],
    sv: {
      did: 'skickade den 4 maj 2026 kompletterande kallelse 2 till sammanträdet den 11 maj 2026 med ärendet ”Taxa för 2027” (dnr KS 2026/8) i version 2 (beslutspunkt 1), med loggens kontrollpunkt för 83 händelser (aGVq)',
      changes: [
        ['Kallelse 2', null, `skickad den 4 maj 2026 (SHA-256 ${SUMMONS_HASH})`],
        ['Ärende KS 2026/8', 'på dagordningen', `på kallelsen i version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/8, beslutspunkt 1, beslut', null, 'inte fattat'],
        ['KS 2026/8, beslutspunkt 1, lydelse', null, 'Anta taxan för 2027'],
      ],
    },
    en: {
      did: "sent on 4 May 2026 supplementary summons 2 to the meeting on 11 May 2026 with the matter “Taxa för 2027” (reg. no. KS 2026/8) in version 2 (decision point 1), stating the log's checkpoint of 83 events (aGVq)",
      changes: [
        ['Summons 2', null, `sent on 4 May 2026 (SHA-256 ${SUMMONS_HASH})`],
        ['Matter KS 2026/8', 'on the agenda', `on the summons in version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/8, decision point 1, decision', null, 'not taken'],
        ['KS 2026/8, decision point 1, wording', null, 'Anta taxan för 2027'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 26: a matter that was struck from the summons',
    events: [scheduled(), summoned, voided(null)],
    sv: {
      did: 'strök ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) från sammanträdet den 11 maj 2026, eftersom den kallade versionen inte gick att få',
      changes: [
        ['Ärende KS 2026/7', `på kallelsen i version 1 (SHA-256 ${firstItem.hash})`, 'struket från kallelsen'],
        ['KS 2026/7, beslutspunkt 1, beslut', 'inte fattat', null],
        ['KS 2026/7, beslutspunkt 1, lydelse', 'Godkänna redovisningen av tertial 1 2026', null],
        ['KS 2026/7, beslutspunkt 2, beslut', 'inte fattat', null],
        ['KS 2026/7, beslutspunkt 2, lydelse', 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026', null],
      ],
    },
    en: {
      did: 'struck the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) from the meeting on 11 May 2026, since the summoned version was not to be had',
      changes: [
        ['Matter KS 2026/7', `on the summons in version 1 (SHA-256 ${firstItem.hash})`, 'struck from the summons'],
        ['KS 2026/7, decision point 1, decision', 'not taken', null],
        ['KS 2026/7, decision point 1, wording', 'Godkänna redovisningen av tertial 1 2026', null],
        ['KS 2026/7, decision point 2, decision', 'not taken', null],
        ['KS 2026/7, decision point 2, wording', 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026', null],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 14: a point that was struck from the summons',
    events: [scheduled(), summoned, voided(2)],
    sv: {
      did: 'strök beslutspunkt 2 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) från sammanträdet den 11 maj 2026, eftersom förslaget inte längre gick att ta upp',
      changes: [
        ['KS 2026/7, beslutspunkt 2, beslut', 'inte fattat', null],
        ['KS 2026/7, beslutspunkt 2, lydelse', 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026', null],
      ],
    },
    en: {
      did: 'struck decision point 2 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) from the meeting on 11 May 2026, since the proposal could no longer be taken up',
      changes: [
        ['KS 2026/7, decision point 2, decision', 'not taken', null],
        ['KS 2026/7, decision point 2, wording', 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026', null],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 26: a matter that the board took up at the meeting',
    events: [...untilOpen, matterAdded()],
    sv: {
      did: 'antecknade i § 44 vid sammanträdet den 11 maj 2026 nämndens beslut att ta upp ärendet ”Yttrande till länsstyrelsen” (dnr KS 2026/9) i version 2 (beslutspunkt 1), som inte stod på kallelsen, fattat av anna, bo, carin, david och eva med anna som ordförande',
      changes: [
        ['Ärende KS 2026/9', null, `upptaget i § 44 i version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/9, beslutspunkt 1, beslut', null, 'inte fattat'],
        ['KS 2026/9, beslutspunkt 1, lydelse', null, 'Anta taxan för 2027'],
        ['§ 44', null, 'beslutad'],
      ],
    },
    en: {
      did: "recorded in § 44 at the meeting on 11 May 2026 the board's decision to take up the matter “Yttrande till länsstyrelsen” (reg. no. KS 2026/9) in version 2 (decision point 1), which was not on the summons, taken by anna, bo, carin, david and eva with anna presiding",
      changes: [
        ['Matter KS 2026/9', null, `taken up in § 44 in version 2 (SHA-256 ${secondItem.hash})`],
        ['KS 2026/9, decision point 1, decision', null, 'not taken'],
        ['KS 2026/9, decision point 1, wording', null, 'Anta taxan för 2027'],
        ['§ 44', null, 'decided'],
      ],
    },
    reason: null,
  },
];

describe('the history of an agenda', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(meetingNarration, meetingId, events, looked))).toEqual(expected);
  });
});
