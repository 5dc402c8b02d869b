import { same, type Words } from '../kernel/history.js';

/** The position of a fault in the log, or the range of positions in which the fault is. */
export interface Spot {
  /** The fault is after this position. The value is 0 when even the first event can be wrong. */
  readonly after: number;
  /** The latest possible position of the fault; null when events are missing, perhaps after the file's last event. */
  readonly upTo: number | null;
  /**
   * True: the fault is at `upTo`, or directly after `after` when `upTo` is null. False: the fault is anywhere after
   * `after` and up to `upTo`. The range has no upper end when `upTo` is null.
   */
  readonly isExact: boolean;
  /**
   * The event at {@link upTo}. Null when `upTo` is null. Also null when the fault is a Merkle root of many events that
   * differs from the export's checkpoint or from a checkpoint that an auditor kept.
   */
  readonly event: { readonly stream: string; readonly type: string } | null;
}

interface FaultDetails {
  readonly UNREADABLE_LINE: { readonly line: number };
  readonly OTHER_VERSION: { readonly version: number };
  readonly CUT_OFF: object;
  readonly BAD_CHECKPOINT: { readonly reason: string };
  readonly UNKNOWN_KEY: object;
  readonly FORGED_CHECKPOINT: { readonly key: string };
  readonly OTHER_HEADER: object;
  readonly OUT_OF_ORDER: { readonly previous: number };
  readonly REVISION_MISSING: { readonly revision: number; readonly expected: number };
  readonly NOT_INCLUDED: object;
  readonly NOT_THE_EVENT: object;
  readonly EVENTS_MISSING: { readonly events: number; readonly size: number };
  readonly OTHER_ROOT: { readonly size: number };
  readonly PAPER_DIFFERS: { readonly size: number };
  readonly NOTHING_EXPORTED: object;
  readonly NOT_FOLDED: { readonly reason: string };
  readonly VIEW_DIFFERS: { readonly view: string; readonly id: string; readonly path: string };
  readonly VIEW_UNEXPECTED: { readonly view: string; readonly id: string };
  readonly VIEW_MISSING: { readonly view: string; readonly id: string };
  readonly HELD_UNREADABLE: { readonly file: string; readonly reason: string };
  readonly HELD_UNKNOWN_KEY: { readonly file: string };
  readonly HELD_FORGED: { readonly file: string; readonly key: string };
  readonly HELD_OTHER_LOG: { readonly file: string; readonly origin: string };
  readonly HELD_UNSOUND: { readonly file: string };
  readonly HELD_NOT_COMPARED: { readonly file: string; readonly size: number };
  readonly HELD_DIFFERS: { readonly file: string; readonly size: number };
  readonly HELD_IS_LONGER: { readonly file: string; readonly size: number; readonly events: number };
}

export type FaultCode = keyof FaultDetails;

interface FaultOf<Code extends FaultCode> {
  readonly code: Code;
  /** The place of the fault in the log; null when the verifier cannot say where the fault is. */
  readonly spot: Spot | null;
  readonly details: FaultDetails[Code];
}

/** A fault that the verifier found: its code, its place in the log and the details of the code. */
export type Fault = { readonly [Code in FaultCode]: FaultOf<Code> }[FaultCode];

type Sentences = { readonly [Code in FaultCode]: (details: FaultDetails[Code]) => Words };

const sentences: Sentences = {
  UNREADABLE_LINE: ({ line }) => ({
    sv: `Rad ${line} hör inte till ett uttag ur Tertial.`,
    en: `Line ${line} belongs to no export of Tertial.`,
  }),
  OTHER_VERSION: ({ version }) => ({
    sv: `Uttaget har version ${version}, som detta program inte läser. Använd det program som hörde till uttaget.`,
    en: `The export has version ${version}, which this program does not read. Use the program that came with it.`,
  }),
  CUT_OFF: () => ({
    sv: 'Uttaget är avhugget eller har fått rader tillagda: antalen på sista raden stämmer inte. Gör ett nytt uttag.',
    en: 'The export is cut off, or lines were added: the numbers on its last line do not fit. Export again.',
  }),
  BAD_CHECKPOINT: ({ reason }) => ({
    sv: `Uttaget har ingen läsbar kontrollpunkt: ${reason}`,
    en: `The export has no checkpoint that can be read: ${reason}`,
  }),
  UNKNOWN_KEY: () => ({
    sv: 'Kontrollpunkten är inte undertecknad med någon av de nycklar du litar på.',
    en: 'The checkpoint is not signed with any of the keys that you trust.',
  }),
  FORGED_CHECKPOINT: ({ key }) => ({
    sv: `Kontrollpunkten uppger sig vara undertecknad med ${key}, men är det inte.`,
    en: `The checkpoint claims to be signed with ${key}, and is not.`,
  }),
  OTHER_HEADER: () => ({
    sv: 'Första raden säger något annat om loggen än den undertecknade kontrollpunkten.',
    en: 'The first line says something else of the log than the signed checkpoint does.',
  }),
  OUT_OF_ORDER: ({ previous }) => ({
    sv: `Händelsen står efter position ${previous}, men kommer inte efter den.`,
    en: `The event stands after position ${previous}, and does not come after it.`,
  }),
  REVISION_MISSING: ({ revision, expected }) => ({
    sv: `Händelsen är nummer ${revision} i sin ström, där nummer ${expected} skulle ha kommit.`,
    en: `The event is number ${revision} of its stream, where number ${expected} should have come.`,
  }),
  NOT_INCLUDED: () => ({
    sv: 'Händelsen finns inte i den logg som kontrollpunkten svarar för: den har ändrats, eller lagts till.',
    en: 'The event is not in the log that the checkpoint vouches for: it was changed, or added.',
  }),
  NOT_THE_EVENT: () => ({
    sv: 'Här skulle en annan händelse ha stått: denna har ändrats, lagts till, bytt plats, eller står där en togs bort.',
    en: 'Another event should stand here: this one was changed, added or moved, or stands where one was taken out.',
  }),
  EVENTS_MISSING: ({ events, size }) => ({
    sv: `Kontrollpunkten svarar för ${size} händelser, och här är ${events}: några har tagits bort.`,
    en: `The checkpoint vouches for ${size} events, and there are ${events}: some were taken out.`,
  }),
  OTHER_ROOT: ({ size }) => ({
    sv: `Händelserna är inte de ${size} som kontrollpunkten svarar för: någon har ändrats, lagts till, flyttats eller tagits bort.`,
    en: `The events are not the ${size} that the checkpoint vouches for: one was changed, added, moved or taken out.`,
  }),
  PAPER_DIFFERS: ({ size }) => ({
    sv: `Kallelsen eller protokollet anger för loggens första ${size} händelser en annan kontrollpunkt än den som händelserna ger.`,
    en: `The summons or minutes state another checkpoint of the log's first ${size} events than these events make.`,
  }),
  NOTHING_EXPORTED: () => ({
    sv: 'Uttaget innehåller inte det som det säger sig vara ett uttag av.',
    en: 'The export does not hold what it says that it is an export of.',
  }),
  NOT_FOLDED: ({ reason }) => ({
    sv: `Vyerna kan inte göras om ur händelserna: ${reason}`,
    en: `The views cannot be made anew from the events: ${reason}`,
  }),
  VIEW_DIFFERS: ({ view, id, path }) => ({
    sv: `Vyn ${view} av ${id} är inte den som händelserna ger. Den skiljer sig först vid ${path}.`,
    en: `The view ${view} of ${id} is not the one that the events make. It first differs at ${path}.`,
  }),
  VIEW_UNEXPECTED: ({ view, id }) => ({
    sv: `Vyn ${view} av ${id} följer inte av händelserna.`,
    en: `The view ${view} of ${id} does not follow from the events.`,
  }),
  VIEW_MISSING: ({ view, id }) => ({
    sv: `Vyn ${view} av ${id} fattas, fast händelserna ger den.`,
    en: `The view ${view} of ${id} is missing, though the events make it.`,
  }),
  HELD_UNREADABLE: ({ file, reason }) => ({
    sv: `${file} är varken en kontrollpunkt eller ett uttag: ${reason}`,
    en: `${file} is neither a checkpoint nor an export: ${reason}`,
  }),
  HELD_UNKNOWN_KEY: ({ file }) => ({
    sv: `Kontrollpunkten i ${file} är inte undertecknad med någon av de nycklar du litar på.`,
    en: `The checkpoint in ${file} is not signed with any of the keys that you trust.`,
  }),
  HELD_FORGED: ({ file, key }) => ({
    sv: `Kontrollpunkten i ${file} uppger sig vara undertecknad med ${key}, men är det inte.`,
    en: `The checkpoint in ${file} claims to be signed with ${key}, and is not.`,
  }),
  HELD_OTHER_LOG: ({ file, origin }) => ({
    sv: `Kontrollpunkten i ${file} är av en annan logg, ${origin}.`,
    en: `The checkpoint in ${file} is of another log, ${origin}.`,
  }),
  HELD_UNSOUND: ({ file }) => ({
    sv: `Händelserna i ${file} är inte de som dess egen kontrollpunkt svarar för, så det går inte att jämföra med dem.`,
    en: `The events in ${file} are not those that its own checkpoint vouches for, so that nothing can be compared with them.`,
  }),
  HELD_NOT_COMPARED: ({ file, size }) => ({
    sv: `Uttaget har inget som visar att loggen börjar med den i ${file}. Gör uttaget igen med --since ${size}.`,
    en: `The export has nothing to show that the log begins with that of ${file}. Export again with --since ${size}.`,
  }),
  HELD_DIFFERS: ({ file, size }) => ({
    sv: `De första ${size} händelserna är inte längre de som ${file} svarar för: loggen har skrivits om.`,
    en: `The first ${size} events are no longer those that ${file} vouches for: the log was rewritten.`,
  }),
  HELD_IS_LONGER: ({ file, size, events }) => ({
    sv: `${file} svarar för ${size} händelser, och här är ${events}: några har tagits bort, eller uttaget är äldre.`,
    en: `${file} vouches for ${size} events, and there are ${events}: some were taken out, or the export is older.`,
  }),
};

/** Returns the fault as a sentence that begins with the place of the fault in the log, unless the place is unknown. */
export function faultWords<Code extends FaultCode>({ code, spot, details }: FaultOf<Code>): Words {
  const what = sentences[code](details);
  const where = spot === null ? same('') : spotWords(spot);
  return { sv: where.sv + what.sv, en: where.en + what.en };
}

function spotWords({ after, upTo, isExact, event }: Spot): Words {
  if (upTo === null) return { sv: `Efter position ${after}: `, en: `After position ${after}: ` };
  const named = event === null ? '' : ` (${event.stream}, ${event.type})`;
  if (isExact) return { sv: `Position ${upTo}${named}: `, en: `Position ${upTo}${named}: ` };
  if (after === 0)
    return { sv: `Senast vid position ${upTo}${named}: `, en: `At position ${upTo} at the latest${named}: ` };
  return {
    sv: `Efter position ${after}, senast vid position ${upTo}${named}: `,
    en: `After position ${after}, at position ${upTo} at the latest${named}: `,
  };
}

/** Sorts faults: first those with an exact position, in log order, then ranges, and last those without a place. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ spot }: Fault): number {
  if (spot === null) return Number.POSITIVE_INFINITY;
  return spot.isExact ? spot.after : Number.MAX_SAFE_INTEGER + spot.after;
}

/** Returns the narrowest range that must contain the first fault; null when no fault has a place in the log. */
export function firstPlace(faults: readonly Fault[]): Pick<Spot, 'after' | 'upTo'> | null {
  const spots = inOrder(faults).flatMap(({ spot }) => spot ?? []);
  const [first] = spots;
  if (first === undefined) return null;
  const ranges = spots.filter(({ isExact }) => !isExact);
  const latest = Math.min(...ranges.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY));
  if (first.isExact && (first.upTo ?? 0) <= latest) return { after: first.after, upTo: first.upTo };
  // Ignores a range that begins at or after `latest`. Another check found a fault at `latest` or before, so the first
  // fault cannot be in such a range.
  const after = Math.max(0, ...ranges.map((range) => range.after).filter((position) => position < latest));
  return { after, upTo: Number.isFinite(latest) ? latest : null };
}

/** {@link Faults} keeps only this many faults of each code, because one change of the log can cause many faults. */
const MOST_OF_A_CODE = 10;

export interface FoundFaults {
  /** At most the first ten faults of each code, sorted by {@link inOrder}. `count` includes the other faults too. */
  readonly faults: readonly Fault[];
  readonly count: number;
}

/** Collects the faults of one verification, and keeps only the first ten of each code. */
export class Faults {
  readonly #faults: Fault[] = [];
  readonly #counts = new Map<FaultCode, number>();

  add(fault: Fault): void {
    const count = (this.#counts.get(fault.code) ?? 0) + 1;
    this.#counts.set(fault.code, count);
    if (count <= MOST_OF_A_CODE) this.#faults.push(fault);
  }

  get found(): FoundFaults {
    const count = [...this.#counts.values()].reduce((sum, one) => sum + one, 0);
    return { faults: inOrder(this.#faults), count };
  }
}
