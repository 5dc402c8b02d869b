import { type Tertial, tertials } from '../../kernel/tertial.js';

export const PLANS = '/planer';

export function planAddress(planId: string): string {
  return `${PLANS}/${planId}`;
}

export function tertialAddress(planId: string, tertial: Tertial): string {
  return `${planAddress(planId)}/${tertial.toLowerCase()}`;
}

/** Returns the tertial that a part of an address names, such as `t1`. */
export function tertialNamed(part: string | undefined): Tertial | undefined {
  return tertials.find((tertial) => tertial.toLowerCase() === part);
}
