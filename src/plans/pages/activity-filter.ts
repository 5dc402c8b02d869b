type Texts = Readonly<Record<string, string>>;

/** The value of the filter for activities without a report. No status code is written like this. */
export const NOT_REPORTED = '-';

/** The activities of a tertial that a reader wants to see. An empty text means all. */
export interface ActivityFilter {
  readonly status: string;
  readonly unit: string;
  readonly search: string;
}

/** Reads the filter from the query of an address. */
export function filterIn({ status = '', enhet = '', sok = '' }: Texts): ActivityFilter {
  return { status, unit: enhet, search: sok.trim() };
}

export function isFiltering({ status, unit, search }: ActivityFilter): boolean {
  return status !== '' || unit !== '' || search !== '';
}

/** Writes a filter as the query of an address. */
export function filterQuery({ status, unit, search }: ActivityFilter): string {
  const given = Object.entries({ status, enhet: unit, sok: search }).filter(([, value]) => value !== '');
  return given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

interface Filtered {
  readonly heading: string;
  readonly unit: string;
  readonly status: { readonly code: string; readonly comment: string } | null;
}

/** Whether an activity is among those that the reader wants to see. Upper and lower case are the same. */
export function isWanted({ heading, unit, status }: Filtered, filter: ActivityFilter): boolean {
  if (filter.status !== '' && filter.status !== (status?.code ?? NOT_REPORTED)) return false;
  if (filter.unit !== '' && filter.unit !== unit) return false;
  const wanted = filter.search.toLowerCase();
  return [heading, unit, status?.comment ?? ''].some((text) => text.toLowerCase().includes(wanted));
}
