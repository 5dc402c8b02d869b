import type { Language } from '../../kernel/language.js';
import { NextActs } from '../../web/act.page.js';
import { addressWith, boardAddress, BOARDS, REGISTER, reviewAddress, templateAddress } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { called } from '../../web/selection.js';
import { besideUnits, boardActs, boardPlace, managesIt, type UnitOfBoard, unitsQuestion } from './board-acts.page.js';
import { placesQuestion } from './register-places.page.js';
import { daysIn, registerForms as forms, registerWords as words } from './register-words.js';

/** A board of the register with its units. */
export const boardPage: Page = {
  path: `${BOARDS}/:board`,
  documents: [placesQuestion, unitsQuestion],
  show: async (visit) => {
    const { language, today } = visit;
    const place = await boardPlace(visit);
    const { id, name, units, revision } = place;
    const next = new URLSearchParams({ efter: units?.pageInfo.endCursor ?? '' }).toString();
    return {
      title: name ?? id,
      body: (
        <>
          {revision !== null && (
            <p class="ds-paragraph">
              <a class="ds-link" href={REGISTER}>
                {words.register[language]}
              </a>
            </p>
          )}
          {[reviewAddress(id), templateAddress(id)].map((to, index) => (
            <p class="ds-paragraph" key={to}>
              <a class="ds-link" href={to}>
                {words[index === 0 ? 'review' : 'template'][language]}
              </a>
            </p>
          ))}
          <NextActs {...{ family: boardActs, place, visit, without: besideUnits }} />
          {units !== null && (
            <section>
              <h2 class="ds-heading" data-size="sm">
                {words.units[language]}
              </h2>
              {units.edges.length === 0 && <p class="ds-paragraph">{words.noUnits[language]}</p>}
              {units.edges.map(({ node }) => (
                <Unit
                  key={node.id}
                  {...{ unit: node, address: boardAddress(id), today, language }}
                  isManaged={managesIt(place)}
                />
              ))}
              {units.pageInfo.hasNextPage && (
                <a class="ds-link" href={`${boardAddress(id)}?${next}`}>
                  {words.moreUnits[language]}
                </a>
              )}
            </section>
          )}
        </>
      ),
    };
  },
};

interface UnitProps {
  readonly unit: UnitOfBoard;
  /** The address of the board. */
  readonly address: string;
  readonly today: string;
  readonly language: Language;
  readonly isManaged: boolean;
}

function Unit({ unit: { id, name, manager, members }, address, today, language, isManaged }: UnitProps) {
  const isPast = ({ to }: { readonly to: string | null }): boolean => to !== null && to < today;
  const ending = isManaged ? `${address}/avsluta-medarbetare` : null;
  return (
    <section>
      <h3 class="ds-heading" data-size="xs">
        {name}
      </h3>
      <p class="ds-paragraph">
        {words.manager[language]}: {manager === null ? words.noManager[language] : called(manager)}.
      </p>
      <Members {...{ language, ending }} of={members.filter((member) => !isPast(member))} />
      {members.some(isPast) && (
        <details class="more">
          <summary>{words.formerMembers[language]}</summary>
          <Members {...{ language, ending: null }} of={members.filter(isPast)} />
        </details>
      )}
      {isManaged && (
        <div class="links">
          <a class="ds-link" href={addressWith(`${address}/enhet`, 'enhet', id)}>
            {forms.renameUnit[language]}
          </a>
          <a class="ds-link" href={addressWith(`${address}/medarbetare`, 'enhet', id)}>
            {forms.addMember[language]}
          </a>
        </div>
      )}
    </section>
  );
}

interface MembersProps {
  readonly of: UnitOfBoard['members'];
  readonly language: Language;
  /** The address of the form that ends a membership; null when there is none to end. */
  readonly ending: string | null;
}

function Members({ of, language, ending }: MembersProps) {
  return (
    <ul class="points">
      {of.map(({ id, person, ...days }) => (
        <li key={id}>
          {called(person)}, {daysIn(language, days)}{' '}
          {ending !== null && (
            <a class="ds-link" href={addressWith(ending, 'medarbetare', id)}>
              {forms.endMember[language]}
              <span class="said">: {called(person)}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
