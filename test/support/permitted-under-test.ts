import type { Act, Grant, Person, PersonRole } from '../../src/kernel/permissions.js';
import { type Guards, permittedBy } from '../../src/kernel/permitted.js';
import { idOf } from '../../src/kernel/identity.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { auditor, board, by, clerk, controller, head, otherClerk, person, secretary, unitManager } from './given.js';
import { bothSteps } from './removal-under-test.js';

/** A reviewer of the first step who also changed the text. */
export const coAuthor = person('urban', 'REVIEWER', 'UNIT_MANAGER');

function withGrants(name: string, ...grants: readonly Grant[]): Person {
  return { ...person(name, 'CLERK'), grants };
}

function deputy(name: string, role: PersonRole, actingFor: string, step?: string): Person {
  const grant = { boardId: board, role, actingFor: idOf('Person', actingFor) };
  return withGrants(name, step === undefined ? grant : { ...grant, step });
}

const everyRole = ['CONTROLLER', 'CLERK', 'SECRETARY'] as const;

function withEveryRoleOf(name: string, boardId: Person['grants'][number]['boardId']): Person {
  const reviewer = { boardId, role: 'REVIEWER', step: 'UNIT_MANAGER' } as const;
  return withGrants(name, reviewer, ...everyRole.map((role) => ({ boardId, role })));
}

/** Everybody to whom the rules can give different answers about one text. */
export const readers: Readonly<Record<string, Person>> = {
  'the author': clerk,
  'the co-author': coAuthor,
  'another clerk': otherClerk,
  'the reviewer of the first step': unitManager,
  'the reviewer of the second step': head,
  'a reviewer of both steps': bothSteps,
  'the author as reviewer': withGrants('hans', ...clerk.grants, ...head.grants),
  'a deputy of the first reviewer': deputy('dagny', 'REVIEWER', 'ulla', 'UNIT_MANAGER'),
  'a deputy of the second reviewer': deputy('disa', 'REVIEWER', 'frida', 'HEAD_OF_ADMINISTRATION'),
  'a reviewer and deputy of the author': withGrants(
    'doris',
    ...unitManager.grants,
    ...deputy('doris', 'CLERK', 'hans').grants,
  ),
  'a controller': controller,
  'a secretary': secretary,
  'a deputy of the secretary': deputy('dan', 'SECRETARY', 'sven'),
  'an auditor': auditor,
  'somebody of another board': withEveryRoleOf('stina', idOf('Board', 'exempel.bun')),
  'somebody of another municipality': {
    ...withEveryRoleOf('nils', idOf('Board', 'annan.ks')),
    municipalityId: idOf('Municipality', 'annan'),
  },
};

/** A command that one of the {@link readers} gives. */
export function actOf(reader: string, today?: string): Act {
  const actor = readers[reader];
  if (actor === undefined) throw new Error(`Nobody is ${reader}.`);
  return by(actor, today);
}

/** The answer of a command's rule: the code and the sentence of the refusal, or that it accepts the command. */
export function answerOf(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${error.code}: ${error.sentence('sv')}`;
  }
}

/** The answer that a reader gets beforehand about a command. */
export function toldBy(guards: Guards, command: string): string {
  const guard = guards[command];
  if (guard === undefined) return 'not told';
  const [told] = permittedBy({ [command]: guard });
  const refusal = told?.refusal ?? null;
  return refusal === null ? 'accepted' : `${refusal.code}: ${refusal.sentence('sv')}`;
}

/** The code in an answer of {@link answerOf}. */
export function codeIn(answer: string): string {
  return answer.split(':', 1).join();
}

/**
 * A `JSON.stringify` replacer that leaves out what a reader may do now, which an answer about a past moment does not tell.
 * Whether a goal can be assessed as fulfilled has the name of a status's field, which is true or false.
 */
export function withoutPermitted(key: string, value: unknown): unknown {
  const isOfNow = key === 'permitted' || (key === 'fulfilment' && typeof value !== 'boolean');
  return isOfNow ? undefined : value;
}
