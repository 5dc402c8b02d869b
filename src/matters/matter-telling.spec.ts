import { board, clerk, otherClerk } from '../../test/support/given.js';
import {
  attachment,
  drafted,
  hashOf,
  inReview,
  matterApprovedByManager,
  opened,
  other,
  pointAdded,
  pointStruck,
  pointStruckByClerk,
  removal,
  report,
  reviewedMatter,
  summonedMatter,
  texts,
  versionSubmitted,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type MatterEvent } from './matter-event.js';
import { matterNarration } from './matter-telling.js';

const stories: readonly Story<MatterEvent>[] = [
  {
    given: 'a matter of a follow-up that was opened',
    events: [opened],
    sv: {
      did: 'öppnade ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) för en uppföljning',
      changes: [
        ['Status', null, 'ett utkast'],
        ['Rubrik', null, 'Uppföljning tertial 1 2026'],
      ],
    },
    en: {
      did: 'opened the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) for a follow-up',
      changes: [
        ['Status', null, 'a draft'],
        ['Title', null, 'Uppföljning tertial 1 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'a matter of another kind that was opened',
    events: [
      {
        actor: clerk,
        event: {
          type: 'MatterOpened',
          data: {
            matterId: matterId,
            boardId: board,
            kind: 'OTHER',
            dnr: 'KS 2026/7',
            title: 'Nya mallar',
          },
        },
      },
    ],
    sv: {
      did: 'öppnade ärendet ”Nya mallar” (dnr KS 2026/7)',
      changes: [
        ['Status', null, 'ett utkast'],
        ['Rubrik', null, 'Nya mallar'],
      ],
    },
    en: {
      did: 'opened the matter “Nya mallar” (reg. no. KS 2026/7)',
      changes: [
        ['Status', null, 'a draft'],
        ['Title', null, 'Nya mallar'],
      ],
    },
    reason: null,
  },
  {
    given: 'a follow-up that was linked',
    events: [opened, pointAdded(1, report)],
    sv: {
      did: 'lade till beslutspunkt 1 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7): ”Godkänna redovisningen av måluppföljning per tertial 1 2026”',
      changes: [
        ['Beslutspunkt 1, läge', null, 'inte hos nämnden än'],
        ['Beslutspunkt 1, lydelse', null, 'Godkänna redovisningen av måluppföljning per tertial 1 2026'],
        ['Beslutspunkt 1, avser', null, 'uppföljningen av tertial 1 2026'],
      ],
    },
    en: {
      did: 'added decision point 1 to the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7): “Godkänna redovisningen av måluppföljning per tertial 1 2026”',
      changes: [
        ['Decision point 1, state', null, 'not yet before the board'],
        ['Decision point 1, wording', null, 'Godkänna redovisningen av måluppföljning per tertial 1 2026'],
        ['Decision point 1, about', null, 'the follow-up of tertial 1 2026'],
      ],
    },
    reason: null,
  },
  {
    given: 'a proposal that was linked',
    events: [opened, pointAdded(1, report), pointAdded(2, removal)],
    sv: {
      did: 'lade till beslutspunkt 2 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7): ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Beslutspunkt 2, läge', null, 'inte hos nämnden än'],
        ['Beslutspunkt 2, lydelse', null, 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026'],
        ['Beslutspunkt 2, avser', null, 'förslaget exempel.ks.2026.g1.a1.r1 i version 1'],
      ],
    },
    en: {
      did: 'added decision point 2 to the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7): “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”',
      changes: [
        ['Decision point 2, state', null, 'not yet before the board'],
        ['Decision point 2, wording', null, 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026'],
        ['Decision point 2, about', null, 'the proposal exempel.ks.2026.g1.a1.r1 in version 1'],
      ],
    },
    reason: null,
  },
  {
    given: 'rule 20: a point that was added to what had been approved',
    events: [...reviewedMatter, pointAdded(3, other, otherClerk)],
    sv: {
      did: 'lade till beslutspunkt 3 i ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7): ”Uppdra åt förvaltningen att se över mallarna”, varmed 2 godkännanden förföll',
      changes: [
        ['Status', 'granskat', 'ett utkast'],
        ['Beslutspunkt 3, läge', null, 'inte hos nämnden än'],
        ['Beslutspunkt 3, lydelse', null, 'Uppdra åt förvaltningen att se över mallarna'],
        ['Godkännanden', 'Enhetschef (ulla) och Förvaltningschef (frida)', null],
      ],
    },
    en: {
      did: 'added decision point 3 to the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7): “Uppdra åt förvaltningen att se över mallarna”, whereby 2 approvals lapsed',
      changes: [
        ['Status', 'reviewed', 'a draft'],
        ['Decision point 3, state', null, 'not yet before the board'],
        ['Decision point 3, wording', null, 'Uppdra åt förvaltningen att se över mallarna'],
        ['Approvals', 'Unit manager (ulla) and Head of administration (frida)', null],
      ],
    },
    reason: null,
  },
  {
    given: 'a point that the clerk struck',
    events: [...drafted, pointStruckByClerk(2)],
    sv: {
      did: 'strök beslutspunkt 2, ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”, ur ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7)',
      changes: [['Beslutspunkt 2, läge', 'inte hos nämnden än', 'struken']],
    },
    en: {
      did: 'struck decision point 2, “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”, from the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7)',
      changes: [['Decision point 2, state', 'not yet before the board', 'struck out']],
    },
    reason: null,
  },
  {
    given: 'rule 14: a point whose proposal could not be had',
    events: [...summonedMatter, pointStruck(2)],
    sv: {
      did: 'strök beslutspunkt 2, ”Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”, ur ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), eftersom förslaget inte längre gick att ta upp',
      changes: [['Beslutspunkt 2, läge', 'hos nämnden', 'struken']],
    },
    en: {
      did: 'struck decision point 2, “Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026”, from the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), since the proposal could no longer be taken up',
      changes: [['Decision point 2, state', 'before the board', 'struck out']],
    },
    reason: null,
  },
  {
    given: 'rule 47: the first version that entered a review',
    events: inReview,
    sv: {
      did: 'lämnade version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7), med beslutspunkterna 1 och 2, skriven av hans, till granskning',
      changes: [
        ['Status', 'ett utkast', 'under granskning'],
        ['Nyaste version', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Ärendet i korthet', null, 'Planen har 2 aktiviteter.'],
        ['Förvaltningens övervägande', null, 'När 1 har tagits ur planen är 1 kvar.'],
        ['Bilaga ”Redovisning”', null, `KS 2026/7-2 (SHA-256 ${attachment.sha256})`],
        ['Beslutet skickas till', null, 'Revisorerna'],
        ['Skriven av', null, 'hans'],
      ],
    },
    en: {
      did: 'submitted version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7), with decision points 1 and 2, written by hans, for review',
      changes: [
        ['Status', 'a draft', 'in review'],
        ['Newest version', null, `version 1 (SHA-256 ${hashOf(1)})`],
        ['Brief', null, 'Planen har 2 aktiviteter.'],
        ['Considerations', null, 'När 1 har tagits ur planen är 1 kvar.'],
        ['Attachment “Redovisning”', null, `KS 2026/7-2 (SHA-256 ${attachment.sha256})`],
        ['The decision is sent to', null, 'Revisorerna'],
        ['Written by', null, 'hans'],
      ],
    },
    reason: null,
  },
  {
    given: 'rules 18 and 20: a version that a co-author changed after an approval',
    events: [
      ...inReview,
      matterApprovedByManager(),
      versionSubmitted(2, [[1, report]], {
        by: otherClerk,
        texts: {
          ...texts,
          title: 'Uppföljning av tertial 1',
          brief: 'Planen har {{plan.activities}} aktiviteter och ett mål.',
        },
        attachments: [],
        recipients: [],
      }),
    ],
    sv: {
      did: 'lämnade version 2 av ärendet ”Uppföljning av tertial 1” (dnr KS 2026/7), med beslutspunkt 1, skriven av hedda, till granskning, varmed 1 godkännande förföll',
      changes: [
        ['Rubrik', 'Uppföljning tertial 1 2026', 'Uppföljning av tertial 1'],
        ['Nyaste version', `version 1 (SHA-256 ${hashOf(1)})`, `version 2 (SHA-256 ${hashOf(2)})`],
        ['Ärendet i korthet', 'Planen har 2 aktiviteter.', 'Planen har 2 aktiviteter och ett mål.'],
        ['Skriven av', 'hans', 'hans och hedda'],
        ['Bilaga ”Redovisning”', `KS 2026/7-2 (SHA-256 ${attachment.sha256})`, null],
        ['Beslutet skickas till', 'Revisorerna', null],
        ['Godkännanden', 'Enhetschef (ulla)', null],
      ],
    },
    en: {
      did: 'submitted version 2 of the matter “Uppföljning av tertial 1” (reg. no. KS 2026/7), with decision point 1, written by hedda, for review, whereby 1 approval lapsed',
      changes: [
        ['Title', 'Uppföljning tertial 1 2026', 'Uppföljning av tertial 1'],
        ['Newest version', `version 1 (SHA-256 ${hashOf(1)})`, `version 2 (SHA-256 ${hashOf(2)})`],
        ['Brief', 'Planen har 2 aktiviteter.', 'Planen har 2 aktiviteter och ett mål.'],
        ['Written by', 'hans', 'hans and hedda'],
        ['Attachment “Redovisning”', `KS 2026/7-2 (SHA-256 ${attachment.sha256})`, null],
        ['The decision is sent to', 'Revisorerna', null],
        ['Approvals', 'Unit manager (ulla)', null],
      ],
    },
    reason: null,
  },
];

describe('the history of a matter', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(matterNarration, matterId, events))).toEqual(expected);
  });
});
