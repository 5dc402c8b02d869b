import { planNamedIn } from '../../kernel/identity.js';
import { planAddress } from '../../web/addresses.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';

export function tertialAddress(planId: string, tertial: Tertial): string {
  return `${planAddress(planId)}/${tertial.toLowerCase()}`;
}

/** The address at which a follow-up is opened and closed. */
export function followUpAddress(planId: string, tertial: Tertial): string {
  return `${tertialAddress(planId, tertial)}/uppfoljning`;
}

/** The address of the file with the reports of a tertial, which can be filled in and imported. */
export function reportsFileAddress(planId: string, tertial: Tertial, ending: 'xlsx' | 'csv'): string {
  return `${tertialAddress(planId, tertial)}/fil/rapporter.${ending}`;
}

/** The address at which such a file is imported. */
export function reportsImportAddress(planId: string, tertial: Tertial): string {
  return `${tertialAddress(planId, tertial)}/fil`;
}

/** Returns the tertial that a part of an address names, such as `t1`. */
export function tertialNamed(part: string | undefined): Tertial | undefined {
  return tertials.find((tertial) => tertial.toLowerCase() === part);
}

/** Returns the part of an id that names a goal, a measure or an activity within its plan, such as `g1.a2`. */
export function partOf(id: string): string {
  return id.split('.').slice(3).join('.');
}

/** The address at which a goal, a measure or an activity is reported for a tertial. */
export function reportAddress(id: string, tertial: Tertial): string {
  return `${tertialAddress(planNamedIn(id), tertial)}/${partOf(id)}`;
}
