import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import type { Fault } from '../error-summary.page.js';
import { type Control, field } from '../form-controls.js';
import { aName, aNumber, aText, called, fields, listOf, oneOf, orNull, type ValueOf } from '../selection.js';
import { reviewWords } from '../words.js';

const recorded = { at: aText, by: aText, byNamed: orNull(aName), actingForNamed: orNull(aName) };
const verdicts = ['APPROVE', 'RETURN', 'DECLINE'] as const;

/** The review of a text, as the API tells it: the step that it waits for, and the verdicts. */
export const aReview = {
  waitingStep: orNull(fields({ code: aText, name: fields({ sv: aText, en: aText }), days: orNull(aNumber) })),
  verdicts: listOf(fields({ ...recorded, step: aText, version: aNumber, verdict: oneOf(verdicts), reason: aText })),
};
type Review = { readonly [Name in keyof typeof aReview]: ValueOf<(typeof aReview)[Name]> };

interface VerdictsProps {
  readonly of: Review;
  readonly language: Language;
}

/** Every verdict of a review, the newest first, and the step that the text waits for. */
export function Verdicts({ of: { waitingStep, verdicts: given }, language }: VerdictsProps) {
  return (
    <>
      {waitingStep !== null && (
        <p class="ds-paragraph">
          {reviewWords.waitsFor[language]}: {waitingStep.name[language]}.
        </p>
      )}
      {given.length > 0 && (
        <ol class="activities">
          {given.toReversed().map(({ at, by, byNamed, actingForNamed, verdict, version, reason }) => (
            <li key={`${at} ${by}`}>
              <span class="act">{reviewWords[verdict][language]}</span>, {reviewWords.version[language]} {version}
              {reason !== '' && <p class="ds-paragraph comment">{reason}</p>}
              <div class="aside">
                {called(byNamed) || by}
                {actingForNamed !== null && ` ${reviewWords.actingFor[language]} ${called(actingForNamed)}`}{' '}
                {timeIn(language, at)}.
              </div>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** The fields of a verdict: one of three, and the reason that two of them need. */
export function verdictControls(language: Language): readonly Control[] {
  return [
    field.choice(
      'utlatande',
      reviewWords.verdict[language],
      verdicts.map((value) => ({ value, label: reviewWords.give[value][language] })),
      { required: true },
    ),
    field.text('skal', reviewWords.reason[language], { hint: reviewWords.reasonHint[language] }),
  ];
}

export const faultsOfVerdict = { REASON_MISSING: 'skal' } satisfies Readonly<
  Record<string, NonNullable<Fault['field']>>
>;
