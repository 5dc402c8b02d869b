import { Injectable } from '@nestjs/common';
import Holidays from 'date-holidays';
import type { IsoDate } from '../kernel/tertial.js';
import type { Calendar } from './minutes.js';

/**
 * The Swedish holidays: the public holidays (lagen (1989:253) om allmänna helgdagar), and midsummer's, Christmas and
 * New Year's eve, which lagen (1930:173) treats as public holidays.
 */
@Injectable()
export class SwedishCalendar {
  // The library lists the three eves as bank holidays. By law every other eve is a working day.
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
