import { permit, permitInMunicipality, type Person } from '../kernel/permissions.js';
import { kindAndIdOf } from '../kernel/fold.js';
import { idOf, municipalityOfBoardless } from '../kernel/identity.js';

/**
 * Checks that a person may get the proof of an event. The proof discloses the event's stream, type and actor.
 *
 * @throws Refusal `NOT_FOUND` when the person has no role for the stream's board or municipality (rule 43).
 * @throws Refusal `FORBIDDEN` when none of the person's roles there may read proofs.
 */
export function permitToProve(person: Person, stream: string): void {
  const [, id] = kindAndIdOf(stream);
  const municipalityId = municipalityOfBoardless(id);
  if (municipalityId !== null) {
    permitInMunicipality(person, 'readEvidence', municipalityId, stream);
    return;
  }
  permit(person, 'readEvidence', idOf('Board', id.split('.', 2).join('.')), stream);
}
