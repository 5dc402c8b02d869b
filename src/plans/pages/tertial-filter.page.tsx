import type { Language } from '../../kernel/language.js';
import type { ValueOf } from '../../web/selection.js';
import { type ActivityFilter, isFiltering, NOT_REPORTED } from './activity-filter.js';
import { shownOf, tertialWords } from './plan-words.js';
import type { aTertial } from './tertial-questions.page.js';

interface FilterProps {
  readonly filter: ActivityFilter;
  readonly statuses: ValueOf<typeof aTertial>['activityCounts'];
  readonly units: readonly string[];
  readonly shown: number;
  readonly all: number;
  readonly address: string;
  readonly language: Language;
}

/** The choice of the activities to show. It is a question of the address, so that a selection can be linked to. */
export function FilterForm({ filter, statuses, units, shown, all, address, language }: FilterProps) {
  return (
    <search aria-label={tertialWords.choose[language]}>
      <form method="get" action={address} class="filter">
        <Choice name="status" label={tertialWords.status[language]} chosen={filter.status} language={language}>
          {[
            ...statuses.map(({ code, label }) => ({ value: code, text: label[language] })),
            { value: NOT_REPORTED, text: tertialWords.notReported[language] },
          ]}
        </Choice>
        <Choice name="enhet" label={tertialWords.unit[language]} chosen={filter.unit} language={language}>
          {units.map((unit) => ({ value: unit, text: unit }))}
        </Choice>
        <div class="ds-field">
          <label class="ds-label" for="sok">
            {tertialWords.search[language]}
          </label>
          <input class="ds-input" type="search" id="sok" name="sok" value={filter.search} maxlength={200} />
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          {tertialWords.show[language]}
        </button>
      </form>
      <p class="ds-paragraph" id="urval">
        {shownOf(shown, all)[language]}
        {isFiltering(filter) && (
          <>
            {' '}
            <a class="ds-link" href={address}>
              {tertialWords.clear[language]}
            </a>
          </>
        )}
      </p>
    </search>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly language: Language;
  readonly children: readonly { readonly value: string; readonly text: string }[];
}

function Choice({ name, label, chosen, language, children }: ChoiceProps) {
  return (
    <div class="ds-field">
      <label class="ds-label" for={name}>
        {label}
      </label>
      <select class="ds-input" id={name} name={name}>
        <option value="">{tertialWords.all[language]}</option>
        {children.map(({ value, text }) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
