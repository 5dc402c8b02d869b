import type { Person } from '../kernel/act.js';
import type { Id } from '../kernel/identity.js';
import { may, permit, rolesFor } from '../kernel/permissions.js';
import { asSummoned, type MatterView } from './matter-view.js';

/** Whether a matter is read whole, or as it was summoned. */
export type Reading = 'WHOLE' | 'AS_SUMMONED';

/** The board's members read what was summoned to them; drafts and reviews are the administration's own. */
export function readingOf(person: Person, boardId: Id<'Board'>, id: string): Reading {
  if (rolesFor(person, boardId).some((role) => may(role, 'readMatters'))) return 'WHOLE';
  permit(person, 'readSubmittedMatters', boardId, id);
  return 'AS_SUMMONED';
}

/** Null: there is nothing of it for who reads it so. */
export function readBy(reading: Reading, matter: MatterView): MatterView | null {
  return reading === 'WHOLE' ? matter : asSummoned(matter);
}
