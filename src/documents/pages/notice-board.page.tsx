import { isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { dayOf, dayWords } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import { escapedForXml } from '../../kernel/xml.js';
import { noticeTakenDownFrom } from '../../meetings/minutes.js';
import { Day } from '../../web/day.page.js';
import { LANGUAGE_PARAMETER, type PublicLook, type PublicPage } from '../../web/public-page.page.js';
import { webRefusals } from '../../web/web-refusals.js';
import { boardAddress, dayOfMeeting, PUBLIC_ROOT, publicAddress } from '../publishing/public-record.js';
import type { NoticeBoard, PublicItem, PublicRecord } from '../publishing/public-record.js';
import { dataFields, kindNames, paragraphsNamed, publicWords as words } from './publication-words.js';

export function notThere(): Refusal {
  return new Refusal(webRefusals.PAGE_NOT_FOUND, {});
}

async function boardOfLook(record: PublicRecord, { params, query }: PublicLook): Promise<[string, NoticeBoard]> {
  const { kommun = '' } = params;
  const { fore = '' } = query;
  const before = /^[1-9][0-9]{0,15}$/.test(fore) ? Number(fore) : null;
  if (!isId('Municipality', kommun) || (fore !== '' && before === null)) throw notThere();
  const board = await record.board(kommun, before);
  if (board === null) throw notThere();
  return [kommun, board];
}

/** Writes an address in the language of the reader. */
export function inLanguage(address: string, language: Language): string {
  if (language === 'sv') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${LANGUAGE_PARAMETER}=${language}`;
}

/** The notice board: the notices that are up, and what else is published. */
export function boardPage(record: PublicRecord): PublicPage {
  return {
    path: `${PUBLIC_ROOT}/:kommun`,
    show: async (look) => {
      const [kommun, board] = await boardOfLook(record, look);
      const { language } = look;
      const { municipality, notices, others, next } = board;
      const address = boardAddress(kommun);
      const older = next === null ? null : `${address}?fore=${next}`;
      return {
        title: `${words.board[language]}, ${municipality}`,
        data: {
          municipality,
          notices: notices.map(itemData),
          documents: others.map(itemData),
          next: next === null ? null : `${address}.json?fore=${next}`,
        },
        body: (
          <>
            <p class="ds-paragraph">{words.lead[language]}</p>
            <Heading text={words.notices[language]} />
            {notices.length === 0 && <p class="ds-paragraph">{words.noNotices[language]}</p>}
            <Items items={notices} language={language} />
            <Heading text={words.appeal[language]} />
            <p class="ds-paragraph">{words.appealText[language]}</p>
            <Heading text={words.others[language]} />
            {others.length === 0 && <p class="ds-paragraph">{words.noOthers[language]}</p>}
            <Items items={others} language={language} />
            {older !== null && (
              <p class="ds-paragraph">
                <a class="ds-link" href={inLanguage(older, language)}>
                  {words.older[language]}
                </a>
              </p>
            )}
            <ul class="links">
              <Link to={`${address}/flode.atom`} text={words.feed[language]} />
              <Link to={`${address}.json`} text={words.asData[language]} />
              <Link to={inLanguage(`${address}/om-data`, language)} text={words.aboutData[language]} />
            </ul>
          </>
        ),
      };
    },
  };
}

export function Link({ to, text }: { readonly to: string; readonly text: string }) {
  return (
    <li>
      <a class="ds-link" href={to}>
        {text}
      </a>
    </li>
  );
}

export function Heading({ text }: { readonly text: string }) {
  return (
    <h2 class="ds-heading" data-size="sm">
      {text}
    </h2>
  );
}

/** Names a publication by its kind, its paragraphs, its board and the day of the meeting. */
export function titleOf({ kind, board, paragraphs, meetingId }: PublicItem, language: Language): string {
  const day = dayWords(dayOfMeeting(meetingId))[language];
  const what = `${kindNames[kind][language]} ${paragraphsNamed(paragraphs)[language]}`;
  return `${what}, ${board}, ${words.meetingOn[language]} ${day}`;
}

function Items({ items, language }: { readonly items: readonly PublicItem[]; readonly language: Language }) {
  return (
    <ul class="activities">
      {items.map((item) => (
        <li key={publicAddress(item.meetingId, item.number)}>
          <a class="ds-link" href={inLanguage(publicAddress(item.meetingId, item.number), language)}>
            {titleOf(item, language)}
          </a>
          <Days item={item} language={language} />
        </li>
      ))}
    </ul>
  );
}

/** The days of a notice, or the day on which another document was published. */
export function Days({
  item: { notice, publishedAt },
  language,
}: {
  readonly item: PublicItem;
  readonly language: Language;
}) {
  const rows: readonly (readonly [string, string])[] =
    notice === null
      ? [[words.publishedOn[language], dayOf(publishedAt)]]
      : [
          [words.posted[language], notice.posted],
          [words.lastDay[language], notice.lastAppealDay],
          notice.takenDown === null
            ? [words.downFrom[language], noticeTakenDownFrom(notice.lastAppealDay)]
            : [words.down[language], notice.takenDown],
        ];
  return (
    <dl class="facts">
      {rows.map(([label, day]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Day {...{ day, language }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The data of a publication without its content. */
export function itemData({ meetingId, number, kind, board, paragraphs, publishedAt, notice, sha256 }: PublicItem) {
  const meetingDate = dayOfMeeting(meetingId);
  return {
    ...{ address: publicAddress(meetingId, number), kind, board, meetingDate, paragraphs, publishedAt, notice, sha256 },
  };
}

/** The publications as a feed that programs follow. */
export function feedPage(record: PublicRecord): PublicPage {
  return {
    path: `${PUBLIC_ROOT}/:kommun/flode.atom`,
    show: async (look) => {
      const [kommun, { municipality, notices, others, takenDown }] = await boardOfLook(record, look);
      const items = [...notices, ...others].toSorted((one, other) => other.publishedAt.localeCompare(one.publishedAt));
      const { language } = look;
      const entries = items.map((item) => {
        const address = publicAddress(item.meetingId, item.number);
        return [
          '<entry>',
          `<id>${escapedForXml(`urn:tertial:${item.meetingId}:${item.number}`)}</id>`,
          `<title>${escapedForXml(titleOf(item, language))}</title>`,
          `<link href="${escapedForXml(address)}"/>`,
          `<updated>${item.publishedAt}</updated>`,
          `<published>${item.publishedAt}</published>`,
          `<author><name>${escapedForXml(item.board)}</name></author>`,
          '</entry>',
        ].join('');
      });
      const address = boardAddress(kommun);
      // Whoever follows the feed has copies of what was taken down, and is told to drop them (RFC 6721).
      const tombstones = takenDown.map(
        ({ meetingId, number, at }) =>
          `<at:deleted-entry ref="${escapedForXml(`urn:tertial:${meetingId}:${number}`)}" when="${at}"/>`,
      );
      const [newest = '1970-01-01T00:00:00.000Z'] = [items[0]?.publishedAt, takenDown[0]?.at]
        .filter((time) => time !== undefined)
        .toSorted()
        .toReversed();
      return {
        feed: [
          '<?xml version="1.0" encoding="utf-8"?>',
          `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="${language}">`,
          `<id>${escapedForXml(`urn:tertial:${kommun}`)}</id>`,
          `<title>${escapedForXml(`${words.board[language]}, ${municipality}`)}</title>`,
          `<link href="${escapedForXml(address)}"/>`,
          `<link rel="self" href="${escapedForXml(`${address}/flode.atom`)}"/>`,
          `<updated>${newest}</updated>`,
          ...entries,
          ...tombstones,
          '</feed>\n',
        ].join('\n'),
      };
    },
  };
}

/** Explains each field of the data. */
export const fieldsPage: PublicPage = {
  path: `${PUBLIC_ROOT}/:kommun/om-data`,
  show: ({ language, params: { kommun = '' } }) => {
    if (!isId('Municipality', kommun)) throw notThere();
    const rows = dataFields.map(({ name, text }) => ({ name, text: text[language] }));
    return Promise.resolve({
      title: words.aboutData[language],
      data: Object.fromEntries(rows.map(({ name, text }) => [name, text])),
      body: (
        <>
          <dl class="facts">
            {rows.map(({ name, text }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <ul class="links">
            <Link to={inLanguage(boardAddress(kommun), language)} text={words.toBoard[language]} />
          </ul>
        </>
      ),
    });
  },
};
