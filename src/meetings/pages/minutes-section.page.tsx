import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { permissionIn } from '../../web/act.page.js';
import { pointAddress } from '../../web/addresses.js';
import { Day } from '../../web/day.page.js';
import { called } from '../../web/selection.js';
import { calledAll, type Decision, type Meeting, type Vote } from './meeting-question.page.js';
import { meetingWords, outcomeSigns, paragraphSigns } from './meeting-words.js';

interface MinutesProps {
  readonly meeting: Meeting;
  readonly language: Language;
}

/** The board's decisions, § by §, with the status of each. */
export function Minutes({ meeting, language }: MinutesProps) {
  const { paragraphs } = meeting;
  if (paragraphs.length === 0) return <p class="ds-paragraph">{meetingWords.noDecisions[language]}</p>;
  return (
    <>
      {paragraphs.map((one) => (
        <Paragraph key={one.paragraph} {...{ meeting, language, one }} />
      ))}
    </>
  );
}

type ParagraphProps = MinutesProps & { readonly one: Meeting['paragraphs'][number] };

function Paragraph({ meeting, language, one: { paragraph, status, permitted } }: ParagraphProps) {
  const { agenda, decisions, dispatches } = meeting;
  const own = decisions.filter((decision) => decision.paragraph === paragraph);
  const added = agenda.find((listed) => listed.paragraph === paragraph);
  const matter = agenda.find(({ matterId }) => matterId === (own[0]?.matterId ?? added?.matterId));
  const mayCorrect = permissionIn(permitted, 'correctDecision')?.allowed === true;
  return (
    <section class="goal" id={`paragraf-${paragraph}`}>
      <h3 class="ds-heading" data-size="xs">
        § {paragraph} {matter?.item?.title ?? matter?.matter?.title}
      </h3>
      <p class="aside">
        {matter?.item?.dnr ?? matter?.matter?.dnr}. {paragraphSigns[status][language]}.
      </p>
      {added !== undefined && <p class="ds-paragraph">{meetingWords.decidedToTakeUp[language]}</p>}
      <ol class="activities">
        {own.map((decision) => (
          <li key={decision.number}>
            <Decided {...{ decision, language }} />
            {mayCorrect && (
              <a class="ds-link" href={pointAddress(meeting.id, 'ratta-beslut', decision.matterId, decision.number)}>
                {meetingWords.correct[language]} {decision.number}
              </a>
            )}
          </li>
        ))}
      </ol>
      {dispatches
        .filter((sent) => sent.paragraph === paragraph)
        .map(({ date, recipients }) => (
          <p class="aside" key={`${date} ${recipients.join()}`}>
            {meetingWords.dispatched[language]} <Day {...{ day: date, language }} />: {recipients.join(', ')}.
          </p>
        ))}
    </section>
  );
}

interface DecidedProps {
  readonly decision: Decision;
  readonly language: Language;
}

/** A decision as the minutes have it, with how the board came to it. */
function Decided({ decision, language }: DecidedProps) {
  const { number, outcome, wording, proposedWording, reason, motions, proposalsPut, votes } = decision;
  return (
    <>
      <h4>
        {meetingWords.point[language]} {number}. {outcomeSigns[outcome][language]}
      </h4>
      <p class="ds-paragraph comment">{wording}</p>
      {wording !== proposedWording && (
        <p class="aside comment">
          {meetingWords.instead[language]}: {proposedWording}
        </p>
      )}
      {reason !== '' && <Told label={meetingWords.why[language]} text={reason} />}
      {motions.map(({ by, byNamed, outcome: moved, wording: text, withdrawn }) => (
        <p class="ds-paragraph comment" key={`${by} ${moved} ${text}`}>
          <span class="act">{meetingWords.motions[language]}:</span> {called(byNamed) || by},{' '}
          {outcomeSigns[moved][language].toLowerCase()}
          {text !== '' && `, ${text}`}
          {withdrawn && ` (${meetingWords.withdrawn[language]})`}
        </p>
      ))}
      {proposalsPut.length > 0 && <Told label={meetingWords.put[language]} text={proposalsPut.join('; ')} />}
      {votes.map((vote, index) => (
        <Voted key={index} {...{ vote, language }} />
      ))}
      <Afterwards {...{ decision, language }} />
    </>
  );
}

function Told({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <p class="ds-paragraph comment">
      <span class="act">{label}:</span> {text}
    </p>
  );
}

function Afterwards({ decision: { reservations, remarks, earlier }, language }: DecidedProps) {
  return (
    <>
      {reservations.map(({ by, byNamed, text }) => (
        <Told key={by} label={`${meetingWords.reservation[language]}, ${called(byNamed) || by}`} text={text} />
      ))}
      {remarks.map(({ kind, by, byNamed, text }) => (
        <Told key={`${kind} ${by}`} label={`${meetingWords[kind][language]}, ${called(byNamed) || by}`} text={text} />
      ))}
      {earlier.map(({ corrected: { at, by, byNamed, reason } }) => (
        <p class="aside" key={at}>
          {meetingWords.corrected[language]} {timeIn(language, at)}, {called(byNamed) || by}: {reason}
        </p>
      ))}
    </>
  );
}

function Voted({ vote, language }: { readonly vote: Vote; readonly language: Language }) {
  const { yes, no, abstained, yesMeans, noMeans, calledBy, calledByNamed } = vote;
  const rows = [
    { word: meetingWords.yes, means: yesMeans, ids: yes, named: vote.yesNamed },
    { word: meetingWords.no, means: noMeans, ids: no, named: vote.noNamed },
    { word: meetingWords.abstained, means: '', ids: abstained, named: vote.abstainedNamed },
  ];
  return (
    <>
      <p class="ds-paragraph">
        <span class="act">{meetingWords.vote[language]}</span>
        {calledBy !== null && `, ${meetingWords.calledBy[language]} ${called(calledByNamed) || calledBy}`}
      </p>
      <dl class="facts">
        {rows.map(({ word, means, ids, named }) => (
          <div key={word.sv}>
            <dt>
              {word[language]}
              {means !== '' && ` (${means})`}
            </dt>
            <dd>
              {ids.length}
              {ids.length > 0 && `: ${calledAll(named)}`}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
