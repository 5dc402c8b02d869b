import type { ComponentChildren } from 'preact';
import type { Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import { dayOf, timeIn } from '../kernel/local-time.js';
import { type CommandName, may, personRoles } from '../kernel/permissions.js';
import { nameIn, roleNames } from '../kernel/refusal.js';
import { comparisonAddress, type DatedMoment, MATTERS, MEETINGS, MODELS, PROPOSALS, REGISTER } from './addresses.js';
import { FORM_TOKEN } from './page.page.js';
import { aName, aNumber, asked, aText, fields, listOf, orNull, query, type ValueOf } from './selection.js';
import { momentWords, shellWords } from './words.js';

/** The person who is signed in, as the head of each page says it. */
export const me = query('', {
  me: fields({
    id: aText,
    name: orNull(aText),
    municipality: aName,
    boards: listOf(aName),
    roles: listOf(fields({ role: aText, board: orNull(aName) })),
  }),
});

export interface Reader {
  readonly id: string;
  readonly name: string | null;
  readonly municipality: { readonly name: string | null };
  readonly boards: readonly { readonly id: string; readonly name: string | null }[];
  readonly roles: readonly { readonly role: string }[];
}

interface Frame {
  readonly title: string;
  readonly language: Language;
  /** Null: nobody is signed in, or it is not known who. */
  readonly reader: Reader | null;
  readonly address: string;
  /** The address of the page in the other language. Absent: the choice is remembered, and this page comes again. */
  readonly otherAddress?: string;
  readonly formToken: string;
  readonly styles: string;
  readonly icon: string;
  /** The address at which the page listens for changes. Null: it announces none. */
  readonly listenAt: string | null;
  /** The address of the script. Null: the page has nothing for it to do. */
  readonly script: string | null;
  readonly past: Past;
  readonly children: ComponentChildren;
}

const aPosition = orNull(aNumber);

/** An event of the time line of a thing, and the positions of the events around it. */
export const timelineQuestion = query('$of: ID!, $at: DateTimeISO, $position: Float, $number: Int', {
  timeline: asked(
    'of: $of, at: $at, position: $position, number: $number',
    fields({ count: aNumber, number: aNumber, position: aPosition, previous: aPosition, next: aPosition }),
  ),
});

/** The events of the thing that a page is about, around the moment of the page. */
export interface Timeline {
  /** The id of the thing. */
  readonly of: string;
  /** Null: the page is as of now. */
  readonly place: ValueOf<typeof timelineQuestion>['timeline'] | null;
}

interface Past {
  /** The moment that the visitor has chosen to see. Null: now. */
  readonly moment: DatedMoment | null;
  /** Whether the page can be shown as of a moment, or is an error. */
  readonly shows: 'THE_PAST' | 'NOW' | 'AN_ERROR';
  /** Null: the page has none, or its reader reads no histories. */
  readonly timeline: Timeline | null;
}

/** The frame of each page: its head with the navigation, and its content. */
export function Layout(frame: Frame) {
  const { title, language, reader, address, otherAddress, formToken, styles, icon, listenAt, script, past, children } =
    frame;
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <html lang={language} data-color-scheme="auto">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${shellWords.service[language]}`}</title>
        <link rel="stylesheet" href={styles} />
        <link rel="icon" href={icon} type="image/svg+xml" />
        {script !== null && <script src={script} defer />}
      </head>
      <body>
        <a class="ds-skip-link" href="#innehall">
          {shellWords.skip[language]}
        </a>
        <header class="band">
          <div class="head">
            <span class="name">{shellWords.service[language]}</span>
            {reader !== null && <Navigation {...{ language, address, reader }} />}
            <div class="own">
              {reader !== null && <Own {...{ language, reader, formToken }} />}
              <a
                class="ds-link"
                href={otherAddress ?? `/sprak/${other}?till=${encodeURIComponent(address)}`}
                lang={other}
                hreflang={other}
              >
                {shellWords.otherLanguage[language]}
              </a>
            </div>
          </div>
        </header>
        <main id="innehall" tabindex={-1}>
          <h1 class="ds-heading" data-size="lg">
            {title}
          </h1>
          {reader !== null && <Moment {...{ ...past, language, address }} />}
          {listenAt !== null && <Announcement {...{ language, address, listenAt }} />}
          {children}
        </main>
      </body>
    </html>
  );
}

/** Says as of which moment the page is, and lets the reader choose another. */
function Moment({ moment, shows, timeline, language, address }: Past & Pick<Frame, 'language' | 'address'>) {
  const now = `/da?${new URLSearchParams({ till: address }).toString()}`;
  return (
    <>
      {moment !== null && (
        <p class="ds-alert" data-color="warning" role="status">
          {momentWords[shows][language]} {timeIn(language, moment.at)}.{' '}
          <a class="ds-link" href={now}>
            {momentWords.now[language]}
          </a>
        </p>
      )}
      {timeline !== null && <Steps {...{ timeline, language, address }} />}
      {shows === 'THE_PAST' && (
        <details class="more">
          <summary>{momentWords.choose[language]}</summary>
          <form method="get" action="/da" class="filter">
            <input type="hidden" name="till" value={address} />
            <label class="ds-label" for="da-dag">
              {momentWords.day[language]}
            </label>
            <input
              class="ds-input"
              type="date"
              id="da-dag"
              name="dag"
              required
              value={moment === null ? undefined : dayOf(moment.at)}
            />
            <label class="ds-label" for="da-tid">
              {momentWords.clock[language]}
            </label>
            <input class="ds-input" type="time" id="da-tid" name="tid" />
            <button class="ds-button" data-variant="secondary" type="submit">
              {momentWords.show[language]}
            </button>
          </form>
          <p class="ds-paragraph">
            <a class="ds-link" href={comparisonAddress(address, moment?.asked ?? null, null)}>
              {momentWords[moment === null ? 'compare' : 'compareWithNow'][language]}
            </a>
          </p>
        </details>
      )}
    </>
  );
}

type StepsProps = { readonly timeline: Timeline } & Pick<Frame, 'language' | 'address'>;

/** Leads to the event before and after, and to any other one by a slider. */
function Steps({ timeline: { of, place }, language, address }: StepsProps) {
  const linkTo = (asked: Readonly<Record<string, string>>, text: Words) => (
    <li key={text.en}>
      <a class="ds-link" href={`/da?${new URLSearchParams({ ...asked, till: address }).toString()}`}>
        {text[language]}
      </a>
    </li>
  );
  if (place === null) return <ul class="links">{linkTo({ av: of }, momentWords.timeline)}</ul>;
  const { count, number, previous, next } = place;
  return (
    <nav aria-label={momentWords.steps[language]}>
      <ul class="links">
        {previous !== null && linkTo({ vid: String(previous) }, momentWords.previous)}
        {next !== null && linkTo({ vid: String(next) }, momentWords.next)}
      </ul>
      <form method="get" action="/da" class="filter">
        <input type="hidden" name="till" value={address} />
        <input type="hidden" name="av" value={of} />
        <label class="ds-label" for="handelse">
          {momentWords.step(number, count)[language]}
        </label>
        <input type="range" id="handelse" name="handelse" min="1" max={count} value={number} />
        <button class="ds-button" data-variant="secondary" type="submit">
          {momentWords.show[language]}
        </button>
      </form>
    </nav>
  );
}

interface AnnouncementProps {
  readonly language: Language;
  readonly address: string;
  readonly listenAt: string;
}

/** The place in which the script says that the page is no longer the newest. */
function Announcement({ language, address, listenAt }: AnnouncementProps) {
  return (
    <div role="status" id="andrat" data-lyssna={listenAt}>
      <p class="ds-alert" data-color="info" hidden>
        {shellWords.changed[language]}{' '}
        <a class="ds-link" href={address}>
          {shellWords.showChanged[language]}
        </a>
      </p>
    </div>
  );
}

/** The pages of the main menu, each with the readings of which one opens it. */
const places: readonly { readonly to: string; readonly text: Words; readonly acts: readonly CommandName[] }[] = [
  { to: '/', text: shellWords.waiting, acts: [] },
  { to: '/planer', text: shellWords.plans, acts: ['readPlans'] },
  { to: PROPOSALS, text: shellWords.proposals, acts: ['readRemovals'] },
  { to: MATTERS, text: shellWords.matters, acts: ['readMatters', 'readSubmittedMatters'] },
  { to: MEETINGS, text: shellWords.meetings, acts: ['readMeetings'] },
  { to: MODELS, text: shellWords.models, acts: ['readSteeringModels'] },
  { to: REGISTER, text: shellWords.register, acts: ['readRegister'] },
];

function Navigation({ language, address, reader }: Pick<Frame, 'language' | 'address'> & { reader: Reader }) {
  const roles = personRoles.filter((role) => reader.roles.some((one) => one.role === role));
  const links = places.filter(
    ({ acts }) => acts.length === 0 || acts.some((act) => roles.some((role) => may(role, act))),
  );
  const path = address.replace(/[?#].*/, '');
  return (
    <nav aria-label={shellWords.navigation[language]}>
      <ul>
        {links.map(({ to, text }) => (
          <li key={to}>
            <a
              class="ds-link"
              href={to}
              aria-current={path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined}
            >
              {text[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Own({ language, reader, formToken }: Pick<Frame, 'language' | 'formToken'> & { reader: Reader }) {
  const roles = [...new Set(reader.roles.map(({ role }) => nameIn(language, roleNames, role)))];
  return (
    <>
      <span>
        {reader.name ?? reader.id}
        {roles.length > 0 && `, ${roles.join(', ')}`}
      </span>
      <form method="post" action="/logga-ut">
        <Token value={formToken} />
        <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
          {shellWords.signOut[language]}
        </button>
      </form>
    </>
  );
}

/** The token that each form sends along. */
export function Token({ value }: { readonly value: string }) {
  return <input type="hidden" name={FORM_TOKEN} value={value} />;
}
