import { type FoundEvent, isForeign, type Matter } from './foreign-event.js';

/** `cut`: events of the stream are missing. `unreadable`: the event is not what its type says. */
export type DamageKind = Matter | 'cut' | 'unreadable';

/** The damage of a stream, at one place of it. */
export interface Damage {
  readonly stream: string;
  readonly kind: DamageKind;
  /** Revision of the event that Tertial cannot work with, or of the first one that is missing. */
  readonly revision: number;
  /** Position of the event, or of the one that comes after those that are missing; 0 when none comes. */
  readonly position: number;
  /** Id and type of the event at the position. Null: there is none. */
  readonly id: string | null;
  readonly type: string | null;
}

/** Returns what is the matter with the next event of a stream, and with what should come before it. */
export function damageOf(event: FoundEvent, lastRevision: number): readonly Damage[] {
  const isAfterGap = event.revision > lastRevision + 1 && !isDeletion(event);
  return [
    ...(isAfterGap ? [cutBefore(event, lastRevision + 1)] : []),
    ...(isForeign(event) ? [damageBy(event, event.matter)] : []),
  ];
}

/** The server gives this event the largest revision there is. */
export function isDeletion(event: FoundEvent): boolean {
  return isForeign(event) && event.matter === 'stream deleted';
}

export function damageBy({ stream, revision, position, id, type }: Omit<Damage, 'kind'>, kind: DamageKind): Damage {
  return { stream, kind, revision: Math.min(revision, Number.MAX_SAFE_INTEGER), position, id, type };
}

function cutBefore({ stream, position, id, type }: FoundEvent, revision: number): Damage {
  return { stream, kind: 'cut', revision, position, id, type };
}

/** The end of a stream that is known is gone. */
export function cutAtEnd(stream: string, revision: number): Damage {
  return { stream, kind: 'cut', revision, position: 0, id: null, type: null };
}

/**
 * Two reports of the same damage have the same key. Each event after a cut tells of the same cut, so that only the first
 * event that is missing names it.
 */
export function keyOf({ stream, kind, position, revision }: Damage): string {
  return JSON.stringify(kind === 'cut' ? [stream, kind, revision] : [stream, kind, position, revision]);
}

/** Whether a stream with this damage can be used again after an operator has accepted it: nothing of it is missing. */
export function isPassable({ kind }: Damage): boolean {
  return kind !== 'cut' && kind !== 'stream deleted' && kind !== 'unreadable';
}

const LONGEST_NAME_IN_CHARACTERS = 120;

/** Somebody else chose the names of the stream and the type, so that they are cut and on one line. */
function shown(name: string): string {
  const line = name.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return line.length > LONGEST_NAME_IN_CHARACTERS ? `${line.slice(0, LONGEST_NAME_IN_CHARACTERS)}…` : line;
}

/** Says in one line what is the matter, and where. It is the name of the alarm. */
export function sentenceOf({ stream, kind, revision, position, id, type }: Damage): string {
  const event = id === null ? '' : `event ${id}, type ${shown(type ?? '')}, position ${position}`;
  const name = `stream ${shown(stream)}`;
  switch (kind) {
    case 'not ours':
      return `foreign event: ${name}, ${event}: its metadata is not Tertial's`;
    case 'binary':
      return `foreign event: ${name}, ${event}: its data is not JSON`;
    case 'link':
      return `foreign event: ${name}, ${event}: it is a link to another stream`;
    case 'stream deleted':
      return `deleted stream: ${name}, ${event}: the server takes no more events of it`;
    case 'unreadable':
      return `unreadable event: ${name}, ${event}: it is not what its type says`;
    case 'cut':
      return `cut stream: ${name}: events from revision ${revision} are missing${id === null ? '' : `, before the ${event}`}`;
  }
}

/** Takes note of damage. */
export interface NotesDamage {
  note(damage: Damage): void;
}

/** Knows what is the matter with streams. */
export interface KnowsDamage extends NotesDamage {
  /** Whether the stream has damage that no operator has dealt with. */
  has(stream: string): boolean;
  /** @throws Refusal `STREAM_DAMAGED` for what rests on a stream whose damage no operator has dealt with. */
  require(stream: string): void;
}

/** Knows of no damage, for a log that nobody else can write to. */
export const noDamage: KnowsDamage = { note: () => undefined, has: () => false, require: () => undefined };
