import { deputyIdOf, type Id, roleAssignmentIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { ChangeOf } from './first-administrator.js';
import { type Days, hasEnded, overlap, type Register, type RoleAssignment } from './register.js';
import { isAdministrator } from './role-assignments.js';

/**
 * Returns the changes that make the administrators of boards administrators of the municipality, on the same days from
 * today on, with the same deputies. In a register of an older build each of them managed the whole municipality, and
 * nobody could manage it without these changes (rule 56). Returns none when the register has ever had an administrator
 * of the municipality.
 */
export function fromOlderBuild({ municipalityId, roles, deputies }: Register, today: IsoDate): ChangeOf[] {
  if (roles.some(isAdministrator)) return [];
  const older = roles.filter((held) => held.role === 'ADMINISTRATOR' && !hasEnded(held, today));
  const granted = [...Map.groupBy(older, ({ personId }) => personId)]
    .flatMap(([personId, held]) => union(held.map((days) => since(days, today))).map((days) => ({ personId, ...days })))
    .map((held, index): RoleAssignment => {
      const id = roleAssignmentIdOf(municipalityId, index + 1);
      return { id, boardId: null, role: 'ADMINISTRATOR', step: null, ...held };
    });
  return granted.flatMap((role) => {
    const { personId: about } = role;
    const own = older.filter(({ personId }) => personId === about);
    const appointed = own.flatMap((board) =>
      deputies
        .filter(({ roleId }) => roleId === board.id)
        .flatMap(({ personId, ...days }) => {
          const both = intersection(intersection(since(days, today), board), role);
          return both === null ? [] : [{ personId, ...both }];
        }),
    );
    return [
      { about, change: { happened: 'RoleGranted', kind: 'role', role } } as const,
      ...deputiesOf(role.id, appointed).map(
        (deputy) => ({ about, change: { happened: 'DeputyAppointed', kind: 'deputy', deputy } }) as const,
      ),
    ];
  });
}

function deputiesOf(roleId: Id<'RoleAssignment'>, appointed: readonly (Days & { readonly personId: Id<'Person'> })[]) {
  return [...Map.groupBy(appointed, ({ personId }) => personId)]
    .flatMap(([personId, days]) => union(days).map((one) => ({ personId, ...one })))
    .map((deputy, index) => ({ id: deputyIdOf(roleId, index + 1), roleId, ...deputy }));
}

function since({ from, to }: Days, today: IsoDate): Days {
  return { from: from < today ? today : from, to };
}

/** Returns the days that both have; null when there are none. */
function intersection(one: Days | null, other: Days): Days | null {
  if (one === null || !overlap(one, other)) return null;
  const from = one.from < other.from ? other.from : one.from;
  const to = one.to === null || (other.to !== null && other.to < one.to) ? other.to : one.to;
  return { from, to };
}

/** Joins days that overlap, because a person has a role only once at a time. */
function union(all: readonly Days[]): Days[] {
  const joined: Days[] = [];
  for (const { from, to } of all.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last === undefined || !overlap(last, { from, to })) joined.push({ from, to });
    else if (last.to !== null && (to === null || last.to < to)) joined.splice(-1, 1, { from: last.from, to });
  }
  return joined;
}
