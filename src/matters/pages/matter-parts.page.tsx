import type { Language } from '../../kernel/language.js';
import { dayWords, timeIn } from '../../kernel/local-time.js';
import { permissionIn } from '../../web/act.page.js';
import { matterAddress, meetingAddress, proposalAddress } from '../../web/addresses.js';
import { ChangedText } from '../../web/review/changed-text.page.js';
import { called } from '../../web/selection.js';
import { reviewWords } from '../../web/words.js';
import type { Draft, Matter, Version } from './matter-question.page.js';
import { matterWords as words, partWords, pointSigns } from './matter-words.js';

interface MatterProps {
  readonly matter: Matter;
  readonly language: Language;
}

export function Heading({ text }: { readonly text: string }) {
  return (
    <h2 class="ds-heading" data-size="sm">
      {text}
    </h2>
  );
}

/** The points of the matter as they stand, each with what became of it. */
export function Points({ matter, language }: MatterProps) {
  const { id, points } = matter;
  if (points.length === 0) return <p class="ds-paragraph">{words.noPoints[language]}</p>;
  return (
    <ol class="activities">
      {points.map(({ number, status, proposedWording, proposalId, decisions, permitted }) => (
        <li key={number}>
          <span class="act">{number}.</span> {proposedWording}
          <div class="aside">{pointSigns[status]?.[language] ?? status}.</div>
          {proposalId !== null && (
            <a class="ds-link" href={proposalAddress(proposalId)}>
              {words.proposal[language]}
            </a>
          )}
          {decisions.map(({ date, paragraph, wording, meetingId }) => (
            <p class="ds-paragraph" key={`${date} ${paragraph}`}>
              {meetingId === null ? (
                `§ ${paragraph}`
              ) : (
                <a class="ds-link" href={`${meetingAddress(meetingId)}#paragraf-${paragraph}`}>
                  § {paragraph}
                </a>
              )}
              , {dayWords(date)[language]}
              {wording === proposedWording ? '.' : `: ${wording}`}
            </p>
          ))}
          {permissionIn(permitted, 'strikePoint')?.allowed === true && (
            <div>
              <a class="ds-link" href={`${matterAddress(id)}/stryk?punkt=${number}`}>
                {words.strike[language]} {number}
              </a>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

interface VersionProps {
  readonly version: Version;
  readonly language: Language;
}

/** A version as its readers have it, with the figures in the texts. */
export function VersionText({ version, language }: VersionProps) {
  const { asRead, points, recipients, attachments, by, byNamed, at } = version;
  return (
    <>
      <p class="aside">
        {called(byNamed) || by} {timeIn(language, at)}.
      </p>
      <h3 class="ds-heading" data-size="xs">
        {words.brief[language]}
      </h3>
      <p class="ds-paragraph comment">{asRead.brief}</p>
      <h3 class="ds-heading" data-size="xs">
        {words.considerations[language]}
      </h3>
      <p class="ds-paragraph comment">{asRead.considerations}</p>
      <h3 class="ds-heading" data-size="xs">
        {words.points[language]}
      </h3>
      <ol class="activities">
        {points.map(({ number, proposedWording, removal }) => (
          <li key={number}>
            <span class="act">{number}.</span> {proposedWording}
            {removal !== null && (
              <p class="ds-paragraph comment">
                {removal.heading}. {words.motivation[language]}: {removal.motivation}
              </p>
            )}
          </li>
        ))}
      </ol>
      {recipients.length > 0 && (
        <p class="ds-paragraph">
          {words.recipients[language]}: {recipients.join(', ')}.
        </p>
      )}
      {attachments.length > 0 && (
        <p class="ds-paragraph">
          {words.attachments[language]}: {attachments.map(({ name, reference }) => `${name} (${reference})`).join('; ')}
          .
        </p>
      )}
    </>
  );
}

/** The changes since the person's own last verdict, word by word. */
export function Changes({ matter: { changesSinceReviewed: changes }, language }: MatterProps) {
  if (changes === null || changes.from === changes.to) return null;
  const { texts, points, removals, figures, attachments, recipients } = changes;
  const all = [...texts, ...points, ...removals, ...figures, ...attachments, ...recipients];
  return (
    <section class="reported">
      <p class="ds-paragraph act">
        {reviewWords.changes[language]} ({words.version[language].toLowerCase()} {changes.from} – {changes.to})
      </p>
      {all.map(({ what, before, after }, index) => (
        <div key={index}>
          <p class="aside">{partWords[what]?.[language] ?? what}</p>
          <ChangedText {...{ before, after, language }} />
        </div>
      ))}
    </section>
  );
}

/** The differences from the reviewed version: those of the report, and those of the figures in the text. */
export function Drift({ matter: { reportDifference, drift }, language }: MatterProps) {
  return (
    <>
      {reportDifference !== null && (
        <section class="reported">
          <p class="ds-paragraph act">{words.report[language]}</p>
          <ul class="ds-list">
            {reportDifference.changes.map(({ id, name, part, before, after }) => (
              <li key={`${id} ${part}`}>
                {name}: {before ?? '–'} → {after ?? '–'}
              </li>
            ))}
          </ul>
        </section>
      )}
      {drift.length > 0 && (
        <section class="reported">
          <p class="ds-paragraph act">{words.drift[language]}</p>
          <ul class="ds-list">
            {drift.map(({ name, written, now }) => (
              <li key={name}>
                {written} → {now ?? '–'}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The draft that somebody else has saved meanwhile. */
export function TheirDraft({ draft, language }: { readonly draft: Draft; readonly language: Language }) {
  const { texts, by, byNamed, at } = draft;
  return (
    <section class="reported" id="utkastet" tabindex={-1}>
      <p class="ds-paragraph act">{words.theirs[language]}</p>
      {at !== null && (
        <p class="aside">
          {words.draftBy[language]} {called(byNamed) || by} {timeIn(language, at)}.
        </p>
      )}
      {(['title', 'brief', 'considerations'] as const).map((name) => (
        <div key={name}>
          <p class="aside">{words[name][language]}</p>
          <p class="ds-paragraph comment">{texts[name]}</p>
        </div>
      ))}
    </section>
  );
}
