import { sql } from 'kysely';
import { type Grant, type Person, type PersonRole, personRoles } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { Clock } from '../platform/runtime/clock.service.js';
import type { PeopleDb } from './people-tables.service.js';

interface Row {
  readonly person: Id<'Person'>;
  readonly municipality: Id<'Municipality'>;
  /** The board of the role. This field and the next three are null when the person has no role today. */
  readonly board: Id<'Board'> | null;
  readonly role: PersonRole | null;
  readonly step: string | null;
  readonly holder: Id<'Person'> | null;
}

/**
 * Reads the person with this sign-in and the roles that the person has today; null when nobody has the sign-in. The
 * person's own roles come first, before the roles in which the person is a deputy. A deputy has a role only on days
 * when both the role and the deputy's appointment apply.
 */
export async function personOfSubject(
  db: PeopleDb,
  clock: Clock,
  issuer: string,
  subject: string,
): Promise<Person | null> {
  const today = clock.today();
  const { rows } = await sql<Row>`
    select me.id as person, me.municipality_id as municipality, held.*
    from people.persons me left join lateral (
      select r.board_id as board, r.role, r.step, null as holder, r.number from people.roles r
      where r.municipality_id = me.municipality_id and r.person_id = me.id
        and r.from_day <= ${today} and (r.to_day is null or r.to_day >= ${today})
      union all
      select r.board_id, r.role, r.step, r.person_id, r.number from people.deputies d join people.roles r on r.id = d.role_id
      where d.municipality_id = me.municipality_id and d.person_id = me.id
        and d.from_day <= ${today} and (d.to_day is null or d.to_day >= ${today})
        and r.from_day <= ${today} and (r.to_day is null or r.to_day >= ${today})
    ) held on true
    where me.issuer = ${issuer} and me.subject = ${subject}
    order by held.holder nulls first, held.number`.execute(db);
  const [me] = rows;
  if (me === undefined) return null;
  return { kind: 'person', personId: me.person, municipalityId: me.municipality, grants: rows.flatMap(grantIn) };
}

function grantIn({ board: boardId, role: name, step, holder }: Row): Grant[] {
  const role = personRoles.find((candidate) => candidate === name);
  if (boardId === null || role === undefined) return [];
  const grant: Grant = step === null ? { boardId, role } : { boardId, role, step };
  return [holder === null ? grant : { ...grant, actingFor: holder }];
}
