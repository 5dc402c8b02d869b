import type { ComponentChildren } from 'preact';
import type { Language } from '../../kernel/language.js';
import { NextActs } from '../../web/act.page.js';
import { addressWith, personAddress, REGISTER } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { called } from '../../web/selection.js';
import { besideRoles, personActs, personPlace, type PersonPlace, personQuestion } from './person-acts.page.js';
import { type Managed, managesBoard, placesQuestion, stepNamesFor, stepsQuestion } from './register-places.page.js';
import { daysIn, registerForms as forms, registerWords as words, roleIn } from './register-words.js';
import type { StepNames } from './step-names.js';

/** A person of the register: name, sign-in, roles and deputies. */
export const personPage: Page = {
  path: `${REGISTER}/personer/:person`,
  documents: [personQuestion, placesQuestion, stepsQuestion],
  show: async (visit) => {
    const { language, today } = visit;
    const place = await personPlace(visit);
    const { person, managed } = place;
    const boards = (await visit.ask(placesQuestion)).boards.edges.map(({ node }) => node);
    const { roles, vacancies, deputyFor } = person;
    const steps = await stepNamesFor([...roles, ...vacancies, ...deputyFor.map(({ of }) => of)], visit);
    const isPast = ({ to }: { readonly to: string | null }): boolean => to !== null && to < today;
    const managedBoards = person.name === null ? [] : boards.filter(({ id }) => managesBoard(managed, id));
    return {
      title: person.name ?? words.erased[language],
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={REGISTER}>
              {words.register[language]}
            </a>
          </p>
          <Details {...{ person, language }} />
          <NextActs {...{ family: personActs, place, visit, without: besideRoles }} />
          <GrantLinks {...{ boards: managedBoards, person, language }} />
          <Section title={words.roles[language]}>
            {roles.every(isPast) && <p class="ds-paragraph">{words.noRoles[language]}</p>}
            <Roles {...{ place, language, steps, roles: roles.filter((one) => !isPast(one)) }} />
            {roles.some(isPast) && (
              <details class="more">
                <summary>{words.pastRoles[language]}</summary>
                <Roles {...{ place, language, steps, roles: roles.filter(isPast), isPast: true }} />
              </details>
            )}
          </Section>
          <Vacancies {...{ of: vacancies, language, steps }} />
          {deputyFor.length > 0 && (
            <Section title={words.deputyFor[language]}>
              <ul class="points">
                {deputyFor.map(({ id, of, ...days }) => (
                  <li key={id}>
                    {called(of.person)}: {roleIn(language, of, steps)}, {daysIn(language, days)}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      ),
    };
  },
};

interface SectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

function Section({ title, children }: SectionProps) {
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {title}
      </h2>
      {children}
    </section>
  );
}

type Person = PersonPlace['person'];

interface GrantLinksProps {
  readonly boards: readonly { readonly id: string; readonly name: string }[];
  readonly person: Person;
  readonly language: Language;
}

function GrantLinks({ boards, person, language }: GrantLinksProps) {
  if (boards.length === 0) return null;
  return (
    <ul class="links">
      {boards.map(({ id, name }) => (
        <li key={id}>
          <a class="ds-link" href={addressWith(`${personAddress(person.id)}/roll`, 'namnd', id)}>
            {forms.grant[language]} {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Details({
  person: { id, title, email, subject },
  language,
}: {
  readonly person: Person;
  readonly language: Language;
}) {
  const details = [
    [words.title[language], title],
    [words.email[language], email],
    [words.signIn[language], subject],
  ] as const;
  return (
    <dl class="facts">
      {details.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
      <div>
        <dt>{words.id[language]}</dt>
        <dd>{id}</dd>
      </div>
    </dl>
  );
}

interface RolesProps {
  readonly place: PersonPlace;
  readonly roles: Person['roles'];
  readonly language: Language;
  readonly steps: StepNames;
  readonly isPast?: boolean;
}

function Roles({ place: { person, managed }, roles, language, steps, isPast = false }: RolesProps) {
  return (
    <ul class="points">
      {roles.map(({ id, deputies, ...role }) => (
        <li key={id}>
          {roleIn(language, role, steps)}, {daysIn(language, role)}
          {!isPast && isManaged(managed, role.board) && (
            <RoleLinks
              {...{ address: personAddress(person.id), roleId: id, isSeat: role.role === 'BOARD_MEMBER', language }}
            />
          )}
          {deputies.length > 0 && (
            <ul class="points">
              {deputies.map((deputy) => (
                <li key={deputy.id}>
                  {words.deputies[language]}: {called(deputy.person)}, {daysIn(language, deputy)}{' '}
                  {!isPast && isManaged(managed, role.board) && (
                    <a
                      class="ds-link"
                      href={addressWith(`${personAddress(person.id)}/avsluta-ersattare`, 'ersattare', deputy.id)}
                    >
                      {forms.endDeputy[language]}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function isManaged(managed: Managed, board: { readonly id: string } | null): boolean {
  return board === null ? managed.isAll : managesBoard(managed, board.id);
}

interface RoleLinksProps {
  readonly address: string;
  readonly roleId: string;
  /** A board member has no deputy: an elected substitute serves. */
  readonly isSeat: boolean;
  readonly language: Language;
}

function RoleLinks({ address, roleId, isSeat, language }: RoleLinksProps) {
  return (
    <div class="links">
      <a class="ds-link" href={addressWith(`${address}/avsluta`, 'roll', roleId)}>
        {forms.endRole[language]}
      </a>
      {!isSeat && (
        <a class="ds-link" href={addressWith(`${address}/ersattare`, 'roll', roleId)}>
          {forms.deputy[language]}
        </a>
      )}
    </div>
  );
}

interface VacanciesProps extends Pick<RolesProps, 'language' | 'steps'> {
  readonly of: Person['vacancies'];
}

function Vacancies({ of, language, steps }: VacanciesProps) {
  if (of.length === 0) return null;
  return (
    <section class="ds-alert" data-color="warning" role="status">
      <p class="ds-paragraph">{words.vacancies[language]}:</p>
      <ul class="points">
        {of.map((vacancy) => (
          <li key={roleIn(language, vacancy, steps)}>
            {roleIn(language, vacancy, steps)}, {daysIn(language, { from: vacancy.from, to: null })}
          </li>
        ))}
      </ul>
    </section>
  );
}
