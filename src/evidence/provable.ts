import { permit, permitInMunicipality, type Person } from '../kernel/permissions.js';
import { kindAndIdOf } from '../kernel/fold.js';
import { adoptedLogFold } from './adopted-log.js';
import { idOf, isId, municipalityOfBoardless } from '../kernel/identity.js';

/**
 * Checks that a person may get the proof of an event. The proof discloses the event's stream, type and actor.
 *
 * @throws Refusal `NOT_FOUND` when the person has no role for the stream's board or municipality (rule 43).
 * @throws Refusal `FORBIDDEN` when none of the person's roles there may read proofs.
 */
export function permitToProve(person: Person, stream: string): void {
  const [kind, id] = kindAndIdOf(stream);
  // Only the adoptions of a log stand in a stream with the id of a municipality.
  const isNoStream = isId('Municipality', id) && kind !== adoptedLogFold.kind;
  const municipalityId = isNoStream ? null : municipalityOfBoardless(id);
  if (municipalityId !== null) {
    permitInMunicipality(person, 'readEvidence', municipalityId, stream);
    return;
  }
  permit(person, 'readEvidence', idOf('Board', id.split('.', 2).join('.')), stream);
}
