// What becomes of a tertial's report and its proposals: a matter with versions, reviewed, a meeting with its summons and
// decisions, and what follows until legal force. What Tertial does by itself is told where it would have done it.

import { matterIdOf, meetingIdOf } from '../../dist/kernel/identity.js';
import { matterFold } from '../../dist/matters/matter.js';
import { recordDecision, recordFinality, summonMatter } from '../../dist/matters/matter-before-board.js';
import { openMatter, saveMatterDraft } from '../../dist/matters/matter-draft.js';
import { addRemovalPoint, addReportPoint } from '../../dist/matters/matter-points.js';
import { reviewMatter } from '../../dist/matters/matter-review.js';
import { noReports } from '../../dist/matters/report-acceptance.js';
import { submitMatter } from '../../dist/matters/matter-submission.js';
import { defaultChain } from '../../dist/reviews/review.js';
import { decidePoint } from '../../dist/meetings/decision.js';
import { legalForceFrom, recordLegalForce } from '../../dist/meetings/paragraph.js';
import { meetingFold } from '../../dist/meetings/meeting.js';
import { adjustMinutes, postNotice, takeDownNotice } from '../../dist/meetings/minutes.js';
import { closeMeeting, openMeeting } from '../../dist/meetings/proceedings.js';
import { putOnAgenda, scheduleMeeting, sendSummons } from '../../dist/meetings/scheduling.js';
import { isHoliday } from '../../dist/meetings/swedish-calendar.js';
import { canonicalHash } from '../../dist/platform/runtime/hashing.service.js';
import { removeActivity } from '../../dist/plans/activity.js';
import { goalFold } from '../../dist/plans/goal.js';
import { planFold } from '../../dist/plans/plan.js';
import { tertialView } from '../../dist/plans/tertial-view/tertial-view.js';
import { removalFold } from '../../dist/removals/removal.js';
import { putRemovalToBoard, recordRemovalFinality, settleRemoval } from '../../dist/removals/removal-outcome.js';
import { peopleOf } from './story.mjs';
import { prose } from './texts.mjs';

const PARAGRAPH = '87';
const SHARE_OF_RETURNED_MATTERS = 0.2;
const SHARE_OF_APPROVED_REMOVALS = 0.8;

const members = ['karin', 'maria', 'lars', 'nils', 'olle', 'agneta', 'bo', 'carl', 'disa'];
const substitutes = ['petra', 'rolf', 'sune'];
const composition = { chair: 'karin', viceChairs: ['maria'], members, substitutes };
const serving = members.map((personId) => ({ personId, inPlaceOf: null }));
const attendance = { serving, notServing: substitutes, chair: 'karin', others: [], parties: [] };

const goalOf = (activityId) => activityId.slice(0, activityId.lastIndexOf('.'));

/** Yields each day, as month and day, that it waits for. */
export function* meetAbout(story, about, days, random) {
  const { boardId, year } = about;
  const people = peopleOf(boardId);
  const moment = (day) => `${year}-${day}T${String(8 + Math.floor(random() * 8)).padStart(2, '0')}:00:00.000Z`;
  const matterId = matterIdOf(boardId, dnrOf(about));
  const meetingId = meetingIdOf(boardId, `${year}-${days.meets}`);
  const giving = (fold, id) => (actor, command, day, rule, cause) =>
    story.give(fold, id, { actor: people[actor], command, at: moment(day), cause }, rule);
  const toMatter = giving(matterFold, matterId);
  const toMeeting = giving(meetingFold, meetingId);
  const toRemoval = (activityId) => giving(removalFold, activityId);
  const matter = () => story.state(matterFold, matterId);

  yield days.opens;
  write(toMatter, { story, matterId, ...about }, days.opens);
  yield days.submits;
  submit(days.submits);
  yield days.reviews;
  if (random() < SHARE_OF_RETURNED_MATTERS) {
    review('manager', 'RETURN', days.reviews);
    submit(days.reviews);
  }
  review('manager', 'APPROVE', days.reviews);
  review('head', 'APPROVE', days.reviews);
  yield days.summons;
  summon(days.summons);
  yield days.meets;
  decide(days.meets);
  yield days.adjusts;
  const minutes = { meetingId, paragraphs: [PARAGRAPH] };
  const adjustment = { ...minutes, adjusters: ['karin', 'lars'], date: `${year}-${days.adjusts}`, atOnce: false };
  toMeeting('secretary', 'adjustMinutes', days.adjusts, (meeting, act) =>
    adjustMinutes(adjustment, meeting, null, act),
  );
  yield days.posts;
  const notice = { ...minutes, date: `${year}-${days.posts}`, keptAt: 'Kommunhuset' };
  const [posted] = toMeeting('secretary', 'postNotice', days.posts, (meeting, act) =>
    postNotice(notice, meeting, isHoliday, act),
  );
  const inForce = legalForceFrom(posted.data.lastAppealDay).slice(5);
  yield inForce;
  gainLegalForce(inForce);
  story.forget(`matter-${matterId}`);
  story.forget(`meeting-${meetingId}`);

  function proposalsOf({ kind, activityId }) {
    return kind === 'REMOVE_ACTIVITY' ? story.state(removalFold, activityId) : [];
  }

  function submit(day) {
    const texts = { title: null, brief: prose(random, 3), considerations: prose(random, 8) };
    const draft = saveMatterDraft(
      { matterId, expectedDraftRevision: 0, ...texts, attachments: null, recipients: null },
      matter(),
      null,
      { actor: people.clerk, today: `${year}-${day}` },
      moment(day),
    );
    const submitting = { draft, ...subjectsOf(story, about), chain: defaultChain, hashOf: canonicalHash };
    toMatter('clerk', 'submitMatter', day, (state, act) =>
      submitMatter({ matterId, draftRevision: 1 }, state, submitting, act),
    );
  }

  function review(actor, verdict, day) {
    const { number: version, hash } = matter().versions.at(-1);
    const reason = verdict === 'APPROVE' ? '' : prose(random, 1);
    toMatter(actor, 'reviewMatter', day, (state, act) =>
      reviewMatter({ matterId, version, hash, verdict, reason, reportHash: null }, state, noReports, act),
    );
  }

  function summon(day) {
    const planned = { boardId, date: `${year}-${days.meets}`, time: '13:00', place: 'Kommunhuset', composition };
    toMeeting('secretary', 'scheduleMeeting', day, (meeting, act) =>
      scheduleMeeting({ ...planned, number: 1 }, meeting, act),
    );
    toMeeting('secretary', 'putOnAgenda', day, (meeting, act) =>
      putOnAgenda({ meetingId, matterId }, meeting, matter(), act),
    );
    const [sent] = toMeeting('secretary', 'sendSummons', day, (meeting, act) =>
      sendSummons(
        { meetingId },
        meeting,
        [{ matter: matter(), reports: noReports }],
        { checkpoint: null, hash: canonicalHash },
        act,
      ),
    );
    for (const { version, hash, points } of sent.data.items) {
      const data = { meetingId, matterId, version, hash, points, addedAtMeeting: false };
      const [summoned] = toMatter(
        'system',
        'summonMatter',
        day,
        (state, act) => summonMatter(data, state, noReports, act),
        sent,
      );
      for (const { number: point, subject } of points) {
        if (subject.kind !== 'REMOVE_ACTIVITY') continue;
        const claim = { proposalId: subject.proposalId, version: subject.version, matterId, point };
        const rule = (all, act) => putRemovalToBoard(claim, all, act);
        toRemoval(subject.activityId)('system', 'putRemovalToBoard', day, rule, summoned);
      }
    }
  }

  function decide(day) {
    const untimed = { openedAt: null, adjustOn: null, adjustAt: '' };
    const opening = { meetingId, attendance, adjusters: ['karin', 'lars'], ...untimed };
    toMeeting('secretary', 'openMeeting', day, (meeting, act) => openMeeting(opening, meeting, act));
    for (const { number: point, subject } of matter().versions.at(-1).points) {
      const isApproved = subject.kind === 'APPROVE_REPORT' || random() < SHARE_OF_APPROVED_REMOVALS;
      const outcome = isApproved ? 'APPROVED' : 'REJECTED';
      const decision = { meetingId, matterId, point, outcome, paragraph: PARAGRAPH, wording: null, reason: '' };
      const deliberation = {
        motions: [],
        proposalsPut: ['Förvaltningens förslag'],
        votes: [],
        reservations: [],
        remarks: [],
      };
      const [decided] = toMeeting('secretary', 'decidePoint', day, (meeting, act) =>
        decidePoint(
          { ...decision, ...deliberation },
          meeting,
          { matter: matter(), proposals: proposalsOf(subject), others: [] },
          act,
        ),
      );
      const { number, date, paragraph, wording, reason } = decided.data;
      const carried = { meetingId, matterId, number, outcome, date, paragraph, wording, reason };
      const rule = (state, act) => recordDecision(carried, state, act);
      const [recorded] = toMatter('system', 'recordDecision', day, rule, decided);
      if (subject.kind === 'REMOVE_ACTIVITY') settle(subject, recorded, day);
    }
    toMeeting('secretary', 'closeMeeting', day, (meeting, act) =>
      closeMeeting({ meetingId, closedAt: null }, meeting, act),
    );
  }

  function settle({ activityId, proposalId }, recorded, day) {
    const { number: point, outcome, reason, date, paragraph, dnr } = recorded.data;
    const settlement = { proposalId, matterId, point, outcome, reason, date, paragraph, dnr };
    const rule = (all, act) => settleRemoval(settlement, all, act);
    const [settled] = toRemoval(activityId)('system', 'settleRemoval', day, rule, recorded);
    if (outcome !== 'APPROVED') return;
    const decision = { date, paragraph, dnr, matterId, point, proposalId };
    giving(goalFold, goalOf(activityId))(
      'system',
      'removeActivity',
      day,
      (goal, act) => removeActivity({ activityId, decision }, goal, act),
      settled,
    );
  }

  function gainLegalForce(day) {
    const [gained] = toMeeting('system', 'recordLegalForce', day, (meeting, act) =>
      recordLegalForce({ meetingId }, meeting, act),
    );
    for (const { number, subject } of matter().versions.at(-1).points) {
      const finality = { finality: 'IN_FORCE', on: gained.data.on };
      const rule = (state, act) => recordFinality({ meetingId, matterId, number, ...finality }, state, act);
      const [recorded] = toMatter('system', 'recordFinality', day, rule, gained);
      if (subject.kind !== 'REMOVE_ACTIVITY') continue;
      const final = { proposalId: subject.proposalId, matterId, point: number, ...finality };
      const settled = (all, act) => recordRemovalFinality(final, all, act);
      toRemoval(subject.activityId)('system', 'recordRemovalFinality', day, settled, recorded);
    }
    const taken = { meetingId, notice: 1, date: `${year}-${day}` };
    toMeeting('secretary', 'takeDownNotice', day, (meeting, act) => takeDownNotice(taken, meeting, act));
  }
}

function dnrOf({ year, tertial }) {
  return `KS ${year}/${100 + Number(tertial.slice(1))}`;
}

function write(toMatter, { story, matterId, ...about }, day) {
  const { boardId, planId, year, tertial, proposed, goalIds } = about;
  const opening = { boardId, kind: 'FOLLOW_UP', dnr: dnrOf(about), title: `Uppföljning ${tertial} ${year}` };
  toMatter('clerk', 'openMatter', day, (matter, act) => openMatter(opening, matter, act));
  toMatter('clerk', 'addReportPoint', day, (matter, act) =>
    addReportPoint({ matterId, planId, tertial }, matter, story.state(planFold, planId), act),
  );
  for (const { activityId, proposalId } of proposed) {
    const reviewed = {
      proposals: story.state(removalFold, activityId),
      goals: goalIds.map((id) => story.state(goalFold, id)),
    };
    toMatter('clerk', 'addRemovalPoint', day, (matter, act) =>
      addRemovalPoint({ matterId, proposalId }, matter, reviewed, act),
    );
  }
}

/** The sources of a version's wordings and figures. */
function subjectsOf(story, { planId, tertial, proposed, goalIds, model }) {
  const plan = story.state(planFold, planId);
  const goals = goalIds.map((id) => story.state(goalFold, id));
  return {
    plans: [plan],
    models: [model],
    proposals: proposed.flatMap(({ activityId }) => story.state(removalFold, activityId)),
    goals,
    view: tertialView(model, plan, goals, [], tertial),
  };
}
