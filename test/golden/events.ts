import type { AnyEvent, Fold } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import { type KeptDocumentEvent, keptDocumentsFold } from '../../src/documents/document-keeping.js';
import { defaultTemplate, documentTemplateFold, type TemplateEvent } from '../../src/documents/template.js';
import { type PublicationEvent, publicationsFold } from '../../src/documents/publishing/publication.js';
import { adoptedLogFold, type AdoptedLogEvent } from '../../src/evidence/adopted-log.js';
import { matterFold } from '../../src/matters/matter.js';
import type { MatterEvent } from '../../src/matters/matter-event.js';
import { type ReviewChainEvent, reviewChainFold } from '../../src/reviews/review.js';
import { meetingFold } from '../../src/meetings/meeting.js';
import type { MeetingEvent } from '../../src/meetings/meeting-event.js';
import { type GoalEvent, goalFold } from '../../src/plans/goal.js';
import { type PlanEvent, planFold } from '../../src/plans/plan.js';
import { type RemovalEvent, removalFold } from '../../src/removals/removal.js';
import { type SteeringModelEvent, steeringModelFold } from '../../src/steering-models/steering-model.js';

// The data of one event of each type, in an order in which each finds what it is about. Everything is written out, so
// that what a constant elsewhere comes to be does not change what was once stored.

/** A type without a sample, or a sample of another shape than its event's, does not compile. */
type SamplesOf<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: Extract<Event, { readonly type: Type }>['data'];
};

/** A fold with a sample of each of its events. */
export interface Golden {
  readonly fold: Fold<unknown, AnyEvent>;
  readonly samples: Readonly<Record<string, unknown>>;
}

const boardId = idOf('Board', 'exempel.ks');
const steeringModelId = idOf('SteeringModel', 'exempel.model-standard');
const planId = idOf('Plan', 'exempel.ks.2026');
const goalId = idOf('Goal', 'exempel.ks.2026.g1');
const addedGoalId = idOf('Goal', 'exempel.ks.2026.g2');
const measureId = idOf('Measure', 'exempel.ks.2026.g1.m1');
const activityId = idOf('Activity', 'exempel.ks.2026.g1.a1');
const addedActivityId = idOf('Activity', 'exempel.ks.2026.g1.a2');
const proposalId = idOf('RemovalProposal', 'exempel.ks.2026.g1.a1.r1');
const matterId = idOf('Matter', 'exempel.ks.dnr-ks-2026-7');

const adoption = { date: '2025-12-10', paragraph: '§ 180', dnr: 'KS 2025/400' };
const change = { date: '2026-03-04', paragraph: '§ 31', dnr: 'KS 2026/52' };
const boardsDecision = { date: '2026-05-27', paragraph: '§ 85', dnr: 'KS 2026/7' };

const planned = {
  heading: 'Införa e-arkiv',
  description: 'Upphandla och ta i drift.',
  startDate: '2026-01-15',
  endDate: '2026-11-30',
  responsibleUnit: 'Stab',
  responsible: null,
};
const reported = {
  activityId,
  tertial: 'T1',
  status: 'ON_HOLD',
  comment: 'Upphandlingen är överprövad.',
  validOn: '2026-04-30',
  modelVersion: 1,
} as const;
const assessed = {
  goalId,
  tertial: 'T1',
  status: 'FULFILLED',
  comment: '',
  validOn: '2026-04-30',
  modelVersion: 1,
} as const;

const plan: SamplesOf<PlanEvent> = {
  PlanAdopted: {
    planId,
    steeringModelId,
    decision: adoption,
    goals: [
      {
        goalId,
        title: 'Digital förvaltning',
        measures: [{ measureId, name: 'Andel e-tjänster', target: 'Minst 60 %' }],
        activities: [{ activityId, ...planned }],
      },
    ],
  },
  PlanReplaced: {
    planId,
    steeringModelId,
    decision: adoption,
    goals: [{ goalId: addedGoalId, title: 'Digital förvaltning', measures: [], activities: [] }],
    replaced: [goalId],
    reason: 'Fel fil lästes in.',
  },
  GoalAdded: {
    goal: { goalId: addedGoalId, title: 'Ekonomi i balans', measures: [], activities: [] },
    decision: change,
  },
  GoalDecisionCorrected: { goalId: addedGoalId, decision: adoption, reason: 'Fel paragraf.' },
  ReportsImported: {
    planId,
    tertial: 'T1',
    goals: [
      {
        goalId,
        statuses: [{ activityId, status: 'ON_HOLD', comment: 'Väntar på avtal.', validOn: '2026-04-30' }],
        outcomes: [
          { measureId, value: '54 %', targetReached: false, comment: 'Två tjänster saknas.', validOn: '2026-04-30' },
        ],
        assessment: { status: 'PARTLY_FULFILLED', comment: 'Hälften är kvar.', validOn: '2026-04-30' },
      },
    ],
  },
  FollowUpOpened: { planId, tertial: 'T1', cutOff: '2026-05-08' },
  FollowUpClosed: { planId, tertial: 'T1' },
  CutOffMoved: { planId, tertial: 'T1', cutOff: '2026-05-15', reason: 'Fel datum.' },
  FollowUpReopened: { planId, tertial: 'T1', reason: 'Klarmarkerad för tidigt.' },
  ReportersReminded: {
    planId,
    tertial: 'T1',
    reminded: [
      {
        responsible: { unitId: idOf('Unit', 'exempel.ks.unit-stab'), personId: null },
        persons: [idOf('Person', 'hanna')],
        activities: 2,
      },
    ],
  },
  FollowUpReopeningVoided: { planId, tertial: 'T1', cause: 'DECIDED_BY_BOARD' },
};

const measured = {
  measureId,
  tertial: 'T1',
  value: '54 %',
  targetReached: false,
  comment: 'Två tjänster kom inte i drift.',
  validOn: '2026-04-30',
} as const;

const goal: SamplesOf<GoalEvent> = {
  GoalEstablished: { goalId, title: 'Digital förvaltning', measures: [], activities: [{ activityId, ...planned }] },
  MeasureAdopted: { measureId, name: 'Andel e-tjänster', target: 'Minst 60 %', decision: change },
  MeasureRedefined: { measureId, name: 'Andel e-tjänster i drift', target: 'Minst 65 %', reason: 'Fel rad lästes in.' },
  MeasureDecisionCorrected: { measureId, decision: change, reason: 'Fel paragraf.' },
  ActivityDecisionCorrected: { activityId: addedActivityId, change: null, decision: change, reason: 'Fel paragraf.' },
  MeasureStruck: { measureId, reason: 'Inläst två gånger.' },
  MeasureStrikeVoided: { measureId, cause: 'FOLLOW_UP_CLOSED' },
  MeasureReported: measured,
  MeasureReportCorrected: { ...measured, value: '62 %', targetReached: true, corrects: 1, reason: 'Räknat fel.' },
  MeasureReportVoided: { measureId, number: 1, cause: 'FOLLOW_UP_CLOSED' },
  ActivityAdded: { activityId: addedActivityId, ...planned, heading: 'Se över taxorna', decision: change },
  ActivityDatesChanged: { activityId, startDate: '2026-02-01', endDate: '2026-12-15', decision: change },
  ActivityAssigned: { activityId, responsible: { unitId: idOf('Unit', 'exempel.ks.unit-stab'), personId: null } },
  ActivityReworded: { activityId, heading: 'Ta i drift e-arkiv', description: 'Avropa först.', decision: change },
  ActivityStatusReported: { ...reported, warnings: ['NOT_STARTED_AFTER_END'] },
  ActivityStatusCorrected: {
    ...reported,
    status: 'COMPLETED_AS_PLANNED',
    warnings: [],
    corrects: 1,
    reason: 'Kommentaren hörde till en annan aktivitet.',
  },
  ActivityStatusVoided: { activityId, number: 1, cause: 'FOLLOW_UP_CLOSED' },
  GoalAssessed: { ...assessed, proof: { activities: [{ activityId, status: 'COMPLETED_AS_PLANNED', report: 2 }] } },
  GoalAssessmentCorrected: {
    ...assessed,
    status: 'PARTLY_FULFILLED',
    comment: 'Hälften är kvar.',
    proof: null,
    corrects: 1,
    reason: 'Fel mål.',
  },
  GoalAssessmentVoided: { goalId, number: 1, cause: 'FOLLOW_UP_CLOSED' },
  ImportedReportLeftOut: { goalId, about: activityId, tertial: 'T1', cause: 'ACTIVITY_REMOVED' },
  GoalRenamed: { goalId, title: 'Digital förvaltning för alla', reason: 'Fel rubrik.' },
  GoalStruck: { goalId, reason: 'Målet hör till en annan nämnd.' },
  ActivityStruck: { activityId: addedActivityId, reason: 'Inläst två gånger.' },
  StrikeVoided: { goalId, activityId: addedActivityId, cause: 'REMOVAL_PROPOSED' },
  ActivityRemoved: { activityId, decision: { ...boardsDecision, matterId, point: 2, proposalId } },
  ActivityRestored: { activityId, annulled: { date: '2026-11-02', matterId, point: 2, proposalId } },
};

const verdict = { proposalId, version: 2, step: 'UNIT_MANAGER' };
const steps = [
  {
    code: 'UNIT_MANAGER',
    name: { sv: 'Enhetschef', en: 'Unit manager' },
    role: 'REVIEWER',
    onReturn: 'PREVIOUS_STEP',
    deputiesMayAct: true,
  },
] as const;

const removal: SamplesOf<RemovalEvent> = {
  RemovalProposed: {
    proposalId,
    activityId,
    category: 'LACKS_RESOURCES',
    motivation: 'Tjänsten är vakant.',
    proposedOn: '2026-05-04',
    chain: { version: 1, steps },
    warnings: ['REJECTED_THIS_TERTIAL'],
  },
  RemovalRevised: { proposalId, category: 'POSTPONED', motivation: 'Görs nästa år.' },
  RemovalActivityChanged: {
    proposalId,
    heading: 'Ta i drift e-arkiv',
    description: 'Avropa först.',
    startDate: null,
    endDate: null,
    decision: change,
  },
  RemovalReturned: { ...verdict, reason: 'Kostnaden saknas.', to: 'AUTHOR' },
  RemovalStepApproved: { ...verdict, reason: '' },
  RemovalNotPutToBoard: { proposalId, matterId, point: 1, status: 'IN_REVIEW' },
  RemovalPutToBoard: { proposalId, matterId, point: 2 },
  RemovalReleased: { proposalId, matterId },
  RemovalDecided: {
    proposalId,
    matterId,
    point: 2,
    outcome: 'REFERRED_BACK',
    reason: 'Utred kostnaden.',
    ...boardsDecision,
  },
  RemovalFinalityRecorded: { proposalId, matterId, point: 2, finality: 'APPEALED', on: '2026-06-23' },
  RemovalDeclined: { ...verdict, reason: 'Ska genomföras.' },
  RemovalWithdrawn: { proposalId, reason: 'Tjänsten är tillsatt.' },
  RemovalWithdrawalVoided: { proposalId, cause: 'SUMMONED' },
  RemovalVoided: { proposalId, cause: 'ACTIVITY_COMPLETED' },
};

const reportSubject = { kind: 'APPROVE_REPORT', planId, tertial: 'T1' } as const;
const removalSubject = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: 2 } as const;
const reportWording = 'Godkänna redovisningen av måluppföljning per tertial 1 2026';
const removalWording = 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026';

const meetingId = idOf('Meeting', 'exempel.ks.meeting-2026-05-27');
const hash = '0f'.repeat(32);
const points = [
  { number: 1, subject: reportSubject, proposedWording: reportWording },
  { number: 2, subject: removalSubject, proposedWording: removalWording },
  { number: 3, subject: { kind: 'OTHER' }, proposedWording: 'Uppdra åt förvaltningen att se över mallarna' },
] as const;
const matterVerdict = { matterId, version: 1, hash, step: 'UNIT_MANAGER' };

const matter: SamplesOf<MatterEvent> = {
  MatterOpened: { matterId, boardId, kind: 'FOLLOW_UP', dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
  DecisionPointAdded: { matterId, number: 2, subject: removalSubject, proposedWording: removalWording },
  MatterVersionSubmitted: {
    matterId,
    version: 1,
    hash,
    texts: {
      title: 'Uppföljning tertial 1 2026',
      brief: 'Planen har {{plan.activities}} aktiviteter.',
      considerations: 'Alla mål har följts upp.',
    },
    figures: [{ name: 'plan.activities', value: 16 }],
    points,
    attachments: [{ name: 'Redovisning', reference: 'KS 2026/7-2', sha256: 'ab'.repeat(32) }],
    recipients: ['Revisorerna'],
    authors: ['hans', 'hedda'],
    chain: { version: 1, steps },
  },
  MatterReturned: { ...matterVerdict, reason: 'Analysen saknas.', to: 'AUTHOR' },
  MatterStepApproved: { ...matterVerdict, reason: '', actingFor: idOf('Person', 'ulla') },
  MatterDeclined: { ...matterVerdict, reason: 'Ska inte till nämnden.' },
  MatterWithdrawn: { matterId, reason: 'Ärendet öppnades i fel nämnd.' },
  MatterReportChangeAccepted: {
    matterId,
    version: 1,
    hash,
    step: 'UNIT_MANAGER',
    reportHash: 'cd'.repeat(32),
    changes: [
      {
        id: activityId,
        name: 'Införa e-arkiv',
        part: 'STATUS',
        before: 'ON_HOLD (Vänteläge / On hold)',
        after: 'ONGOING_AS_PLANNED (Pågående enligt plan / Ongoing as planned)',
      },
    ],
  },
  MatterNotSummoned: { matterId, meetingId, status: 'DECLINED' },
  MatterSummoned: { matterId, meetingId, version: 1, hash, points, addedAtMeeting: true },
  MatterReleased: { matterId, meetingId },
  MatterSubmitted: { matterId, points: points.slice(0, 2) },
  PointDecided: {
    matterId,
    meetingId: null,
    number: 2,
    subject: removalSubject,
    outcome: 'APPROVED',
    wording: 'Aktiviteten Införa e-arkiv tas ur planen och förs in i planen för 2027',
    proposedWording: removalWording,
    reason: '',
    ...boardsDecision,
  },
  PointDecisionCorrected: {
    matterId,
    meetingId,
    number: 1,
    paragraph: '84',
    wording: 'Nämnden godkänner redovisningen.',
    reason: '',
  },
  PointFinalityRecorded: { matterId, number: 2, subject: removalSubject, finality: 'IN_FORCE', on: '2026-06-23' },
  DecisionPointStruck: { matterId, number: 2, cause: 'PROPOSAL_NOT_AVAILABLE' },
};

const person = (name: string) => idOf('Person', name);
const item = { matterId, dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026', version: 1, hash, points };
const attendance = {
  serving: [
    { personId: person('anna'), inPlaceOf: null },
    { personId: person('filip'), inPlaceOf: person('bo') },
  ],
  notServing: [person('gun')],
  chair: person('anna'),
  others: [],
  parties: [],
};

const meeting: SamplesOf<MeetingEvent> = {
  MeetingScheduled: {
    meetingId,
    boardId,
    date: '2026-05-27',
    time: '13:00',
    place: 'Stora salen',
    composition: {
      chair: person('anna'),
      viceChairs: [person('bo')],
      members: [person('anna'), person('bo'), person('carin')],
      substitutes: [person('filip'), person('gun')],
    },
  },
  MatterPutOnAgenda: { meetingId, matterId },
  MatterTakenOffAgenda: { meetingId, matterId },
  SummonsSent: {
    meetingId,
    number: 1,
    sentOn: '2026-05-19',
    date: '2026-05-27',
    time: '13:00',
    place: 'Stora salen',
    items: [item],
    checkpoint: null,
    hash,
  },
  AgendaItemVoided: { meetingId, matterId, point: 2 },
  MeetingOpened: { meetingId, attendance, openedAt: null, adjusters: [person('anna')], date: null, place: '' },
  AttendanceRecorded: { meetingId, attendance },
  ConflictOfInterestRecorded: {
    meetingId,
    matterId,
    personId: person('anna'),
    substitute: person('gun'),
    chair: person('carin'),
  },
  MatterAddedAtMeeting: { meetingId, paragraph: '84', item, serving: attendance.serving, chair: person('anna') },
  DecisionRecorded: {
    meetingId,
    date: '2026-05-27',
    matterId,
    dnr: 'KS 2026/7',
    version: 1,
    hash,
    number: 2,
    subject: removalSubject,
    outcome: 'APPROVED',
    paragraph: '85',
    wording: removalWording,
    proposedWording: removalWording,
    reason: '',
    motions: [{ by: person('carin'), outcome: 'REJECTED', wording: 'Avslag', withdrawn: false }],
    proposalsPut: ['Bifall', 'Avslag'],
    votes: [
      {
        calledBy: null,
        yesMeans: 'Bifall',
        noMeans: 'Avslag',
        yesOutcome: 'APPROVED',
        noOutcome: 'REJECTED',
        yes: [person('anna')],
        no: [person('carin')],
        abstained: [person('filip')],
        result: 'YES',
        decidedBy: 'CHAIR',
      },
    ],
    reservations: [{ by: person('carin'), text: 'Till förmån för eget yrkande.' }],
    remarks: [],
    serving: attendance.serving,
    chair: person('anna'),
  },
  DecisionCorrected: {
    meetingId,
    matterId,
    number: 1,
    entry: {
      paragraph: '84',
      wording: 'Nämnden godkänner redovisningen.',
      reason: '',
      motions: [],
      proposalsPut: [],
      votes: [],
      reservations: [],
      remarks: [{ kind: 'NOTE', by: person('carin'), text: 'Underlaget kom sent.' }],
    },
    reason: 'Paragrafen var fel.',
  },
  AttendanceCorrected: {
    meetingId,
    attendance: {
      serving: [{ personId: person('carin'), inPlaceOf: null }],
      notServing: [],
      chair: person('carin'),
      others: [{ personId: person('frida'), title: 'ekonomichef' }],
      parties: [],
    },
    reason: 'Ekonomichefen var där.',
  },
  MeetingCorrected: { meetingId, time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' },
  MeetingMoved: {
    meetingId,
    to: idOf('Meeting', 'exempel.ks.meeting-2026-06-03'),
    date: '2026-06-03',
    time: '14:00',
    place: 'Lilla salen',
    matterIds: [matterId],
    reason: 'Salen är upptagen.',
  },
  ConflictCorrected: {
    meetingId,
    matterId,
    personId: person('carin'),
    conflict: { matterId, personId: person('filip'), substitute: null, chair: null },
    reason: 'Fel person.',
  },
  NoticeCorrected: {
    meetingId,
    notice: 1,
    date: '2026-06-03',
    lastAppealDay: '2026-06-24',
    overdue: false,
    keptAt: 'Kansliet',
    reason: 'Anslaget sattes upp dagen efter.',
  },
  TimesCorrected: {
    meetingId,
    openedAt: '2026-05-27T13:05',
    adjournments: [{ from: '2026-05-27T14:10', until: '2026-05-27T14:20' }],
    closedAt: '2026-05-27T15:40',
    reason: 'Tiden var fel antecknad.',
  },
  CompositionCorrected: {
    meetingId,
    composition: { chair: person('anna'), viceChairs: [], members: [person('anna')], substitutes: [person('filip')] },
    reason: 'Ersättaren saknades.',
  },
  AppealCorrected: {
    meetingId,
    appeal: 1,
    appellant: person('karin'),
    courtDnr: 'FR 7-26',
    receivedOn: '2026-06-10',
    reason: 'Fel dag.',
  },
  AdjustmentCorrected: {
    meetingId,
    adjustment: 1,
    paragraphs: ['84', '85'],
    adjusters: [person('anna')],
    date: '2026-06-02',
    overdue: false,
    reason: 'Fel dag.',
  },
  AddedMatterCorrected: { meetingId, matterId, paragraph: '88', reason: 'Fel paragraf.' },
  AddedMatterWithdrawn: { meetingId, matterId, paragraph: '88', reason: 'Fel ärende.' },
  TakingDownCorrected: {
    meetingId,
    notice: 1,
    date: '2026-06-10',
    earlyReason: 'Anslagstavlan målades om.',
    legalForceLost: ['84'],
    reason: 'Fel dag.',
  },
  DispatchCorrected: {
    meetingId,
    dispatch: 1,
    paragraph: '84',
    recipients: ['Revisorerna'],
    date: '2026-06-04',
    reason: 'Fel mottagare.',
  },
  MeetingClosed: { meetingId, closedAt: null },
  MinutesAdjusted: {
    meetingId,
    number: 1,
    paragraphs: ['84', '85'],
    adjusters: [person('anna')],
    date: '2026-06-01',
    atOnce: false,
    overdue: false,
    checkpoint: null,
  },
  NoticePosted: {
    meetingId,
    number: 1,
    paragraphs: ['84', '85'],
    date: '2026-06-02',
    lastAppealDay: '2026-06-23',
    overdue: false,
    keptAt: '',
  },
  NoticeTakenDown: { meetingId, notice: 1, date: '2026-06-24' },
  NoticeTakenDownEarly: {
    meetingId,
    notice: 1,
    date: '2026-06-10',
    reason: 'Anslagstavlan målades om.',
    legalForceLost: ['87'],
  },
  AppealRecorded: {
    meetingId,
    number: 1,
    parts: [{ paragraph: '85', point: null, late: false }],
    appellant: null,
    courtDnr: '',
    receivedOn: '2026-06-23',
  },
  LegalForceGained: { meetingId, parts: [{ paragraph: '84', point: null }], on: '2026-06-24' },
  AppealSettled: {
    meetingId,
    appeal: 1,
    parts: [{ paragraph: '85', point: null }],
    annulled: [{ paragraph: '85', point: null }],
    ruling: 'ANNULLED',
    date: '2026-11-02',
    caseNumber: 'Mål 1234-26',
  },
  MeetingCancelled: { meetingId, reason: 'Strömavbrott.' },
  MeetingAdjourned: { meetingId, from: '2026-05-27T14:10', until: '2026-05-27T14:30' },
  AdjustersElected: {
    meetingId,
    adjusters: [person('carin')],
    date: '2026-06-01',
    place: 'Kommunkansliet',
    reason: 'Anna är förhindrad.',
  },
  ParagraphDispatched: { meetingId, paragraph: '85', recipients: ['Ekonomiavdelningen'], date: '2026-06-02' },
};

const keptDocuments: SamplesOf<KeptDocumentEvent> = {
  DocumentKept: {
    meetingId,
    number: 2,
    subject: { kind: 'report', summons: 1, matterId },
    template: 0,
    files: [
      { language: 'sv', form: 'pdf-a', sha256: 'b'.repeat(64), bytes: 81_920 },
      { language: 'sv', form: 'tree', sha256: 'c'.repeat(64), bytes: 24_576 },
    ],
  },
  DocumentErased: { meetingId, number: 2, reason: 'En personuppgift skulle inte ha stått där.' },
};

const publications: SamplesOf<PublicationEvent> = {
  DocumentPublished: {
    meetingId,
    number: 1,
    subject: { kind: 'extract', adjustment: 1, paragraph: '85' },
    paragraphs: ['85'],
    names: 'NONE',
    shown: [1, 2, 3],
    parts: 7,
    sha256: 'd'.repeat(64),
  },
  PublicationTakenDown: { meetingId, number: 1, reason: 'En personuppgift skulle inte ha visats.', erase: true },
};

const documentTemplate: SamplesOf<TemplateEvent> = {
  DocumentTemplateAdopted: {
    boardId,
    ...defaultTemplate,
    administration: { sv: 'Kommunförvaltningen', en: 'The municipal administration' },
    logo: { format: 'svg', base64: 'PHN2Zy8+', alternative: 'Exempels kommun' },
    sections: [
      { kind: 'MADE', section: 'PROPOSAL' },
      {
        kind: 'FIXED',
        heading: { sv: 'Ekonomiska konsekvenser', en: 'Economic consequences' },
        text: { sv: 'Beslutet har inga ekonomiska konsekvenser.', en: 'The decision has no economic consequences.' },
      },
    ],
  },
};

const reviewChain: SamplesOf<ReviewChainEvent> = { ReviewChainAdopted: { boardId, steps } };

const adoptedLog: SamplesOf<AdoptedLogEvent> = {
  LogAdopted: {
    lost: 3,
    lostFrom: '2026-05-12T08:00:00.000Z',
    lostTo: '2026-05-12T09:30:00.000Z',
    formerCheckpoint: {
      origin: 'tertial.example.se/log',
      size: 812,
      root: 'IM3JXAsMIlfRTTWIJpXDTmMUxjsVXZOyXxBrx2s2UJE=',
    },
  },
};

const steeringModel: SamplesOf<SteeringModelEvent> = {
  SteeringModelAdopted: {
    steeringModelId,
    name: 'Styrmodell',
    holdsFrom: '2026-01-01',
    decision: adoption,
    activityStatuses: [
      { code: 'ON_HOLD', label: { sv: 'Vänteläge', en: 'On hold' }, colour: null, phase: 'ON_HOLD', deviation: false },
      {
        code: 'COMPLETED_AS_PLANNED',
        label: { sv: 'Avslutad enligt plan', en: 'Completed as planned' },
        colour: null,
        phase: 'COMPLETED',
        deviation: false,
      },
    ],
    goalStatuses: [
      {
        code: 'NOT_FULFILLED',
        label: { sv: 'Ej uppfylld', en: 'Not fulfilled' },
        colour: null,
        rank: 0,
        fulfilment: false,
      },
      { code: 'FULFILLED', label: { sv: 'Uppfylld', en: 'Fulfilled' }, colour: null, rank: 3, fulfilment: true },
    ],
    notAssessed: { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null },
    rules: {
      fulfilmentByActivities: true,
      completionWithDeviationCounts: false,
      fulfilmentByMeasures: false,
      activityStatusNeedsComment: true,
      goalStatusNeedsComment: true,
      fulfilmentNeedsComment: false,
    },
  },
};

/** Every kind of stream there is, with a sample of each of its events. */
export const goldens: readonly Golden[] = [
  { fold: planFold, samples: plan },
  { fold: goalFold, samples: goal },
  { fold: removalFold, samples: removal },
  { fold: matterFold, samples: matter },
  { fold: meetingFold, samples: meeting },
  { fold: reviewChainFold, samples: reviewChain },
  { fold: steeringModelFold, samples: steeringModel },
  { fold: keptDocumentsFold, samples: keptDocuments },
  { fold: publicationsFold, samples: publications },
  { fold: documentTemplateFold, samples: documentTemplate },
  { fold: adoptedLogFold, samples: adoptedLog },
];
