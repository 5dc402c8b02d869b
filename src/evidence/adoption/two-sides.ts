import type { IsoInstant } from '../../kernel/tertial.js';

/** An event that the views' side has taken in, as far as its tables tell of it. */
export interface KnownEntry {
  /** Number of events before this one in the log. */
  readonly index: number;
  /** Null: the log index has not taken the event in, and the views do not tell its position. */
  readonly position: number | null;
  readonly stream: string;
  readonly revision: number;
  /** Null: the log index has not taken the event in. */
  readonly type: string | null;
  /** Latest time of recording up to this event. Null: the log index has not taken the event in. */
  readonly knownAt: IsoInstant | null;
  /** Hash of the event's leaf in the Merkle tree. Null: the tree does not hold the event. */
  readonly leaf: Uint8Array | null;
}

/** The event that the log holds where the two sides part. */
export interface FoundEvent {
  readonly id: string;
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly recordedAt: IsoInstant;
}

/** Number of events, and the times of the first and the last of them. Null: no time is known. */
export interface Span {
  readonly events: number;
  readonly from: IsoInstant | null;
  readonly to: IsoInstant | null;
}

export interface LostOfPerson {
  readonly municipalityId: string;
  readonly personId: string;
  readonly events: number;
}

/** The log as the views' side knows it, beside the log that is there. */
export interface TwoSides {
  readonly known: Span & { readonly position: number };
  readonly held: Span & { readonly position: number };
  /** Number of events in the log that the views' side does not know. */
  readonly unknown: number;
  /** The first known event that does not stand at its place. Null: the log holds all that is known. */
  readonly parting: { readonly known: KnownEntry; readonly found: FoundEvent | null } | null;
  /** The newest signed checkpoint. `isHeld`: the log begins with what it covers. Null: none was signed. */
  readonly signed: { readonly size: number; readonly isHeld: boolean } | null;
  /** Sizes of the signed checkpoints that the log contradicts or is too short for. */
  readonly contradicted: readonly number[];
  /** Id of the newest known event. Null: none is known. */
  readonly newest: string | null;
  /** The municipalities whose events the log holds, or lacks. */
  readonly municipalities: readonly string[];
  readonly lost: {
    readonly events: number;
    readonly municipalities: ReadonlyMap<string, Span>;
    /** The people that lost events refer to, those with the most events first. */
    readonly people: readonly LostOfPerson[];
    /** Number of lost events whose type, time and people nobody knows any more. */
    readonly untold: number;
  };
}

const nothing: Span = { events: 0, from: null, to: null };

/** Counts one more event that is no earlier than the others. */
export function extended({ events, from, to }: Span = nothing, at: IsoInstant | null): Span {
  return { events: events + 1, from: from ?? at, to: at ?? to };
}

/** Whether the log lacks something that the views' side knows or has signed. */
export function isAnother({ parting, signed }: Pick<TwoSides, 'parting' | 'signed'>): boolean {
  return parting !== null || signed?.isHeld === false;
}

/** Returns both sides as lines for a person. */
export function linesOf(sides: TwoSides): string[] {
  const { known, held, unknown, parting, signed, lost } = sides;
  const both = [
    `The views know ${toldOf(known)}${upTo(known)}.`,
    `The log holds ${toldOf(held)}${upTo(held)}. The views do not know ${unknown} of them.`,
    ...(signed === null ? [] : [signedLine(signed)]),
  ];
  if (!isAnother(sides)) return ['The log holds all that the views know.', ...both];
  return [
    'The log is another than the one that the views know.',
    ...both,
    ...(parting === null ? [] : partingLines(parting)),
    `The log does not hold ${counted(lost.events)} that were recorded${lost.events === 0 ? '.' : ':'}`,
    ...[...lost.municipalities].flatMap(([municipalityId, span]) => [
      `  ${municipalityId}: ${toldOf(span)}`,
      ...lost.people.filter((one) => one.municipalityId === municipalityId).map(personLine),
    ]),
    ...(lost.untold > 0 ? [`  Type, time and people of ${counted(lost.untold)} are not known.`] : []),
  ];
}

function signedLine({ size, isHeld }: NonNullable<TwoSides['signed']>): string {
  const is = isHeld ? 'begins with' : 'does not begin with';
  return `The newest signed checkpoint covers ${counted(size)}: the log ${is} what it covers.`;
}

function partingLines({ known, found }: NonNullable<TwoSides['parting']>): string[] {
  const { index, position, stream, type, knownAt } = known;
  const place = position === null ? '' : ` at position ${position}`;
  const time = knownAt === null ? '' : `, recorded at ${knownAt}`;
  return [
    `They part at event ${index + 1}${place}.`,
    `  The views know ${type ?? 'an event'} of ${stream}${time}.`,
    found === null
      ? '  The log ends before it.'
      : `  The log holds ${found.type} of ${found.stream}, recorded at ${found.recordedAt}: event ${found.id}.`,
  ];
}

function personLine({ personId, events }: LostOfPerson): string {
  return `    ${personId}: ${counted(events)}`;
}

function counted(events: number): string {
  return events === 1 ? '1 event' : `${events} events`;
}

function toldOf({ events, from, to }: Span): string {
  return from === null || to === null ? counted(events) : `${counted(events)}, recorded from ${from} to ${to}`;
}

function upTo({ events, position }: TwoSides['known']): string {
  return events === 0 ? '' : `, the last at position ${position}`;
}

/** Returns a known event as a line for a person. */
export function entryLine(
  { index, position, stream, revision, type, knownAt }: KnownEntry,
  people: readonly string[],
): string {
  const place = position === null ? '' : ` at position ${position}`;
  const by = people.length === 0 ? '' : ` (${people.join(', ')})`;
  return `${index + 1}.${place}: ${type ?? 'an event'} of ${stream}, its event ${revision + 1}${knownAt === null ? '' : `, recorded at ${knownAt}`}${by}`;
}
