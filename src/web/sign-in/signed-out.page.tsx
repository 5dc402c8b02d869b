import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { shellWords } from '../words.js';

export const signedOutWords = {
  title: { sv: 'Du är utloggad', en: 'You are signed out' },
  done: { sv: 'Du är utloggad ur Tertial.', en: 'You are signed out of Tertial.' },
  further: { sv: 'Logga ut ur inloggningstjänsten också', en: 'Sign out of the sign-in service too' },
  browser: {
    sv: 'Delar du dator med andra? Stäng webbläsaren, så att ingen annan kan logga in som du.',
    en: 'Do you share the computer? Close the browser, so that nobody else can sign in as you.',
  },
} satisfies Readonly<Record<string, Words>>;

interface SignedOutProps {
  readonly language: Language;
  /** The address at which the person signs out of the provider. Null: there is nothing more to do. */
  readonly to: string | null;
}

/** The page for whoever has signed out. */
export function SignedOut({ language, to }: SignedOutProps) {
  return (
    <>
      <p class="ds-paragraph">{signedOutWords.done[language]}</p>
      {to === null ? (
        <p class="ds-paragraph">{signedOutWords.browser[language]}</p>
      ) : (
        <p class="ds-paragraph">
          <a class="ds-link" href={to}>
            {signedOutWords.further[language]}
          </a>
        </p>
      )}
      <p class="ds-paragraph">
        <a class="ds-link" href="/logga-in">
          {shellWords.signIn[language]}
        </a>
      </p>
    </>
  );
}
