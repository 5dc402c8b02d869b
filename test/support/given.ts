import type { Act, Grant, Person, PersonRole } from '../../src/kernel/permissions.js';
import { type AnyEvent, type Fold, type Recorded, positionOf } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import { Refusal } from '../../src/kernel/refusal.js';
import type { DetailsOf, RefusalCode } from './all-refusals.js';

export const board = idOf('Board', 'exempel.ks');
const municipality = idOf('Municipality', 'exempel');

/** A person of the municipality who holds one role for the board. */
export function person(name: string, role: PersonRole, step?: string): Person {
  const grant: Grant = step === undefined ? { boardId: board, role } : { boardId: board, role, step };
  return { kind: 'person', personId: idOf('Person', name), municipalityId: municipality, grants: [grant] };
}

export const controller = person('cilla', 'CONTROLLER');
/** Of the whole municipality. */
export const controllerForAll: Person = { ...controller, grants: [{ boardId: null, role: 'CONTROLLER' }] };
export const clerk = person('hans', 'CLERK');
export const otherClerk = person('hedda', 'CLERK');
export const unitManager = person('ulla', 'REVIEWER', 'UNIT_MANAGER');
export const head = person('frida', 'REVIEWER', 'HEAD_OF_ADMINISTRATION');
export const secretary = person('sven', 'SECRETARY');
export const auditor = person('rune', 'AUDITOR');
/** Holds a role, but for another board. */
export const stranger: Person = {
  ...person('stina', 'CLERK'),
  grants: [{ boardId: idOf('Board', 'exempel.bun'), role: 'CLERK' }],
};
export const system = { kind: 'system', personId: 'system', municipalityId: municipality } as const;

export function by(actor: Act['actor'], today = '2026-05-12'): Act {
  return { actor, today };
}

export interface Happened<Event extends AnyEvent> {
  readonly event: Event;
  readonly actor: Act['actor'];
}

/** The state after events, each by the actor given with it or else by the clerk. */
export function after<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  ...events: readonly (Event | Happened<Event>)[]
): State {
  return events.reduce((state, one, index) => {
    const { event, actor } = 'event' in one ? one : { event: one, actor: clerk };
    return fold.evolve(state, recorded(event, index, actor));
  }, fold.initial);
}

export function recorded<Event extends AnyEvent>(event: Event, index: number, actor: Act['actor']): Recorded<Event> {
  return {
    ...event,
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    stream: 'under-test',
    revision: index,
    position: positionOf(index + 1),
    recordedAt: `2026-05-12T08:00:${String(index).padStart(2, '0')}.000Z`,
    metadata: {
      municipalityId: municipality,
      actor: actor.personId,
      role: actor.kind === 'system' ? 'SYSTEM' : (actor.grants[0]?.role ?? 'CLERK'),
      commandId: 'command',
      commandHash: 'hash',
      correlationId: 'command',
      causationId: null,
    },
  };
}

/** Expects a refusal with this code, and these details where they are given. */
export function refused<Code extends RefusalCode>(
  decide: () => unknown,
  code: Code,
  details?: Partial<DetailsOf<Code>>,
): void {
  let thrown: unknown;
  try {
    decide();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Refusal);
  expect(thrown).toMatchObject(details === undefined ? { code } : { code, details });
}
