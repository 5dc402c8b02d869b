import type { Grant } from '../kernel/permissions.js';
import type { VersionView } from './matter-view.js';
import type { Attachment } from './matter-version.js';
import type { GivenVerdict } from '../reviews/review.js';

/** Something of a matter as it was and as it is; null: it was not there, or is no more. */
export interface Changed {
  /** Which text, which point by its number, which figure or attachment by its name, or which recipient. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a reviewer sees of what has changed since they read it (rule 20). Nothing that is the same stands here. */
export interface MatterDifference {
  readonly from: number;
  readonly to: number;
  /** `title`, `brief` and `considerations`, as they are read. */
  readonly texts: readonly Changed[];
  readonly points: readonly Changed[];
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

/** A proposal in another version asks for the same in other words, which stand in the proposal. */
function pointsOf({ points }: VersionView): Entry[] {
  return points.map(({ number, proposedWording, proposalId, proposalVersion }) => [
    String(number),
    proposalId === null ? proposedWording : `${proposedWording} (${proposalId}, ${proposalVersion ?? 1})`,
  ]);
}

function figuresOf({ figures }: VersionView): Entry[] {
  return figures.map(({ name, value }) => [name, String(value)]);
}

function attachmentEntry({ name, reference, sha256 }: Attachment): Entry {
  return [name, `${reference} ${sha256}`];
}

/** The number of the version that somebody, or the step that they hold, gave a verdict on last. */
export function lastReviewed(
  verdicts: readonly GivenVerdict[],
  personId: string,
  grants: readonly Grant[],
): number | undefined {
  const steps = grants.flatMap(({ step }) => step ?? []);
  return verdicts.findLast(({ by, step }) => by === personId || steps.includes(step))?.version;
}
