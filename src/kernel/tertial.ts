/** A calendar day in Europe/Stockholm, `2026-04-30`. Two of them compare as texts. */
export type IsoDate = string;

/** An instant in UTC, `2026-05-27T08:00:00.000Z`. */
export type IsoInstant = string;

export const tertials = ['T1', 'T2', 'T3'] as const;

/** A third of the year: T1 1 Jan–30 Apr, T2 1 May–31 Aug, T3 1 Sep–31 Dec. */
export type Tertial = (typeof tertials)[number];

const days = {
  T1: { first: '01-01', last: '04-30' },
  T2: { first: '05-01', last: '08-31' },
  T3: { first: '09-01', last: '12-31' },
} as const;

export function firstDay(year: number, tertial: Tertial): IsoDate {
  return `${year}-${days[tertial].first}`;
}

export function lastDay(year: number, tertial: Tertial): IsoDate {
  return `${year}-${days[tertial].last}`;
}

/** The tertial that a day belongs to, with its year: `2026-T2`. Names a tertial among all years. */
export function tertialOf(day: IsoDate): `${string}-${Tertial}` {
  const monthAndDay = day.slice(5);
  const tertial = tertials.find((candidate) => monthAndDay <= days[candidate].last) ?? 'T3';
  return `${day.slice(0, 4)}-${tertial}`;
}
