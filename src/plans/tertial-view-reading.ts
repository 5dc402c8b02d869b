import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { Tertial } from '../kernel/tertial.js';
import type { TertialView } from './tertial-view/tertial-view.js';

/** Where other features read the tertial views. */
export const TERTIAL_VIEWS = 'TERTIAL_VIEWS';

export interface ReadTertialViews {
  /** Null: there is no such plan. As of a moment, or as it is now when that is null. */
  one(planId: Id<'Plan'>, tertial: Tertial, moment: Moment | null): Promise<TertialView | null>;
}
