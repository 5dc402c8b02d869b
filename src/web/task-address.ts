import type { Tertial } from '../kernel/tertial.js';
import type { WaitingKind } from '../kernel/waiting.js';

/** The tasks of a follow-up. Each is carried out on a page of the tertial. */
const inFollowUp: readonly WaitingKind[] = ['REPORT_STATUS', 'REPORT_MEASURE', 'ASSESS_GOAL', 'CLOSE_FOLLOW_UP'];

interface Task {
  readonly kind: WaitingKind;
  readonly id: string;
  readonly tertial: Tertial | null;
}

/** The address of the page on which a task is carried out. Null: there is no such page yet. */
export function taskAddress({ kind, id, tertial }: Task): string | null {
  if (tertial === null || !inFollowUp.includes(kind)) return null;
  const names = id.split('.');
  const [plan, part] = [names.slice(0, 3).join('.'), names.slice(3).join('.')];
  return `/planer/${plan}/${tertial.toLowerCase()}/${kind === 'CLOSE_FOLLOW_UP' ? 'uppfoljning' : part}`;
}
