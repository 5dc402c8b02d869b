import { planNamedIn } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import type { WaitingKind } from '../kernel/waiting.js';
import { matterAddress, meetingAddress, planAddress, proposalAddress, ROLES } from './addresses.js';

interface Task {
  readonly kind: WaitingKind;
  readonly id: string;
  readonly tertial: Tertial | null;
  /** Whether the person gives a command for it. An adjuster's task is recorded by the secretary. */
  readonly isOwn: boolean;
}

/** The address of the page on which a task is carried out. */
export function taskAddress({ kind, id, tertial, isOwn }: Task): string {
  switch (kind) {
    case 'REPORT_STATUS':
    case 'REPORT_MEASURE':
    case 'ASSESS_GOAL':
      return inFollowUp(id, tertial, id.split('.').slice(3).join('.'));
    case 'CLOSE_FOLLOW_UP':
      return inFollowUp(id, tertial, 'uppfoljning');
    case 'REVIEW_REMOVAL':
      return `${proposalAddress(id)}/granska`;
    case 'REVISE_REMOVAL':
      return `${proposalAddress(id)}/andra`;
    case 'PUT_TO_BOARD':
      return `${proposalAddress(id)}/till-arende`;
    case 'SUBMIT_MATTER':
      return `${matterAddress(id)}/lamna`;
    case 'REVIEW_MATTER':
      return `${matterAddress(id)}/granska`;
    case 'ACCEPT_REPORT_CHANGE':
      return `${matterAddress(id)}/godta`;
    case 'REVISE_MATTER':
      return `${matterAddress(id)}/skriv`;
    case 'PUT_ON_AGENDA':
      return `${matterAddress(id)}/satt-upp`;
    case 'RESOLVE_STUCK':
      if (id.includes('.meeting-')) return meetingAddress(id);
      return id.includes('.dnr-') ? matterAddress(id) : proposalAddress(id);
    case 'FILL_ROLE':
      return `${ROLES}/${id}/ge`;
    case 'SEND_SUMMONS':
    case 'READ_SUMMONS':
    case 'OPEN_MEETING':
    case 'DECIDE_POINT':
    case 'CLOSE_MEETING':
    case 'ADJUST_MINUTES':
    case 'POST_NOTICE':
    case 'TAKE_DOWN_NOTICE':
    case 'SETTLE_APPEAL':
      return `${meetingAddress(id)}${isOwn ? formsOfMeeting[kind] : ''}`;
  }
}

/** The form of each task of a meeting. A point is chosen on the page of the meeting. */
const formsOfMeeting = {
  SEND_SUMMONS: '/kalla',
  READ_SUMMONS: '',
  OPEN_MEETING: '/oppna',
  DECIDE_POINT: '',
  CLOSE_MEETING: '/avsluta',
  ADJUST_MINUTES: '/justera',
  POST_NOTICE: '/anslag',
  TAKE_DOWN_NOTICE: '/ta-ned-anslag',
  SETTLE_APPEAL: '/avgor-overklagande',
} as const;

function inFollowUp(id: string, tertial: Tertial | null, part: string): string {
  const plan = planAddress(planNamedIn(id));
  return tertial === null ? plan : `${plan}/${tertial.toLowerCase()}/${part}`;
}
