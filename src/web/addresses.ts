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
