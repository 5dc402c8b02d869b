import { sql } from 'kysely';
import { type Grant, type Person, type PersonRole, personRoles } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { Clock } from '../platform/runtime/clock.service.js';
import type { PeopleDb } from './people-tables.service.js';

interface SignIn {
  readonly issuer: string;
  readonly subject: string;
}

interface Row extends SignIn {
  readonly person: Id<'Person'>;
  readonly municipality: Id<'Municipality'>;
  /** The board of the role; null for a role of the municipality. */
  readonly board: Id<'Board'> | null;
  /** Null when the person has no role today, as are the other fields of the role. */
  readonly role: PersonRole | null;
  readonly step: string | null;
  readonly holder: Id<'Person'> | null;
}

interface Question {
  readonly signIns: SignIn[];
  readonly answer: Promise<ReadonlyMap<string, Person>>;
}

/**
 * Finds persons in the register by their sign-ins. The service looks up each subscriber before each message, so many
 * lookups can begin at once. Only one query runs at a time. All lookups that begin meanwhile share the next query.
 */
export class PersonsBySignIn {
  #asking: Promise<unknown> = Promise.resolve();
  #next: Question | undefined;

  /** @param read Reads the persons with the given sign-ins. The keys of the map come from {@link keyOf}. */
  constructor(private readonly read: (signIns: readonly SignIn[]) => Promise<ReadonlyMap<string, Person>>) {}

  /** Returns null when nobody has the sign-in. */
  async one(issuer: string, subject: string): Promise<Person | null> {
    this.#next ??= this.ask();
    this.#next.signIns.push({ issuer, subject });
    const persons = await this.#next.answer;
    return persons.get(keyOf({ issuer, subject })) ?? null;
  }

  private ask(): Question {
    const signIns: SignIn[] = [];
    const answer = this.#asking
      .catch(() => null)
      .then(() => {
        this.#next = undefined;
        return this.read(signIns);
      });
    this.#asking = answer;
    return { signIns, answer };
  }
}

export function keyOf({ issuer, subject }: SignIn): string {
  return JSON.stringify([issuer, subject]);
}

/**
 * Reads the persons with these sign-ins and the roles that they have today. A person's own roles come first, before the
 * roles in which the person is a deputy. A deputy has a role only on days when both the role and the deputy's
 * appointment apply. The query names the collation of the indexes of roles and deputies, because PostgreSQL uses an
 * index only for a comparison with the same collation.
 */
export async function personsWith(
  db: PeopleDb,
  clock: Clock,
  signIns: readonly SignIn[],
): Promise<ReadonlyMap<string, Person>> {
  const today = clock.today();
  const [issuers, subjects] = [signIns.map(({ issuer }) => issuer), signIns.map(({ subject }) => subject)];
  const { rows } = await sql<Row>`
    select me.issuer, me.subject, me.id as person, me.municipality_id as municipality, held.*
    from people.persons me left join lateral (
      select r.board_id as board, r.role, r.step, null as holder, r.number from people.roles r
      where r.municipality_id = me.municipality_id and r.person_id = me.id collate "default"
        and r.from_day <= ${today} and (r.to_day is null or r.to_day >= ${today})
      union all
      select r.board_id, r.role, r.step, r.person_id, r.number from people.deputies d join people.roles r on r.id = d.role_id
      where d.municipality_id = me.municipality_id and d.person_id = me.id collate "default"
        and d.from_day <= ${today} and (d.to_day is null or d.to_day >= ${today})
        and r.from_day <= ${today} and (r.to_day is null or r.to_day >= ${today})
    ) held on true
    where (me.issuer, me.subject) in (select * from unnest(${issuers}::text[], ${subjects}::text[]))
    order by held.holder nulls first, held.number`.execute(db);
  const persons = new Map<string, Person>();
  for (const [key, held] of Map.groupBy(rows, keyOf)) {
    const [me] = held;
    if (me === undefined) continue;
    const { person: personId, municipality: municipalityId } = me;
    persons.set(key, { kind: 'person', personId, municipalityId, grants: held.flatMap(grantIn) });
  }
  return persons;
}

function grantIn({ board: boardId, role: name, step, holder }: Row): Grant[] {
  const role = personRoles.find((candidate) => candidate === name);
  if (role === undefined) return [];
  const grant: Grant = step === null ? { boardId, role } : { boardId, role, step };
  return [holder === null ? grant : { ...grant, actingFor: holder }];
}
