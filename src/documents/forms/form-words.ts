import type { Language } from '../../kernel/language.js';

/** The words that a form adds to what its document says. */
export interface FormWords {
  readonly region: string;
  readonly page: string;
  readonly annex: string;
}

export const formWords: { readonly [Each in Language]: FormWords } = {
  sv: {
    region: 'SE',
    page: 'Sida',
    annex: 'Bilaga',
  },
  en: {
    region: 'GB',
    page: 'Page',
    annex: 'Annex',
  },
};
