import { claim } from './claim.js';
import { reviewClaims } from './review-claims.js';
import type { MatterDataOf } from '../../src/matters/matter-event.js';
import { decisionLine, known, reportText, type Told, type ToldMatter, type ToldPoint } from './told.js';
import type { Step } from './world.js';

/** Rule 25: what is before the board, or postponed by it, is the board's. */
export function isTheBoards({ points }: ToldMatter): boolean {
  return [...points.values()].some(({ fate }) => fate === 'BEFORE_BOARD' || fate === 'POSTPONED');
}

function claimFree(matter: ToldMatter, what: string): void {
  claim(!isTheBoards(matter), `rule 25: ${what} while the matter is before the board or postponed`);
}

function changed(matter: ToldMatter, by: string): void {
  matter.approvals = [];
  matter.writers.add(by);
}

/** Rules 17 to 22, 25 and 26, of what happens to a matter. */
export function matterClaims(told: Told, step: Step): void {
  if (step.of !== 'matter') return;
  const { event } = step;
  const { actor } = event.metadata;
  if (event.type === 'MatterOpened') {
    const text = { writers: new Set([actor]), versions: 0, hash: '', steps: [], approvals: [] };
    told.matters.set(event.data.matterId, { ...text, points: new Map(), draftedBy: new Set(), readBy: new Map() });
    return;
  }
  const matter = known(told.matters, event.data.matterId);
  switch (event.type) {
    case 'MatterWithdrawn':
      claimFree(matter, 'the matter is withdrawn');
      claim(
        ![...matter.points.values()].some(({ fate }) => fate !== 'OPEN' && fate !== 'STRUCK'),
        'rule 130: a matter in which the board has decided is withdrawn',
      );
      return;
    case 'DecisionPointAdded': {
      const { number, subject } = event.data;
      claimFree(matter, 'a point is added');
      changed(matter, actor);
      const proposalId = subject.kind === 'REMOVE_ACTIVITY' ? subject.proposalId : null;
      matter.points.set(number, { proposalId, fate: 'OPEN', before: 'OPEN' });
      return;
    }
    case 'DecisionPointStruck': {
      const { number, cause } = event.data;
      const point = pointOf(matter, number);
      if (cause === 'BY_CLERK') {
        claimFree(matter, 'a point is struck');
        claim(point.fate === 'OPEN' || point.fate === 'REFERRED_BACK', 'rule 46: what the board has decided is struck');
        changed(matter, actor);
      }
      point.fate = 'STRUCK';
      return;
    }
    case 'MatterVersionSubmitted': {
      const { authors, chain, hash, version, points } = event.data;
      claimFree(matter, 'a version is submitted');
      changed(matter, actor);
      for (const one of matter.draftedBy) matter.writers.add(one);
      claim(
        [...matter.draftedBy, actor].every((one) => authors.includes(one)),
        'rule 18: a co-author is not told of',
      );
      claim(version === matter.versions + 1, 'rule 47: a version is missing');
      claim(points.length > 0, 'rule 73: a version asks the board for nothing');
      if (matter.versions === 0) matter.steps = chain.steps;
      matter.versions = version;
      matter.readBy.clear();
      matter.hash = hash;
      return;
    }
    case 'MatterStepApproved':
    case 'MatterReturned':
    case 'MatterDeclined':
      claimFree(matter, 'a verdict is given');
      reviewClaims(told, step);
      if (event.type === 'MatterStepApproved') readBy(matter, actor).add(reportText(told));
      return;
    case 'MatterReportChangeAccepted':
      claim(
        matter.approvals.some(({ by, actingFor }) => by === actor || actingFor === actor),
        'rule 112: a change of the report is accepted by somebody who has not approved',
      );
      readBy(matter, actor).add(reportText(told));
      return;
    case 'MatterSummoned': {
      claim(event.data.hash === matter.hash, 'rule 26: another version is given to the board');
      claimReportRead(told, matter, event.data);
      for (const { number } of event.data.points) {
        const point = pointOf(matter, number);
        point.before = point.fate;
        point.fate = 'BEFORE_BOARD';
      }
      return;
    }
    case 'MatterReleased':
      for (const point of matter.points.values()) if (point.fate === 'BEFORE_BOARD') point.fate = point.before;
      return;
    case 'PointDecided': {
      const { number, outcome, meetingId, matterId, paragraph } = event.data;
      const point = pointOf(matter, number);
      claim(actor === 'system', 'rule 32: a person decides a point in the matter');
      claim(point.fate === 'BEFORE_BOARD', `rule 26: point ${number} is decided without being before the board`);
      told.carried.push(decisionLine(meetingId, { matterId, number, outcome, paragraph }));
      point.fate = outcome;
      return;
    }
    case 'PointDecisionCorrected': {
      const { meetingId, matterId, number, paragraph } = event.data;
      claim(actor === 'system', 'rule 133: a person corrects a decision in the matter');
      const at = told.carried.findLastIndex((line) => line.startsWith(`${meetingId} ${matterId} ${number} `));
      claim(at !== -1, 'rule 133: a decision that the matter has not is corrected');
      // The outcome stays.
      told.carried[at] = [...(told.carried[at] ?? '').split(' ').slice(0, 4), paragraph].join(' ');
      return;
    }
    case 'MatterNotSummoned':
    case 'MatterSubmitted':
    case 'PointFinalityRecorded':
      return;
  }
}

function readBy(matter: ToldMatter, who: string): Set<string> {
  const read = matter.readBy.get(who) ?? new Set();
  matter.readBy.set(who, read);
  return read;
}

/** Rule 112: each reviewer has read the report as the board is given it. */
function claimReportRead(told: Told, matter: ToldMatter, { points, addedAtMeeting }: MatterDataOf<'MatterSummoned'>) {
  const isReported = points.some(({ subject }) => subject.kind === 'APPROVE_REPORT' && subject.tertial === 'T1');
  if (addedAtMeeting || !isReported) return;
  const now = reportText(told);
  const unread = matter.approvals.filter(
    ({ by, actingFor }) => !readBy(matter, by).has(now) && !readBy(matter, actingFor ?? by).has(now),
  );
  claim(
    unread.length === 0,
    `rule 112: ${unread.map(({ by }) => by).join()} has not read the report that the board is given`,
  );
}

function pointOf({ points }: ToldMatter, number: number): ToldPoint {
  const point = points.get(number);
  if (point === undefined) throw new Error(`There is no point ${number}.`);
  return point;
}
