import type { INestApplication } from '@nestjs/common';
import { AdoptDocumentTemplate } from '../documents/making/document-template.command.js';
import { WITNESS, type Witness } from '../evidence/witness.js';
import { idOf } from '../kernel/identity.js';
import { MatterDrafts } from '../matters/matter-drafts.service.js';
import { type MatterRow, Matters } from '../matters/matters.view.js';
import { OpenMatter, ReviewMatter, SubmitMatter } from '../matters/matter.command.js';
import { AddRemovalPoint, AddReportPoint } from '../matters/points.command.js';
import { AdjustMinutes, PostNotice, TakeDownNotice } from '../meetings/minutes.command.js';
import { CloseMeeting, OpenMeeting } from '../meetings/proceedings.command.js';
import { DecidePoint } from '../meetings/record/decision.command.js';
import { PutOnAgenda, ScheduleMeeting, SendSummons } from '../meetings/scheduling.command.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { Scheduler } from '../platform/processes/scheduler.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { DEMO_BOARD } from '../platform/sign-in/demo-sign-in.service.js';
import { boardTemplate, matterTexts } from './matter-texts.js';
import { found, personCalled, type Player } from './player.service.js';

const PLAN = idOf('Plan', `${DEMO_BOARD}.2026`);
const MATTER_DNR = 'KS 2026/142';
export const MATTER = idOf('Matter', `${DEMO_BOARD}.dnr-ks-2026-142`);
const TITLE = 'Uppföljning av kommunstyrelsens mål, tertial 1 2026';
const MEETING = `${DEMO_BOARD}.meeting-2026-05-27`;
export const PARAGRAPH = '87';
const MEMBERS = ['karin', 'maria', 'lars', 'nils', 'olle'];

/** Plays the board's part of the demonstration: matter, review, meeting, minutes, notice and legal force. */
export async function playBoardsCase(app: INestApplication, player: Player, proposalIds: readonly string[]) {
  const matters = app.get(Matters);
  const matter = async (): Promise<MatterRow> => found(await matters.one(MATTER, 'WHOLE', null));
  await writeMatter(player, app.get(MatterDrafts), matter, proposalIds);
  const witness = () => vouchFor(app);
  await meet(player, witness);
  await gainLegalForce(player, app.get(Scheduler), witness);
  return matter();
}

const PATIENCE_IN_MILLISECONDS = 10_000;

/** Signs a checkpoint of all events now, so that the next summons or minutes can state the checkpoint. */
async function vouchFor(app: INestApplication): Promise<void> {
  const head = await app.get<EventStore>(EVENT_STORE).head();
  await app.get(LogIndex).reached(head, PATIENCE_IN_MILLISECONDS);
  await app.get<Witness>(WITNESS, { strict: false }).vouch();
}

/** Adopts the board's template, opens, writes and submits the matter, and lets both reviewers approve it. */
async function writeMatter(
  player: Player,
  drafts: MatterDrafts,
  matter: () => Promise<MatterRow>,
  proposalIds: readonly string[],
): Promise<void> {
  player.on('2026-05-18');
  await player.give('adam', AdoptDocumentTemplate, { boardId: DEMO_BOARD, ...boardTemplate });
  await player.give('hanna', OpenMatter, { boardId: DEMO_BOARD, kind: 'FOLLOW_UP', dnr: MATTER_DNR, title: TITLE });
  await player.give('hanna', AddReportPoint, { matterId: MATTER, planId: PLAN, tertial: 'T1' });
  for (const proposalId of proposalIds) await player.give('hanna', AddRemovalPoint, { matterId: MATTER, proposalId });
  const draft = { matterId: MATTER, title: null, ...matterTexts, attachments: [], recipients: ['Kommunfullmäktige'] };
  const { revision } = await drafts.save({ ...draft, expectedDraftRevision: 0 }, personCalled('hanna'));
  await player.give('hanna', SubmitMatter, { matterId: MATTER, draftRevision: revision });
  player.on('2026-05-19');
  for (const who of ['erik', 'fatima']) {
    const { number: version, hash } = found((await matter()).versions.at(-1));
    await player.give(who, ReviewMatter, { matterId: MATTER, version, hash, verdict: 'APPROVE', reason: '' });
  }
}

/** Schedules the board's meeting, sends the summons and holds the meeting. The board decides each point separately. */
async function meet(player: Player, witness: () => Promise<void>): Promise<void> {
  player.on('2026-05-20');
  const composition = { chair: 'karin', viceChairs: ['maria'], members: MEMBERS, substitutes: ['petra', 'rolf'] };
  const when = { date: '2026-05-27', time: '13:00', place: 'Kommunhuset, Stora salen', number: 1 };
  await player.give('sara', ScheduleMeeting, { boardId: DEMO_BOARD, ...when, composition });
  await player.give('sara', PutOnAgenda, { meetingId: MEETING, matterId: MATTER });
  await witness();
  await player.give('sara', SendSummons, { meetingId: MEETING });
  player.on('2026-05-27');
  const serving = MEMBERS.map((personId) => ({ personId, inPlaceOf: null }));
  const others = [{ personId: 'cecilia', title: 'controller' }];
  const parties = MEMBERS.map((personId, index) => ({ personId, party: ['S', 'C', 'M'][index % 3] }));
  const attendance = { serving, notServing: ['petra'], chair: 'karin', others, parties };
  const election = { adjusters: ['karin', 'lars'], adjustOn: '2026-06-01', adjustAt: 'Kommunkansliet' };
  const openedAt = '2026-05-27T13:00';
  await player.give('sara', OpenMeeting, { meetingId: MEETING, attendance, openedAt, ...election });
  for (const point of [1, 2, 3]) {
    const decision = { outcome: 'APPROVED', paragraph: PARAGRAPH, wording: null, reason: '' };
    const deliberation = {
      motions: [],
      proposalsPut: ['Förvaltningens förslag'],
      votes: [],
      reservations: [],
      remarks: [],
    };
    await player.give('sara', DecidePoint, {
      meetingId: MEETING,
      matterId: MATTER,
      point,
      ...decision,
      ...deliberation,
    });
  }
  await player.give('sara', CloseMeeting, { meetingId: MEETING, closedAt: '2026-05-27T15:20' });
}

/** Records the adjustment (justering) of the minutes, posts the notice, and lets the three weeks for an appeal pass. */
async function gainLegalForce(player: Player, scheduler: Scheduler, witness: () => Promise<void>): Promise<void> {
  player.on('2026-06-01');
  const adjustment = { adjusters: ['karin', 'lars'], date: '2026-06-01', atOnce: false };
  await witness();
  await player.give('sara', AdjustMinutes, { meetingId: MEETING, paragraphs: [PARAGRAPH], ...adjustment });
  player.on('2026-06-02');
  const notice = { paragraphs: [PARAGRAPH], date: '2026-06-02', keptAt: 'Kommunkansliet' };
  await player.give('sara', PostNotice, { meetingId: MEETING, ...notice });
  player.on('2026-06-24');
  await scheduler.tick();
  await player.give('sara', TakeDownNotice, { meetingId: MEETING, notice: 1, date: '2026-06-24' });
  await witness();
}
