import { Injectable } from '@nestjs/common';
import Holidays from 'date-holidays';
import type { IsoDate } from '../kernel/tertial.js';
import type { Calendar } from './paragraph.js';

/**
 * The days that are no working days in Sweden whatever their weekday: the public holidays (lagen (1989:253) om
 * allmänna helgdagar), and midsummer's, Christmas and New Year's eve, which the law counts with them.
 */
@Injectable()
export class SwedishCalendar {
  // The three eves are what the library calls days on which banks are closed. Other eves are working days to the law.
  readonly #days = new Holidays('SE', { types: ['public', 'bank'] });
  readonly #years = new Map<string, ReadonlySet<IsoDate>>();

  readonly isHoliday: Calendar = (day) => this.#holidaysOf(day.slice(0, 4)).has(day);

  #holidaysOf(year: string): ReadonlySet<IsoDate> {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const found = new Set(this.#days.getHolidays(year).map(({ date }) => date.slice(0, 10)));
    this.#years.set(year, found);
    return found;
  }
}
