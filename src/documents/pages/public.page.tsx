import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { Day } from '../../web/day.page.js';
import type { PublicLook, PublicPage, PublicShown } from '../../web/public-page.page.js';
import { boardAddress, dayOfMeeting, meetingAt, PUBLIC_ROOT, publicAddress } from '../publishing/public-record.js';
import type { DecisionStanding, PublicDocument, PublicRecord } from '../publishing/public-record.js';
import type { PublishedContent, PublishedDecision } from '../publishing/published-content.js';
import { boardPage, Days, feedPage, fieldsPage, Heading, inLanguage, itemData } from './notice-board.page.js';
import { Link, notThere, titleOf } from './notice-board.page.js';
import { outcomeSigns, paragraphsNamed, publicWords as words, standingSentences } from './publication-words.js';
import { PublishedDocument } from './published-document.page.js';

/** The pages on which the public reads what is published. Whatever else is asked for is not there. */
export function publicDocumentPages(record: PublicRecord): readonly PublicPage[] {
  return [boardPage(record), feedPage(record), fieldsPage, documentPage(record), decisionPage(record)];
}

async function documentOfLook(record: PublicRecord, { params }: PublicLook): Promise<PublicDocument> {
  const { kommun = '', sammantrade = '', nummer = '' } = params;
  const meetingId = meetingAt(kommun, sammantrade);
  if (meetingId === null || !/^[1-9][0-9]{0,5}$/.test(nummer)) throw notThere();
  const document = await record.one(meetingId, Number(nummer));
  if (document === null) throw notThere();
  return document;
}

/** A publication that was taken down says when and why at its address, and nothing of what it was about. */
function gone({ takenDown }: PublicDocument, kommun: string, language: Language): PublicShown {
  const { at = '', reason = '' } = takenDown ?? {};
  return {
    status: 410,
    title: words.gone[language],
    data: { takenDown: { at, reason } },
    body: (
      <>
        <p class="ds-paragraph">
          {words.goneOn[language]} {timeIn(language, at)}.
        </p>
        <p class="ds-paragraph comment">
          <span class="act">{words.why[language]}:</span> {reason}
        </p>
        <ul class="links">
          <Link to={inLanguage(boardAddress(kommun), language)} text={words.toBoard[language]} />
        </ul>
      </>
    ),
  };
}

/** @throws Error when the content is lost, which is no fault of who asks */
async function contentOf(record: PublicRecord, document: PublicDocument): Promise<PublishedContent> {
  const content = await record.content(document);
  if (content === null) throw new Error(`The content ${document.sha256} of ${document.meetingId} is not kept.`);
  return content;
}

function documentPage(record: PublicRecord): PublicPage {
  return {
    path: `${PUBLIC_ROOT}/:kommun/:sammantrade/:nummer`,
    show: async (look) => {
      const { language, params } = look;
      const { kommun = '' } = params;
      const document = await documentOfLook(record, look);
      if (document.takenDown !== null) return gone(document, kommun, language);
      const content = await contentOf(record, document);
      return {
        title: titleOf(document, language),
        data: {
          ...{ municipality: document.municipality, ...itemData(document), takenDown: null, content },
          decisionPages: pagesOf(document, content.decisions),
          standings: standingsOf(document, content.decisions),
          correctedAt: document.correctedAt,
        },
        body: (
          <>
            <Days item={document} language={language} />
            <Corrected {...{ document, language }} />
            <PublishedDocument document={content.documents[language]} />
            {content.decisions.length > 0 && <Heading text={words.decisions[language]} />}
            <ul class="activities">
              {content.decisions.map((decision) => (
                <li key={pointOf(decision)}>
                  <DecisionLink {...{ document, decision, language }} />
                  <p class="ds-paragraph comment">{decision.effect[language]}</p>
                  <Standing {...{ document, decision, language }} />
                </li>
              ))}
            </ul>
            <p class="aside">
              {words.hash[language]}: <code>{document.sha256}</code>
            </p>
            <ul class="links">
              <Link to={inLanguage(boardAddress(kommun), language)} text={words.toBoard[language]} />
              <DataLinks {...{ kommun, language }} address={publicAddress(document.meetingId, document.number)} />
            </ul>
          </>
        ),
      };
    },
  };
}

function DataLinks({ address, kommun, language }: Pick<PublicLook, 'language'> & Record<'address' | 'kommun', string>) {
  return (
    <>
      <Link to={`${address}.json`} text={words.asData[language]} />
      <Link to={inLanguage(`${boardAddress(kommun)}/om-data`, language)} text={words.aboutData[language]} />
    </>
  );
}

/** The permanent address of a decision point. */
function decisionAddress({ meetingId, number }: PublicDocument, decision: PublishedDecision): string {
  return `${publicAddress(meetingId, number)}/${pointOf(decision)}`;
}

/** Returns the permanent address of each published decision point. */
function pagesOf(document: PublicDocument, decisions: readonly PublishedDecision[]) {
  return decisions.map((decision) => {
    const { paragraph, point } = decision;
    return { paragraph, point, address: decisionAddress(document, decision) };
  });
}

function DecisionLink({ document, decision, language }: StandingProps) {
  return (
    <a class="ds-link" href={inLanguage(decisionAddress(document, decision), language)}>
      {decisionTitle(decision, language)}
    </a>
  );
}

/** Returns what became of the decisions that are published, and of no other. */
function standingsOf({ standings }: PublicDocument, decisions: readonly PublishedDecision[]): DecisionStanding[] {
  return standings.filter((one) => decisions.some((decision) => pointOf(decision) === pointOf(one)));
}

interface StandingProps {
  readonly document: PublicDocument;
  readonly decision: PublishedDecision;
  readonly language: Language;
}

/** Says whether a decision has legal force (rule 169). */
function Standing({ document, decision, language }: StandingProps) {
  return standingsOf(document, [decision]).map(({ status, inForceOn }) => (
    <p class="ds-paragraph" key={status}>
      {standingSentences[status][language]}
      {status === 'IN_FORCE' && inForceOn !== null && (
        <>
          {' '}
          <Day day={inForceOn} language={language} />.
        </>
      )}
    </p>
  ));
}

/** Says that the record was corrected after the publication, which stays as it was (rule 169). */
function Corrected({ document: { correctedAt }, language }: Pick<StandingProps, 'document' | 'language'>) {
  return correctedAt === null ? null : (
    <p class="ds-alert" data-color="warning">
      {words.corrected[language]} {timeIn(language, correctedAt)}. {words.asPublished[language]}
    </p>
  );
}

function pointOf({ paragraph, point }: Pick<PublishedDecision, 'paragraph' | 'point'>): string {
  return `${encodeURIComponent(paragraph)}.${point}`;
}

function decisionTitle({ paragraph, point, title, outcome }: PublishedDecision, language: Language): string {
  const where = `${paragraphsNamed([paragraph])[language]}, ${words.point[language]} ${point}`;
  return `${where}: ${title} (${outcomeSigns[outcome][language]})`;
}

type OtherPointsProps = StandingProps & Pick<PublishedContent, 'decisions'>;

/** Leads to the other published decision points of the same paragraph. */
function OtherPoints({ document, decision, decisions, language }: OtherPointsProps) {
  const others = decisions.filter((one) => one.paragraph === decision.paragraph && one !== decision);
  if (others.length === 0) return null;
  return (
    <>
      <Heading text={words.otherPoints[language]} />
      <ul class="links">
        {others.map((other) => (
          <li key={other.point}>
            <DecisionLink {...{ document, language }} decision={other} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One decision point at an address of its own. */
function decisionPage(record: PublicRecord): PublicPage {
  return {
    path: `${PUBLIC_ROOT}/:kommun/:sammantrade/:nummer/:punkt`,
    show: async (look) => {
      const { language, params } = look;
      const { kommun = '', punkt = '' } = params;
      const document = await documentOfLook(record, look);
      if (document.takenDown !== null) return gone(document, kommun, language);
      const { decisions } = await contentOf(record, document);
      const decision = decisions.find(({ paragraph, point }) => `${paragraph}.${point}` === punkt);
      if (decision === undefined) throw notThere();
      const { dnr, wording, effect } = decision;
      const address = publicAddress(document.meetingId, document.number);
      return {
        title: decisionTitle(decision, language),
        data: {
          ...{ municipality: document.municipality, ...itemData(document), takenDown: null, decisions: [decision] },
          decisionPages: pagesOf(document, [decision]),
          standings: standingsOf(document, [decision]),
          correctedAt: document.correctedAt,
        },
        body: (
          <>
            <p class="aside">
              {document.board}, {words.meetingOn[language]}{' '}
              <Day day={dayOfMeeting(document.meetingId)} language={language} />. {dnr}.
            </p>
            <Corrected {...{ document, language }} />
            <p class="ds-paragraph comment">{wording}</p>
            <Standing {...{ document, decision, language }} />
            <Heading text={words.effect[language]} />
            <p class="ds-paragraph comment">{effect[language]}</p>
            <OtherPoints {...{ document, decision, decisions, language }} />
            <ul class="links">
              <Link to={inLanguage(address, language)} text={words.toDocument[language]} />
              <Link to={inLanguage(boardAddress(kommun), language)} text={words.toBoard[language]} />
              <DataLinks {...{ kommun, language }} address={decisionAddress(document, decision)} />
            </ul>
          </>
        ),
      };
    },
  };
}
