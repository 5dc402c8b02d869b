import { endOfMinute } from '../kernel/local-time.js';
import { isDate, type IsoInstant } from '../kernel/tertial.js';

// The addresses of the things that pages of several features link to.

export const PLANS = '/planer';
export const MEETINGS = '/sammantraden';
export const MATTERS = '/arenden';
export const PROPOSALS = '/forslag';
export const ROLES = '/roller';
export const REGISTER = '/register';
export const BOARDS = '/namnder';
export const HISTORY = '/historik';
export const MODELS = '/styrmodeller';
export const COMPARISON = '/jamfor';

/** An address with one value in its query. */
export function addressWith(address: string, name: string, value: string): string {
  return `${address}?${new URLSearchParams({ [name]: value }).toString()}`;
}

export function planAddress(id: string): string {
  return `${PLANS}/${id}`;
}

export function meetingAddress(id: string): string {
  return `${MEETINGS}/${id}`;
}

/** The page on which the secretary publishes what a meeting has, and takes it down. */
export function publicationAddress(meetingId: string): string {
  return `${meetingAddress(meetingId)}/publicering`;
}

export function matterAddress(id: string): string {
  return `${MATTERS}/${id}`;
}

export function proposalAddress(id: string): string {
  return `${PROPOSALS}/${id}`;
}

export function personAddress(id: string): string {
  return `${REGISTER}/personer/${id}`;
}

export function boardAddress(id: string): string {
  return `${BOARDS}/${id}`;
}

export function modelAddress(id: string): string {
  return `${MODELS}/${id}`;
}

export function historyAddress(id: string): string {
  return `${HISTORY}/${id}`;
}

/** The page on which an event of a history is proven. */
export function proofAddress(id: string, event: { readonly stream: string; readonly revision: number }): string {
  return `${historyAddress(id)}/bevis/${event.stream}/${event.revision}`;
}

/** The page with the template of a board's documents. */
export function templateAddress(boardId: string): string {
  return `${boardAddress(boardId)}/mall`;
}

export function reviewAddress(boardId: string): string {
  return `${boardAddress(boardId)}/granskning`;
}

/** The documents that people read of a matter. The first two are those of the summons. */
export const documentFiles = [
  'kallelse',
  'kallad-tjansteskrivelse',
  'tjansteskrivelse',
  'protokoll',
  'utdrag',
  'anslag',
] as const;
export type DocumentFile = (typeof documentFiles)[number];

export function documentAddress(matterId: string, file: DocumentFile, ending: 'pdf' | 'docx' | 'html'): string {
  return `${matterAddress(matterId)}/handlingar/${file}.${ending}`;
}

/** The address of the form of a point of a meeting. */
export function pointAddress(meetingId: string, slug: string, matterId: string, point: number): string {
  return `${meetingAddress(meetingId)}/${slug}?${new URLSearchParams({ arende: matterId, punkt: String(point) }).toString()}`;
}

/** The page that compares what another page showed at two moments. Without `from`, its reader chooses the moments. */
export function comparisonAddress(page: string, from: PastMoment | null, to: PastMoment | null): string {
  const asked = new URLSearchParams({ sida: page });
  if (from !== null) asked.set('fran', momentText(from));
  if (to !== null) asked.set('till', momentText(to));
  return `${COMPARISON}?${asked.toString()}`;
}

const TIME_OF_INSTANT = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
/** A time of day, such as 09:30. */
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Whether a text is an instant as the API writes it, such as 2026-05-12T08:00:00.000Z. */
function isInstant(text: string): text is IsoInstant {
  return isDate(text.slice(0, 10)) && TIME_OF_INSTANT.test(text.slice(10));
}

const POSITION = /^[1-9]\d{0,14}$/;

/** A moment that is past: a time, or the event that was then the newest, by its position in the log. */
export type PastMoment = { readonly knownAt: IsoInstant } | { readonly position: number };

/** A moment as somebody asked for it, and its time. */
export interface DatedMoment {
  readonly asked: PastMoment;
  readonly at: IsoInstant;
}

export function momentText(moment: PastMoment): string {
  return 'position' in moment ? String(moment.position) : moment.knownAt;
}

/** Returns the moment that an address names: an event, an instant, or a day with a time of day. Null: it names none. */
export function momentNamed(text: string, clock = ''): PastMoment | null {
  if (POSITION.test(text)) return { position: Number(text) };
  if (isInstant(text)) return { knownAt: text };
  return isDate(text) ? { knownAt: endOfMinute(text, CLOCK.test(clock) ? clock : '23:59') } : null;
}

/** Returns what an address has at the parameters of a page's path; null when it is not an address of the page. */
export function paramsIn(path: string, address: string): Readonly<Record<string, string>> | null {
  const [names, parts] = [path.split('/'), address.split('/')];
  const fits = names.every((name, index) => (name.startsWith(':') ? parts[index] !== '' : name === parts[index]));
  // No address of a page has a letter that must be encoded.
  if (!fits || names.length !== parts.length || address.includes('%')) return null;
  return Object.fromEntries(
    names.flatMap((name, index) => (name.startsWith(':') ? [[name.slice(1), parts[index] ?? '']] : [])),
  );
}
