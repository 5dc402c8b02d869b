import type { Language } from '../kernel/language.js';
import type { Shown } from './page.page.js';

type Texts = Readonly<Record<string, string>>;

/** One look of somebody who is not signed in. Nothing in it tells who that is, so that the answer is the same for all. */
export interface PublicLook {
  readonly language: Language;
  /** The parts of the address that the page's path names with a colon, without the ending of the address. */
  readonly params: Texts;
  readonly query: Texts;
}

/** The content of a public page, and the same as data for programs. */
export interface PublicShown extends Shown {
  readonly data: object;
}

/** An Atom feed (RFC 4287). */
export interface PublicFeed {
  readonly feed: string;
}

/** A page that everybody can read without a sign-in. It has no way into the API. */
export interface PublicPage {
  /** The address from the root, with a colon before each parameter. The same address with `.json` gives the data. */
  readonly path: string;
  readonly show: (look: PublicLook) => Promise<PublicShown | PublicFeed>;
}

/** The parameter of an address that chooses the language. No cookie does, so that an answer can be kept for all. */
export const LANGUAGE_PARAMETER = 'sprak';
export const JSON_ENDING = '.json';
