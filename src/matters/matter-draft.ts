import { type Act, permit } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id, matterIdOf } from '../kernel/identity.js';
import { Refusal, requireText } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { folded } from '../kernel/text.js';
import type { MatterEvent, MatterKind } from './matter-event.js';
import { requireChangeable } from './matter-points.js';
import { matterRefusals } from './matter-refusals.js';
import type { Attachment, DraftContent, KeptDraft, MatterDraft } from './matter-version.js';
import type { Matter } from './matter.js';

export interface OpenMatterData {
  readonly boardId: Id<'Board'>;
  readonly kind: MatterKind;
  readonly dnr: string;
  readonly title: string;
}

export function openMatter(command: OpenMatterData, matter: Matter | null, act: Act): MatterEvent[] {
  const { boardId, kind, dnr, title } = command;
  permit(act.actor, 'openMatter', boardId, boardId);
  requireText('dnr', dnr);
  const matterId = matterIdOf(boardId, dnr);
  // Rule 130: what the withdrawn matter said, and why it was withdrawn, stays under its number.
  if (matter !== null && matter.status === 'WITHDRAWN')
    throw new Refusal(matterRefusals.MATTER_NUMBER_WITHDRAWN, { matterId, dnr: matter.dnr });
  if (matter !== null) throw new Refusal(matterRefusals.MATTER_EXISTS, { matterId });
  requireText('title', title);
  return [{ type: 'MatterOpened', data: { matterId, boardId, kind, dnr: folded(dnr), title } }];
}

/** Returns the draft with the stored content, else with the content of the newest version, else with the title only. */
export function draftOf(matter: Pick<Matter, 'title' | 'versions'>, kept: KeptDraft | null): MatterDraft {
  const { texts, attachments, recipients } = kept?.content ?? matter.versions.at(-1) ?? blank(matter.title);
  const authors = kept?.authors ?? [];
  return {
    texts,
    attachments,
    recipients,
    authors,
    revision: revisionOf(kept),
    by: kept?.by ?? null,
    at: kept?.at ?? null,
  };
}

function blank(title: string): DraftContent {
  return { texts: { title, brief: '', considerations: '' }, attachments: [], recipients: [] };
}

function revisionOf(kept: KeptDraft | null): number {
  return kept?.revision ?? 0;
}

export interface ClearMatterDraftData {
  readonly matterId: Id<'Matter'>;
  /** The revision of the draft that the person read; 0 before the first save or clear. */
  readonly expectedDraftRevision: number;
}

/** The new values of a draft's fields. A null field keeps its value in the draft. */
export interface SaveMatterDraftData extends ClearMatterDraftData {
  readonly title: string | null;
  readonly brief: string | null;
  readonly considerations: string | null;
  readonly attachments: readonly Attachment[] | null;
  readonly recipients: readonly string[] | null;
}

/**
 * Applies changes to the draft. Every person who saves the draft, also a reviewer, becomes a co-author (rule 18). When
 * the person has saved just these changes, it returns the stored draft: a command that is sent again has one effect.
 */
export function saveMatterDraft(
  command: SaveMatterDraftData,
  matter: Matter | null,
  kept: KeptDraft | null,
  act: Act,
  at: IsoInstant,
): KeptDraft {
  const by = act.actor.personId;
  const writable = requireMayDraftMatter(command.matterId, matter, act);
  if (kept !== null && isNext(command, kept, by) && hasValues(command, kept.content)) return kept;
  requireSameDraft(command.expectedDraftRevision, kept);
  const { texts, ...draft } = draftOf(writable, kept);
  return {
    content: {
      texts: {
        title: command.title ?? texts.title,
        brief: command.brief ?? texts.brief,
        considerations: command.considerations ?? texts.considerations,
      },
      attachments: command.attachments ?? draft.attachments,
      recipients: command.recipients ?? draft.recipients,
    },
    authors: draft.authors.includes(by) ? draft.authors : [...draft.authors, by],
    revision: draft.revision + 1,
    by,
    at,
  };
}

/** Removes the draft's content and authors. A person may do so because a draft is not a record (rule 47). */
export function clearMatterDraft(
  command: ClearMatterDraftData,
  matter: Matter | null,
  kept: KeptDraft | null,
  act: Act,
  at: IsoInstant,
): KeptDraft {
  const by = act.actor.personId;
  requireMayDraftMatter(command.matterId, matter, act);
  if (kept !== null && isNext(command, kept, by) && kept.content === null) return kept;
  requireSameDraft(command.expectedDraftRevision, kept);
  return { content: null, authors: [], revision: revisionOf(kept) + 1, by, at };
}

/** Returns the matter when the actor may save or clear its draft now. @throws Refusal otherwise */
export function requireMayDraftMatter(matterId: Id<'Matter'>, matter: Matter | null, { actor }: Act): Matter {
  permit(actor, 'draftMatter', boardOf(matterId), matterId);
  return requireChangeable(existing(matter, matterId), 'change');
}

/** Whether the stored draft is the one that the person made of the draft that they read. */
function isNext({ expectedDraftRevision }: ClearMatterDraftData, kept: KeptDraft, personId: string): boolean {
  return kept.by === personId && kept.revision === expectedDraftRevision + 1;
}

/** Whether the draft has the values that the command gives. */
function hasValues(command: SaveMatterDraftData, content: DraftContent | null): boolean {
  if (content === null) return false;
  const { title, brief, considerations, attachments, recipients } = command;
  const { texts } = content;
  return (
    (title ?? texts.title) === texts.title &&
    (brief ?? texts.brief) === texts.brief &&
    (considerations ?? texts.considerations) === texts.considerations &&
    JSON.stringify((attachments ?? content.attachments).map(fieldsOf)) ===
      JSON.stringify(content.attachments.map(fieldsOf)) &&
    (recipients ?? content.recipients).join('\n') === content.recipients.join('\n')
  );
}

function fieldsOf({ name, reference, sha256 }: Attachment): readonly string[] {
  return [name, reference, sha256];
}

/** @throws Refusal `DRAFT_CHANGED`, with the last writer and time, when `read` is not the draft's revision. */
export function requireSameDraft(read: number, kept: KeptDraft | null): void {
  const actual = revisionOf(kept);
  // Rule 42: optimistic concurrency prevents a person from overwriting another person's text.
  if (read !== actual) {
    throw new Refusal(matterRefusals.DRAFT_CHANGED, { expected: read, actual, by: kept?.by ?? '', at: kept?.at ?? '' });
  }
}
