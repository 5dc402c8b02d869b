import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';

/** Where a replay begins or ends, the event itself included. */
export type Point = { readonly position: number } | { readonly at: IsoInstant };

/** So many events a second, or so many times as fast as it happened. */
export type Pace = { readonly perSecond: number } | { readonly times: number };

const POSITION = /^[0-9]{1,15}$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const SPEED = /^(?<number>[0-9]{1,9}(?:\.[0-9]{1,3})?)(?<times>x?)$/;

/** @throws Refusal `INVALID_INPUT` for what is neither a position nor a time: `2026-05-27T08:00:00Z`. */
export function pointOf(field: 'from' | 'to', text: string): Point {
  if (POSITION.test(text)) return { position: Number(text) };
  const time = TIME.test(text) ? new Date(text) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()))
    throw unfit(field, 'a position, or a time: 2026-05-27T08:00:00Z');
  return { at: time.toISOString() };
}

/** @throws Refusal `INVALID_INPUT` for what is no speed: `5` is five events a second, `100x` a hundred times as fast as it happened. */
export function paceOf(text: string): Pace {
  const { number = '', times = '' } = SPEED.exec(text)?.groups ?? {};
  const value = Number(number);
  if (number === '' || value <= 0) throw unfit('speed', 'events a second: 5, or times as fast as it happened: 100x');
  return times === 'x' ? { times: value } : { perSecond: value };
}

function unfit(field: string, problem: string): Refusal {
  return new Refusal(refusals.INVALID_INPUT, { fields: [{ field, problem }] });
}

/** How long to wait before an event, in milliseconds. A clock that was set back holds nobody up. */
export function pauseBefore(pace: Pace | null, previous: IsoInstant, next: IsoInstant): number {
  if (pace === null) return 0;
  if ('perSecond' in pace) return 1_000 / pace.perSecond;
  return Math.max(0, Date.parse(next) - Date.parse(previous)) / pace.times;
}
