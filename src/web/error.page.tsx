import type { Language } from '../kernel/language.js';
import type { PageRefusal, Shown } from './page.page.js';
import { errorTitles, shellWords } from './words.js';

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CROSS_ORIGIN: 403,
  FORM_NOT_YOURS: 403,
  NOT_FOUND: 404,
  PAGE_NOT_FOUND: 404,
  BODY_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  STARTING: 503,
  STORE_UNAVAILABLE: 503,
  ANOTHER_LOG: 503,
  SIGN_IN_UNAVAILABLE: 503,
};

/** The status of the answer to a request that is refused as faulty. */
const FAULTY = 400;

export function statusOf(code: string): number {
  return statuses[code] ?? FAULTY;
}

/** What a page shows that is refused or that fails: what is wrong, and the way on. */
export function errorPage({ code, sentence }: PageRefusal, language: Language, address: string): Shown {
  const status = statusOf(code);
  const [to, text] =
    status === 401
      ? ['/logga-in', shellWords.signIn]
      : status === 503 || status === 429
        ? [address, shellWords.tryAgain]
        : ['/', shellWords.toStart];
  return {
    status,
    title: (errorTitles[status] ?? errorTitles[400] ?? shellWords.service)[language],
    body: (
      <>
        <p class="ds-paragraph">{sentence}</p>
        <p class="ds-paragraph">
          <a class="ds-link" href={to}>
            {text[language]}
          </a>
        </p>
      </>
    ),
  };
}
