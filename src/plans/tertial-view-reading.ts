import type { Id } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import type { TertialView } from './tertial-view.js';

/** Where other features read the tertial views, ready made. */
export const TERTIAL_VIEWS = 'TERTIAL_VIEWS';

export interface ReadTertialViews {
  /** Null: there is no such plan. */
  one(planId: Id<'Plan'>, tertial: Tertial): Promise<TertialView | null>;
}
