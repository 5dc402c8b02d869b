import type { Grant } from '../kernel/permissions.js';
import type { VersionView } from './matter-view.js';
import type { Attachment } from './matter-version.js';
import type { GivenVerdict } from '../reviews/review.js';

/** A changed part of a matter, before and after; null on a side where the part is missing. */
export interface Changed {
  /** The text's field, the point's number, the figure's or attachment's name, or the recipient. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The changes of a matter since a reviewer read it (rule 20). Equal parts are left out. */
export interface MatterDifference {
  readonly from: number;
  readonly to: number;
  /** `title`, `brief` and `considerations`, with the figures filled in. */
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

/** Ignores the proposal's version: another version makes the same request, and the proposal shows its text. */
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

/** Returns the number of the version that last got a verdict from the person or at the person's step. */
export function lastReviewed(
  verdicts: readonly GivenVerdict[],
  personId: string,
  grants: readonly Grant[],
): number | undefined {
  const steps = grants.flatMap(({ step }) => step ?? []);
  return verdicts.findLast(({ by, step }) => by === personId || steps.includes(step))?.version;
}
