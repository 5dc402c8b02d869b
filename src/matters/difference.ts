import type { Grant } from '../kernel/permissions.js';
import type { VersionView } from './matter-view.js';
import type { Attachment } from './matter-version.js';
import type { GivenVerdict } from '../reviews/review.js';

/** A part that differs between two versions of a matter. `before` or `after` is null if that version lacks the part. */
export interface Changed {
  /**
   * The part: the name of a text, computed number or attachment, the number of a decision point, or a recipient. For a
   * part of a removal, the number of its point and the name of the part, such as `2 motivation`.
   */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The parts that differ between the version of a reviewer's last verdict and the newest version (rule 20). */
export interface MatterDifference {
  readonly from: number;
  readonly to: number;
  /** The texts `title`, `brief` and `considerations`, with the computed numbers instead of placeholders. */
  readonly texts: readonly Changed[];
  readonly points: readonly Changed[];
  /** The parts of the removals: the reason, the goal and the activity. */
  readonly removals: readonly Changed[];
  readonly figures: readonly Changed[];
  readonly attachments: readonly Changed[];
  readonly recipients: readonly Changed[];
}

export function difference(from: VersionView, to: VersionView): MatterDifference {
  return {
    from: from.number,
    to: to.number,
    texts: changed(textsOf(from), textsOf(to)),
    points: changed(pointsOf(from), pointsOf(to)),
    removals: changed(removalsOf(from), removalsOf(to)),
    figures: changed(figuresOf(from), figuresOf(to)),
    attachments: changed(from.attachments.map(attachmentEntry), to.attachments.map(attachmentEntry)),
    recipients: changed(
      from.recipients.map((recipient) => [recipient, recipient]),
      to.recipients.map((recipient) => [recipient, recipient]),
    ),
  };
}

type Entry = readonly [what: string, text: string];

function changed(before: readonly Entry[], after: readonly Entry[]): Changed[] {
  const [was, is] = [new Map(before), new Map(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? null, after: is.get(what) ?? null }))
    .filter((one) => one.before !== one.after);
}

function textsOf({ asRead }: VersionView): Entry[] {
  const { title, brief, considerations } = asRead;
  return [
    ['title', title],
    ['brief', brief],
    ['considerations', considerations],
  ];
}

/** Puts the version of the removal proposal into a point's text, so that a new version shows as a change. */
function pointsOf({ points }: VersionView): Entry[] {
  return points.map(({ number, proposedWording, proposalId, proposalVersion }) => [
    String(number),
    proposalId === null ? proposedWording : `${proposedWording} (${proposalId}, ${proposalVersion ?? 1})`,
  ]);
}

function removalsOf({ points }: VersionView): Entry[] {
  return points.flatMap(({ number, removal }) => {
    if (removal === null) return [];
    const { category, motivation, goalTitle, heading, description, startDate, endDate, responsibleUnit, status } =
      removal;
    const parts = { category, motivation, goalTitle, heading, description, startDate, endDate, responsibleUnit };
    const reported = status === null ? {} : { status: `${status.tertial} ${status.code}`, comment: status.comment };
    return Object.entries({ ...parts, ...reported }).map(([part, text]) => [`${number} ${part}`, text] as const);
  });
}

function figuresOf({ figures }: VersionView): Entry[] {
  return figures.map(({ name, value }) => [name, String(value)]);
}

function attachmentEntry({ name, reference, sha256 }: Attachment): Entry {
  return [name, `${reference} ${sha256}`];
}

/** Returns the number of the last version with a verdict by the person or at the person's steps, or undefined. */
export function lastReviewed(
  verdicts: readonly GivenVerdict[],
  personId: string,
  grants: readonly Grant[],
): number | undefined {
  const steps = grants.flatMap(({ step }) => step ?? []);
  return verdicts.findLast(({ by, step }) => by === personId || steps.includes(step))?.version;
}
