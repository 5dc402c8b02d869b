import type { Language } from '../../kernel/language.js';
import { anyMay } from '../../kernel/permissions.js';
import { nameIn, roleNames } from '../../kernel/refusal.js';
import {
  addressWith,
  boardAddress,
  BOARDS,
  matterAddress,
  proposalAddress,
  reviewAddress,
  meetingAddress,
} from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import {
  aFlag,
  aName,
  asked,
  aText,
  called,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { DataTable } from '../../web/tables/data-table.page.js';
import { reviewedKinds } from '../review.js';
import { chainsPlace, type ChainsPlace, chainsQuestion } from './chain-acts.page.js';
import { stuckCauses } from '../stuck.js';
import { chainWords as words } from './chain-words.js';

const aLabel = fields({ sv: aText, en: aText });
const aStuckText = fields({
  ...{ id: aText, title: aText, waysOut: listOf(aLabel) },
  cause: oneOf(stuckCauses),
  step: orNull(fields({ name: aLabel })),
  personsNamed: orNull(listOf(aName)),
});

const stuckQuestion = query('$boardId: ID!', {
  stuck: asked(
    'boardId: $boardId',
    fields({
      rolesKnown: aFlag,
      unheldSteps: listOf(fields({ code: aText, name: aLabel })),
      ...{ removals: listOf(aStuckText), matters: listOf(aStuckText), minutes: listOf(aStuckText) },
    }),
  ),
});

/** The review chains of a board, and what stands still because nobody can act. */
export const chainPage: Page = {
  path: `${BOARDS}/:board/granskning`,
  documents: [chainsQuestion, stuckQuestion],
  show: async (visit) => {
    const { language, query: asking } = visit;
    const place = await chainsPlace(visit);
    const { id, name, roles } = place;
    const does = (command: 'readStuck' | 'adoptReviewChain') => anyMay(roles, command);
    const stuck = does('readStuck') ? (await visit.ask(stuckQuestion, { boardId: id })).stuck : null;
    return {
      title: `${words.title[language]}: ${name ?? id}`,
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={boardAddress(id)}>
              {name ?? id}
            </a>
          </p>
          {asking.klart !== undefined && (
            <p class="ds-alert" data-color="success" role="status">
              {words.adopted[language]}
            </p>
          )}
          {stuck !== null && <WhatIsStuck {...{ stuck, language }} />}
          <Chains {...{ place, language }} mayAdopt={does('adoptReviewChain')} />
        </>
      ),
    };
  },
};

interface ChainsProps {
  readonly place: ChainsPlace;
  readonly language: Language;
  readonly mayAdopt: boolean;
}

function Chains({ place: { id, chains }, language, mayAdopt }: ChainsProps) {
  return (
    <>
      {reviewedKinds.map((kind) => (
        <section key={kind}>
          <DataTable
            caption={words.chainFor[kind][language]}
            columns={[words.step, words.role, words.days, words.deputies, words.onReturn].map((head) => head[language])}
            rows={chains[kind].steps.map(({ name, role, days, deputiesMayAct, onReturn }) => [
              name[language],
              nameIn(language, roleNames, role),
              days ?? '–',
              words[deputiesMayAct ? 'yes' : 'no'][language],
              words[onReturn][language],
            ])}
            hasRowHeadings
          />
          {mayAdopt && (
            <a class="ds-link" href={addressWith(`${reviewAddress(id)}/andra`, 'for', kind)}>
              {words.adopt[language]}: {words.chainFor[kind][language]}
            </a>
          )}
        </section>
      ))}
    </>
  );
}

interface StuckProps {
  readonly stuck: ValueOf<typeof stuckQuestion>['stuck'];
  readonly language: Language;
}

function WhatIsStuck({ stuck, language }: StuckProps) {
  const { rolesKnown, unheldSteps, removals, matters, minutes } = stuck;
  const texts = [
    ...removals.map((text) => ({ ...text, address: proposalAddress(text.id) })),
    ...matters.map((text) => ({ ...text, address: matterAddress(text.id) })),
    ...minutes.map((text) => ({ ...text, address: meetingAddress(text.id) })),
  ];
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {words.stuck[language]}
      </h2>
      {!rolesKnown && <p class="ds-paragraph">{words.rolesUnknown[language]}</p>}
      {rolesKnown && texts.length === 0 && unheldSteps.length === 0 && (
        <p class="ds-paragraph">{words.nothingStuck[language]}</p>
      )}
      {unheldSteps.length > 0 && (
        <p class="ds-paragraph note">
          {words.unheld[language]}: {unheldSteps.map(({ name }) => name[language]).join(', ')}.
        </p>
      )}
      <ul class="tasks">
        {texts.map(({ id, address, title, cause, step, personsNamed, waysOut }) => (
          <li key={id}>
            <a class="ds-link" href={address}>
              {title}
            </a>
            <div class="aside">
              {words.cause[cause][language]} {step !== null && `${words.step[language]}: ${step.name[language]}. `}
              {(personsNamed ?? []).map((person) => called(person)).join(', ')}
            </div>
            <p class="ds-paragraph">{words.waysOut[language]}:</p>
            <ul class="points">
              {waysOut.map((way) => (
                <li key={way.en}>{way[language]}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
