import type { Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import type { PageRefusal, Shown } from './page.page.js';
import { errorTitles, shellWords, signInFailed } from './words.js';

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_IN_REGISTER: 403,
  CROSS_ORIGIN: 403,
  FORM_NOT_YOURS: 403,
  SIGN_IN_DENIED: 403,
  SIGN_IN_NOT_ADMITTED: 403,
  NOT_FOUND: 404,
  PAGE_NOT_FOUND: 404,
  BODY_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  STARTING: 503,
  STORE_UNAVAILABLE: 503,
  ANOTHER_LOG: 503,
  NEWER_VERSION: 503,
  SIGN_IN_UNAVAILABLE: 503,
  SIGN_IN_CLOCK: 500,
};

/** The status of the answer to a request that is refused as faulty. */
const FAULTY = 400;

export function statusOf(code: string): number {
  return statuses[code] ?? FAULTY;
}

/** The content of a page that is refused or that fails: what is wrong, and the way on. */
export function errorPage({ code, sentence }: PageRefusal, language: Language, address: string): Shown {
  const status = statusOf(code);
  const { to, text } = wayOn(code, address);
  const heading = code.startsWith(OF_SIGN_IN) && status !== 503 ? signInFailed : errorTitles[status];
  return {
    status,
    title: (heading ?? errorTitles[FAULTY] ?? shellWords.service)[language],
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

/** The beginning of the codes of refusals of a sign-in. */
const OF_SIGN_IN = 'SIGN_IN_';
const SIGN_IN_PATH = '/logga-in';

function wayOn(code: string, address: string): { readonly to: string; readonly text: Words } {
  const status = statusOf(code);
  // An answer of the provider counts once.
  const again = address.startsWith(`${SIGN_IN_PATH}/`) ? SIGN_IN_PATH : address;
  if (status === 503 || status === 429) return { to: again, text: shellWords.tryAgain };
  if (code === 'SIGN_IN_NOT_ADMITTED') return { to: `${SIGN_IN_PATH}?som=annan`, text: shellWords.signInAsAnother };
  if (status === 401 || code.startsWith(OF_SIGN_IN)) return { to: SIGN_IN_PATH, text: shellWords.signIn };
  return { to: '/', text: shellWords.toStart };
}
