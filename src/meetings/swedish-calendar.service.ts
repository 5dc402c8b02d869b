import { Injectable } from '@nestjs/common';
import Holidays from 'date-holidays';
import type { IsoDate } from '../kernel/tertial.js';
import type { Calendar } from './minutes.js';

/**
 * Finds Swedish holidays: the public holidays of lagen (1989:253) om allmänna helgdagar, midsummer's eve, Christmas
 * Eve and New Year's Eve. Lagen (1930:173) moves a deadline past these three eves too.
 */
@Injectable()
export class SwedishCalendar {
  // The type `bank` adds midsummer's eve, Christmas Eve and New Year's Eve. By law every other eve is a working day.
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
