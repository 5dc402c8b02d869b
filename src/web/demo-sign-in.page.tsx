import type { Language } from '../kernel/language.js';
import { nameIn, roleNames } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { Day } from './day.page.js';
import { Token } from './layout.page.js';
import { demoWords } from './words.js';

interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

interface DemoSignInProps {
  readonly people: readonly Somebody[];
  readonly language: Language;
  readonly today: IsoDate;
  readonly formToken: string;
  /** The address of the service that the person wanted to see. */
  readonly wanted: string;
}

/** A button for each of the demonstration's people, and a link to the API as each of them. */
export function DemoSignIn({ people, language, today, formToken, wanted }: DemoSignInProps) {
  return (
    <>
      <p class="ds-paragraph">{demoWords.intro[language]}</p>
      <p class="ds-paragraph">
        {demoWords.today[language]} <Day {...{ day: today, language }} />.
      </p>
      <h2 class="ds-heading" data-size="sm">
        {demoWords.choose[language]}
      </h2>
      <form method="post" action="/logga-in">
        <Token value={formToken} />
        <input type="hidden" name="till" value={wanted} />
        <ul class="people">
          {people.map(({ id, name, role }) => (
            <li key={id}>
              <button class="ds-button" data-variant="secondary" type="submit" name="person" value={id}>
                {name}, {nameIn(language, roleNames, role)}
              </button>
            </li>
          ))}
        </ul>
      </form>
      <p class="ds-paragraph">{demoWords.clock[language]}</p>
      <h2 class="ds-heading" data-size="sm">
        {demoWords.api[language]}
      </h2>
      <p class="ds-paragraph">{demoWords.apiIntro[language]}</p>
      <ul class="ds-list">
        {people.map(({ id, name, role }) => (
          <li key={id}>
            <a class="ds-link" href={`/graphiql?as=${id}`}>
              {name}
            </a>
            , {nameIn(language, roleNames, role)}
          </li>
        ))}
      </ul>
    </>
  );
}
