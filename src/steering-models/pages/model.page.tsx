import type { Language } from '../../kernel/language.js';
import { dayWords } from '../../kernel/local-time.js';
import { NextActs } from '../../web/act.page.js';
import { MODELS, modelAddress } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { aName, asked, fields, listOf, query } from '../../web/selection.js';
import { DataTable } from '../../web/tables/data-table.page.js';
import { modelActs, modelPlace, modelQuestion, type ModelVersion, ranked, ruleNames } from './model-acts.page.js';
import { modelForms, modelWords as words } from './model-words.js';

const modelsQuestion = query('', {
  steeringModels: asked('first: 100', fields({ edges: listOf(fields({ node: aName })) })),
});

/** The steering models of the municipality. */
export const modelListPage: Page = {
  path: MODELS,
  documents: [modelsQuestion],
  show: async (visit) => {
    const { language } = visit;
    const { edges } = (await visit.ask(modelsQuestion)).steeringModels;
    const { mayAdopt } = await modelPlace(visit);
    return {
      title: words.models[language],
      body: (
        <>
          {mayAdopt && (
            <p class="ds-paragraph">
              <a class="ds-link" href={`${MODELS}/nytt/modell`}>
                {modelForms.adoptFirst[language]}
              </a>
            </p>
          )}
          {edges.length === 0 && <p class="ds-paragraph">{words.none[language]}</p>}
          <ul class="links">
            {edges.map(({ node: { id, name } }) => (
              <li key={id}>
                <a class="ds-link" href={modelAddress(id)}>
                  {name ?? id}
                </a>
              </li>
            ))}
          </ul>
        </>
      ),
    };
  },
};

/** A steering model: what its words mean, and which rules it has, in each of its versions. */
export const modelPage: Page = {
  path: `${MODELS}/:model`,
  documents: [modelQuestion],
  show: async (visit) => {
    const { language } = visit;
    const place = await modelPlace(visit);
    const [newest, ...earlier] = place.model?.versions.toReversed() ?? [];
    return {
      title: place.model?.name ?? words.models[language],
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={MODELS}>
              {words.models[language]}
            </a>
          </p>
          <NextActs {...{ family: modelActs, place, visit }} />
          {newest !== undefined && <Version {...{ version: newest, language }} />}
          {earlier.length > 0 && (
            <details class="more">
              <summary>{words.earlier[language]}</summary>
              {earlier.map((version) => (
                <Version key={version.version} {...{ version, language }} />
              ))}
            </details>
          )}
        </>
      ),
    };
  },
};

interface VersionProps {
  readonly version: ModelVersion;
  readonly language: Language;
}

function Version({ version: { version, holdsFrom, decision, rules, ...vocabulary }, language }: VersionProps) {
  const { activityStatuses, goalStatuses, notAssessed } = vocabulary;
  const phaseOf = ({ phase, deviation }: (typeof activityStatuses)[number]) =>
    `${words.phase[phase][language]}${deviation ? `, ${words.deviation[language]}` : ''}.`;
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {words.version[language]} {version}
      </h2>
      <p class="ds-paragraph">
        {words.holdsFrom[language]} {dayWords(holdsFrom)[language]}. § {decision.paragraph}, {decision.dnr},{' '}
        {dayWords(decision.date)[language]}.
      </p>
      <DataTable
        caption={words.activityStatuses[language]}
        columns={[words.status[language], words.meaning[language]]}
        hasRowHeadings
        rows={activityStatuses.map((status) => [status.label[language], phaseOf(status)])}
      />
      <DataTable
        caption={words.goalStatuses[language]}
        columns={[words.assessment[language], words.meaning[language]]}
        hasRowHeadings
        rows={[
          ...ranked(goalStatuses).map(({ label, fulfilment }) => [
            label[language],
            `${words[fulfilment ? 'reached' : 'notReached'][language]}.`,
          ]),
          [notAssessed.label[language], words.unassessed[language]],
        ]}
      />
      <dl class="facts">
        {ruleNames.map((name) => (
          <div key={name}>
            <dt>{words.ruleTexts[name][language].replace(/\.$/, '')}</dt>
            <dd>{words[rules[name] ? 'yes' : 'no'][language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
