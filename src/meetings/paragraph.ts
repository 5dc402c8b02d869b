import type { Adjustment, Appeal, PublicNotice } from './after-meeting.js';
import type { Meeting, RecordedDecision } from './meeting.js';
import type { ParagraphStatus } from './meeting-process.js';

type Finalised = Pick<Meeting, 'adjustments' | 'notices' | 'appeals' | 'legalForce'>;

/** The §§ of a meeting's minutes, in their order: of its decisions, and of the matters that it took up (rule 26). */
export function paragraphsOf({ agenda, decisions }: Pick<Meeting, 'agenda' | 'decisions'>): string[] {
  const added = agenda.flatMap((item) => (item.state === 'ADDED' ? [item.paragraph] : []));
  const all = [...added, ...decisions.map(({ paragraph }) => paragraph)];
  return inOrder([...new Set(all)]);
}

const { compare } = new Intl.Collator('sv', { numeric: true });

/** §§ by their numbers: 9 before 10, and 10 before 10 a. */
export function inOrder(paragraphs: readonly string[]): string[] {
  return paragraphs.toSorted(compare);
}

export function decisionsOf(
  { decisions }: Pick<Meeting, 'decisions'>,
  paragraphs: readonly string[],
): RecordedDecision[] {
  return decisions.filter(({ paragraph }) => paragraphs.includes(paragraph));
}

export function adjustmentOf({ adjustments }: Finalised, paragraph: string): Adjustment | undefined {
  return adjustments.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

export function noticeOf({ notices }: Finalised, paragraph: string): PublicNotice | undefined {
  return notices.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

export function appealsOf({ appeals }: Finalised, paragraph: string): Appeal[] {
  return appeals.filter((appeal) => appeal.paragraph === paragraph);
}

/** How far a § has come, told by what has been recorded of it and not by the day. */
export function paragraphStatus(meeting: Finalised, paragraph: string): ParagraphStatus {
  const appeals = appealsOf(meeting, paragraph);
  if (appeals.some(({ settled }) => settled?.ruling === 'ANNULLED')) return 'ANNULLED';
  if (noticeOf(meeting, paragraph) === undefined) {
    return adjustmentOf(meeting, paragraph) === undefined ? 'DECIDED' : 'ADJUSTED';
  }
  // Rule 40: one that came in time withholds legal force until it is settled.
  if (hasOpenAppeal(meeting, paragraph)) return 'APPEALED';
  return meeting.legalForce.some(({ paragraphs }) => paragraphs.includes(paragraph)) ? 'IN_FORCE' : 'NOTICED';
}

/** Whether an appeal that came in time is not yet settled. */
export function hasOpenAppeal(meeting: Finalised, paragraph: string): boolean {
  return appealsOf(meeting, paragraph).some(({ late, settled }) => !late && settled === null);
}
