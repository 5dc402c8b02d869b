import type { Language } from '../../kernel/language.js';
import type { Document, DocumentKind } from '../document.js';

/** The words that a form adds to what its document says. */
export interface FormWords {
  readonly region: string;
  readonly page: string;
  readonly annex: string;
  readonly kinds: { readonly [Kind in DocumentKind]: string };
}

export const formWords: { readonly [Each in Language]: FormWords } = {
  sv: {
    region: 'SE',
    page: 'Sida',
    annex: 'Bilaga',
    kinds: {
      report: 'Tjänsteskrivelse',
      summons: 'Kallelse',
      minutes: 'Protokoll',
      extract: 'Protokollsutdrag',
      notice: 'Anslag',
    },
  },
  en: {
    region: 'GB',
    page: 'Page',
    annex: 'Annex',
    kinds: {
      report: 'Official report',
      summons: 'Summons',
      minutes: 'Minutes',
      extract: 'Extract from the minutes',
      notice: 'Notice',
    },
  },
};

/** The name of the document's kind, which stands in the letterhead; empty where the title begins with it. */
export function kindNameOf({ kind, language, title }: Document): string {
  const name = formWords[language].kinds[kind];
  return title.toLowerCase().startsWith(name.toLowerCase()) ? '' : name;
}
