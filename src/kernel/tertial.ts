/** A calendar day in Europe/Stockholm, such as `2026-04-30`. The order of the texts is the order of the days. */
export type IsoDate = string;

/** An instant in UTC, such as `2026-05-27T08:00:00.000Z`. */
export type IsoInstant = string;

export const tertials = ['T1', 'T2', 'T3'] as const;

/** Rule 57: a tertial is a third of the year. T1 begins on 1 January, T2 on 1 May and T3 on 1 September. */
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

/** Returns the tertial before one of the same year. Undefined: the year begins with it. */
export function tertialBefore(tertial: Tertial): Tertial | undefined {
  return tertials[tertials.indexOf(tertial) - 1];
}

/** Returns the tertial of a day with its year, such as `2026-T2`. */
export function tertialOf(day: IsoDate): `${string}-${Tertial}` {
  const monthAndDay = day.slice(5);
  const tertial = tertials.find((candidate) => monthAndDay <= days[candidate].last) ?? 'T3';
  return `${day.slice(0, 4)}-${tertial}`;
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Tests whether a text is a real calendar day in the format `2026-04-30`. */
export function isDate(text: string): text is IsoDate {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day >= 1 && day <= (daysInMonth[month - 1] ?? 0) + leap;
}

/** Writes `T1` as *tertial 1*, which is the same in every language. Any other text stays unchanged. */
export function tertialName(tertial: string): string {
  return tertial.replace(/^T(?=[123]$)/, 'tertial ');
}
