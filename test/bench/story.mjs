// Makes a log as a municipality would have made it: commands in the names of persons and of Tertial itself, decided by
// the product's own rules on the product's own folds, with nothing in between. Only the clock is played.

import { createHash, randomUUID } from 'node:crypto';
import { streamOf, versionOf } from '../../dist/kernel/fold.js';
import { roleIn } from '../../dist/kernel/permissions.js';

export class Story {
  /** The events since they were last taken. */
  events = [];
  position = 0;
  #streams = new Map();

  /** The newest state of a stream. */
  state(fold, id) {
    return this.#streams.get(streamOf(fold, id))?.state ?? fold.initial;
  }

  /** `rule`: state and act in, events out. */
  give(fold, id, { actor, command, at, cause }, rule) {
    const stream = streamOf(fold, id);
    const { state: before, size } = this.#streams.get(stream) ?? { state: fold.initial, size: 0 };
    const decided = rule(before, { actor, today: at.slice(0, 10) });
    const commandId = randomUUID();
    const metadata = {
      municipalityId: actor.municipalityId,
      actor: actor.personId,
      role: roleIn(actor, command, id),
      commandId,
      commandHash: createHash('sha256').update(commandId).digest('hex'),
      correlationId: cause?.metadata.correlationId ?? commandId,
      causationId: cause?.id ?? null,
    };
    let state = before;
    const events = decided.map(({ type, data }, index) => {
      const version = versionOf(fold, type);
      this.position += 1;
      const event = {
        position: this.position,
        id: randomUUID(),
        stream,
        revision: size + index,
        type,
        version,
        data,
        metadata,
        recordedAt: at,
      };
      state = fold.evolve(state, event);
      return event;
    });
    this.#streams.set(stream, { state, size: size + events.length });
    this.events.push(...events);
    return events;
  }

  take() {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** Takes out a stream that no command will ask for again. */
  forget(stream) {
    this.#streams.delete(stream);
  }
}

/** The numbers from 0 to 1 that follow from a seed (Mulberry32): the same seed tells the same story. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The people of a board, and Tertial itself in its municipality's name. */
export function peopleOf(boardId) {
  const [municipalityId] = boardId.split('.');
  const person = (personId, role, step) => ({
    kind: 'person',
    personId,
    municipalityId,
    grants: [step === undefined ? { boardId, role } : { boardId, role, step }],
  });
  return {
    // Of the municipality, because only such a controller adopts a steering model.
    controller: { ...person('cecilia', 'CONTROLLER'), grants: [{ boardId: null, role: 'CONTROLLER' }] },
    clerk: person('hanna', 'CLERK'),
    manager: person('erik', 'REVIEWER', 'UNIT_MANAGER'),
    head: person('fatima', 'REVIEWER', 'HEAD_OF_ADMINISTRATION'),
    secretary: person('sara', 'SECRETARY'),
    system: { kind: 'system', personId: 'system', municipalityId },
  };
}
