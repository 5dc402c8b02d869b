// The addresses of the things that pages of several features link to.

export const PLANS = '/planer';
export const MEETINGS = '/sammantraden';
export const MATTERS = '/arenden';
export const PROPOSALS = '/forslag';

export function planAddress(id: string): string {
  return `${PLANS}/${id}`;
}

export function meetingAddress(id: string): string {
  return `${MEETINGS}/${id}`;
}

export function matterAddress(id: string): string {
  return `${MATTERS}/${id}`;
}

export function proposalAddress(id: string): string {
  return `${PROPOSALS}/${id}`;
}

/** The address of the form of a point of a meeting. */
export function pointAddress(meetingId: string, slug: string, matterId: string, point: number): string {
  return `${meetingAddress(meetingId)}/${slug}?${new URLSearchParams({ arende: matterId, punkt: String(point) }).toString()}`;
}
