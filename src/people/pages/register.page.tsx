import type { Language } from '../../kernel/language.js';
import { personRoles } from '../../kernel/permissions.js';
import { NextActs } from '../../web/act.page.js';
import { boardAddress, personAddress, REGISTER } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { aFlag, aName, asked, aText, fields, listOf, oneOf, orNull, query, type ValueOf } from '../../web/selection.js';
import { IMPORT_PEOPLE } from './import-people.page.js';
import { importPeopleWords } from './import-people-words.js';
import { registerActs, registerPlace } from './register-acts.page.js';
import { placesQuestion, someDays, stepNamesFor, stepsQuestion } from './register-places.page.js';
import { registerWords as words, roleIn } from './register-words.js';
import type { StepNames } from './step-names.js';

const aRole = fields({ role: oneOf(personRoles), step: orNull(aText), board: orNull(aName), ...someDays });
const aPerson = fields({ id: aText, name: orNull(aText), title: orNull(aText), roles: listOf(aRole) });

/** A page of the people of the register, in the order in which they were added. */
const peopleQuestion = query('$after: String', {
  persons: asked(
    'first: 100, after: $after',
    fields({
      edges: listOf(fields({ node: aPerson })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

/** The register: the boards and the people of the municipality. */
export const registerPage: Page = {
  path: REGISTER,
  documents: [placesQuestion, peopleQuestion, stepsQuestion],
  show: async (visit) => {
    const { language, query: asking } = visit;
    const place = await registerPlace(visit);
    const { municipality, boards } = place.places;
    const { edges, pageInfo } = (await visit.ask(peopleQuestion, { after: asking.efter ?? null })).persons;
    const people = edges
      .map(({ node }) => node)
      .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'sv'));
    const steps = await stepNamesFor(
      people.flatMap(({ roles }) => roles),
      visit,
    );
    return {
      title: `${words.register[language]}: ${municipality.name}`,
      body: (
        <>
          <NextActs {...{ family: registerActs, place, visit }} />
          <Boards {...{ boards: boards.edges.map(({ node }) => node), language }} />
          <h2 class="ds-heading" data-size="sm">
            {words.people[language]}
          </h2>
          {place.managed.isAll && <ImportLink language={language} />}
          <ul class="tasks">
            {people.map((person) => (
              <li key={person.id}>
                <a class="ds-link" href={personAddress(person.id)}>
                  {nameOf(person)}
                </a>
                <div class="aside">{linesOf(person, steps, visit).join('. ')}</div>
              </li>
            ))}
          </ul>
          {pageInfo.hasNextPage && (
            <a
              class="ds-link"
              href={`${REGISTER}?${new URLSearchParams({ efter: pageInfo.endCursor ?? '' }).toString()}`}
            >
              {words.morePeople[language]}
            </a>
          )}
        </>
      ),
    };
  },
};

function ImportLink({ language }: { readonly language: Language }) {
  return (
    <p class="ds-paragraph">
      <a class="ds-link" href={IMPORT_PEOPLE}>
        {importPeopleWords.link[language]}
      </a>
    </p>
  );
}

interface BoardsProps {
  readonly boards: readonly { readonly id: string; readonly name: string }[];
  readonly language: Language;
}

function Boards({ boards, language }: BoardsProps) {
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {words.boards[language]}
      </h2>
      <ul class="links">
        {boards.map(({ id, name }) => (
          <li key={id}>
            <a class="ds-link" href={boardAddress(id)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

type PersonRow = ValueOf<typeof aPerson>;

function nameOf({ id, name }: PersonRow): string {
  return name ?? id;
}

function linesOf(
  { title, roles }: PersonRow,
  steps: StepNames,
  { language, today }: Parameters<Page['show']>[0],
): string[] {
  const present = roles.filter(({ from, to }) => from <= today && (to === null || to >= today));
  const named = present.map((role) => roleIn(language, role, steps));
  // A title that says the same as the role needs not stand twice.
  const isSaid = title === null || named.some((role) => role.toLowerCase().startsWith(`${title.toLowerCase()},`));
  return isSaid ? named : [title, ...named];
}
