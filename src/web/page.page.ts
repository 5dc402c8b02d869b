import type { ComponentChildren } from 'preact';
import type { Id } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { PastMoment } from './addresses.js';
import type { ApiDocument } from './selection.js';

type Texts = Readonly<Record<string, string>>;

/** Why the API refused what a page asked. The sentence is in the language of the reader. */
export interface PageRefusal {
  readonly code: string;
  readonly sentence: string;
}

export type Given<Value> = { readonly value: Value } | { readonly refusal: PageRefusal };

/** One look of one person at one page. A page has no other way in than the two functions. */
export interface Visit {
  readonly language: Language;
  /** The id of the person who is signed in. Null: nobody is. */
  readonly personId: Id<'Person'> | null;
  readonly today: IsoDate;
  /** The parts of the address that the page's path names with a colon. */
  readonly params: Texts;
  readonly query: Texts;
  /** The moment as of which the page is shown, as each question gets it. Null: now. */
  readonly asOf: PastMoment | null;
  /** The address of this page, with its query. */
  readonly address: string;
  /** The token that each form sends along as {@link FORM_TOKEN}. */
  readonly formToken: string;
  /** Asks the API as the person who is signed in. @throws PageRefused when the API refuses the question. */
  readonly ask: <Value>(document: ApiDocument<Value>, variables?: object) => Promise<Value>;
  /**
   * Shows what another page had at a moment. A moment of null is that of the newest event. Returns null when no page that
   * has a past has the address.
   *
   * @throws PageRefused when the API refuses a question of that page
   */
  readonly contentAt: (address: string, moment: PastMoment | null) => Promise<PastContent | null>;
  /** Returns the time of a moment; null for an event that there is not. */
  readonly timeOf: (moment: PastMoment) => Promise<IsoInstant | null>;
  /** Gives a command as the person who is signed in. */
  readonly give: <Value>(document: ApiDocument<Value>, variables: object) => Promise<Given<Value>>;
}

/** The field of a form that proves that the form is one of the service's own pages, sent by who got it. */
export const FORM_TOKEN = 'form-token';

/** The content of a page. The shell puts it into the layout. */
export interface Shown {
  /** The heading and the first words of the title. */
  readonly title: string;
  readonly body: ComponentChildren;
  /** The HTTP status. Absent: 200. */
  readonly status?: number;
  /** Whether the page has a form of which the script keeps what is typed. */
  readonly keepsTyped?: true;
}

/** The content of a page as of a moment, as HTML. */
export interface PastContent {
  readonly title: string;
  readonly html: string;
}

/** Sends the browser to an address of the service, after a command. */
export interface SentOn {
  readonly to: string;
}

/** Answers with a file of the API, which it gives to the person who asks. */
export interface Download {
  /** The path and the query of the address at which the API has the file, or the file itself as a data URL. */
  readonly download: string;
  /** The name of a file that is a data URL. */
  readonly name?: string;
}

export interface Page {
  /** The address from the root, with a colon before each parameter. */
  readonly path: string;
  readonly documents: readonly ApiDocument<unknown>[];
  readonly show: (visit: Visit) => Promise<Shown | Download>;
  /**
   * The whole whose changes the page announces, such as the plan of a tertial, by the parts of the address. Null: it has no
   * such thing. Absent: the page announces nothing.
   */
  readonly live?: (params: Texts) => Id<'Plan'> | Id<'Matter'> | Id<'Meeting'> | null;
  /** Whether the page can be shown as of an earlier moment. Its documents then have the variable `$asOf`. */
  readonly hasPast?: true;
  /** The id of the thing whose events are the time line of the page. Absent: it has none. */
  readonly timelineOf?: (params: Texts) => string;
  /** Takes a form that the page has shown. Absent: the page has no form. */
  readonly take?: (visit: Visit, form: Texts) => Promise<Shown | SentOn>;
  /** Whether the form has a file, which comes as a data URL. Such a form may be larger. */
  readonly takesFile?: true;
}

/** The refusal of a question, which ends a page. The shell shows it. */
export class PageRefused extends Error {
  override readonly name = 'PageRefused';

  constructor(readonly refusal: PageRefusal) {
    super(refusal.code);
  }
}
