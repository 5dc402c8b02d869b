import { type Id, unitMemberIdOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { registerRefusals } from './register-refusals.js';
import type { Register, RegisterChange, UnitMember } from './register.js';
import { findIn, hasEnded, namedPersonIn, overlap, requireDays } from './register.js';

export interface AddUnitMemberData {
  readonly unitId: Id<'Unit'>;
  readonly personId: Id<'Person'>;
  /** The first day; today when absent. */
  readonly from?: IsoDate | null;
  readonly to?: IsoDate | null;
}

export function addUnitMember(
  { unitId, personId, ...days }: AddUnitMemberData,
  register: Register,
  today: IsoDate,
): RegisterChange {
  findIn(register.units, unitId);
  namedPersonIn(register, personId);
  const number = register.unitMembers.filter((member) => member.unitId === unitId).length + 1;
  const [from, to] = [days.from ?? today, days.to ?? null];
  const member = { id: unitMemberIdOf(unitId, number), unitId, personId, from, to };
  requireDays(member);
  requireOnce(member, register);
  return { happened: 'UnitMemberAdded', kind: 'unitMember', member };
}

export interface EndUnitMemberData {
  readonly memberId: Id<'UnitMember'>;
  /** The last day on which the person belongs to the unit. */
  readonly to: IsoDate;
}

export function endUnitMember({ memberId, to }: EndUnitMemberData, register: Register, today: IsoDate): RegisterChange {
  const member = findIn(register.unitMembers, memberId);
  // Rule 134: nobody changes a membership that has ended, because the units of past days must stay the same.
  if (member.to !== null && hasEnded(member, today))
    throw new Refusal(registerRefusals.UNIT_MEMBER_ENDED, { id: memberId, lastDay: member.to });
  const ended = { ...member, to };
  requireDays(ended);
  requireOnce(ended, register);
  return { happened: 'UnitMemberEnded', kind: 'unitMember', member: ended };
}

function requireOnce(member: UnitMember, { unitMembers }: Register): void {
  const same = unitMembers.find(
    (other) =>
      other.id !== member.id &&
      other.unitId === member.unitId &&
      other.personId === member.personId &&
      overlap(other, member),
  );
  // Rule 134: a person cannot belong to the same unit twice at the same time.
  if (same !== undefined) throw new Refusal(registerRefusals.UNIT_MEMBER_ALREADY, { id: same.id });
}
