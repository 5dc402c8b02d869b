import { escapedForXml, OFFICE, PACKAGE } from '../../kernel/xml.js';
import type { Document } from '../document.js';
import { docxBlocks, paragraph } from './docx-blocks.js';
import { docxLogo, type DocxPicture } from './docx-logo.js';
import { numberingOf } from './docx-numbering.js';
import { docxStyles } from './docx-styles.js';
import { MAIN } from './docx-words.js';
import { withTexts } from './document-texts.js';
import { formWords } from './form-words.js';
import { visibleText } from './shown-text.js';

/** The parts of a file for a word processor (ECMA-376): a text each, and the bytes of the logo in Base64. */
export interface DocxParts {
  readonly texts: Readonly<Record<string, string>>;
  readonly picture: DocxPicture | null;
}

const CONTENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const MARGINS =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1361" w:bottom="1304" w:left="1474" w:header="624" w:footer="624" w:gutter="0"/>';

/** Returns the parts of a document's file: always the same for the same document. */
export function docxOf(given: Document): DocxParts {
  const document = withTexts(given, visibleText);
  const words = formWords[document.language];
  const names = ['', ...document.annexes.map((_, at) => `${words.annex} ${at + 1}`)];
  const picture = docxLogo(document.letterhead.logo);
  const numbered: number[] = [];
  const body = bodyOf(document, picture, numbered);
  const headers = names.map((name, at): [string, string] => [
    `word/header${at}.xml`,
    headerOf(document.title, at === 0 ? document.kindName : name),
  ]);
  const texts = {
    '[Content_Types].xml': contentTypes(names.length),
    '_rels/.rels': relationships([
      ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreOf(document, words.region),
    'word/document.xml': `<w:document ${MAIN}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships([
      ['rIdStyles', `${OFFICE}/styles`, 'styles.xml'],
      ['rIdNumbering', `${OFFICE}/numbering`, 'numbering.xml'],
      ['rIdSettings', `${OFFICE}/settings`, 'settings.xml'],
      ['rIdFooter', `${OFFICE}/footer`, 'footer.xml'],
      ...names.map((_, at): [string, string, string] => [`rIdHeader${at}`, `${OFFICE}/header`, `header${at}.xml`]),
      ...(picture === null ? [] : [['rIdLogo', `${OFFICE}/image`, picture.target] as const]),
    ]),
    'word/styles.xml': docxStyles(`${document.language}-${words.region}`),
    'word/numbering.xml': numberingOf(numbered.length),
    'word/settings.xml': `<w:settings ${MAIN}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="${document.language}-${words.region}"/></w:settings>`,
    'word/footer.xml': footerOf(document, words.page),
    ...Object.fromEntries(headers),
  };
  return { texts, picture };
}

function bodyOf(document: Document, picture: DocxPicture | null, numbered: number[]): string {
  const { letterhead, facts, title, blocks, annexes } = document;
  const parts = [
    [
      picture === null ? '' : picture.paragraph,
      paragraph('Letterhead', letterhead.municipality, { tabbed: document.kindName }),
      paragraph('Sender', letterhead.sender ?? ''),
      docxBlocks([{ kind: 'facts', rows: facts }], numbered),
      paragraph('Title', title),
      docxBlocks(blocks, numbered),
    ].join(''),
    ...annexes.map((annex) => `${paragraph('Title', annex.title)}${docxBlocks(annex.blocks, numbered)}`),
  ];
  return parts
    .map((part, at) => {
      const section = sectionOf(at);
      // The section of the last part stands at the end of the body, that of another in its last paragraph.
      return at === parts.length - 1
        ? `${part}${section}`
        : `${part}<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`;
    })
    .join('');
}

/** Each part counts its own pages. The first page of the first has the letterhead in place of a header. */
function sectionOf(at: number): string {
  const header = `<w:headerReference w:type="default" r:id="rIdHeader${at}"/>`;
  const footer = ['default', ...(at === 0 ? ['first'] : [])].map(
    (type) => `<w:footerReference w:type="${type}" r:id="rIdFooter"/>`,
  );
  return `<w:sectPr>${header}${footer.join('')}<w:type w:val="nextPage"/>${MARGINS}<w:pgNumType w:start="1"/>${at === 0 ? '<w:titlePg/>' : ''}</w:sectPr>`;
}

function headerOf(title: string, name: string): string {
  return `<w:hdr ${MAIN}>${paragraph('Header', title, { tabbed: name })}</w:hdr>`;
}

function footerOf({ foot, annexes }: Document, page: string): string {
  const initials =
    foot.initials.length === 0
      ? ''
      : paragraph('Initials', foot.initials.map((label) => `${label}: ____________`).join('     '));
  // Not every program counts the pages of a part, so that the number of pages stands where there is one part alone.
  const total =
    annexes.length > 0
      ? ''
      : `<w:r><w:t xml:space="preserve"> (</w:t></w:r>${field('NUMPAGES')}<w:r><w:t>)</w:t></w:r>`;
  const number = `<w:r><w:t xml:space="preserve">${escapedForXml(page)} </w:t></w:r>${field('PAGE')}${total}`;
  return `<w:ftr ${MAIN}>${initials}${foot.lines.map((line) => paragraph('Footer', line)).join('')}<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>${number}</w:p></w:ftr>`;
}

function field(name: string): string {
  return `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
}

function coreOf({ title, letterhead, date, language }: Document, region: string): string {
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escapedForXml(title)}</dc:title><dc:creator>${escapedForXml(letterhead.municipality)}</dc:creator><dc:language>${language}-${region}</dc:language>${moment('created')}${moment('modified')}</cp:coreProperties>`
  );
}

function contentTypes(headers: number): string {
  const overrides = [
    ['/word/document.xml', `${CONTENT}.document.main+xml`],
    ['/word/styles.xml', `${CONTENT}.styles+xml`],
    ['/word/numbering.xml', `${CONTENT}.numbering+xml`],
    ['/word/settings.xml', `${CONTENT}.settings+xml`],
    ['/word/footer.xml', `${CONTENT}.footer+xml`],
    ...Array.from({ length: headers }, (_, at) => [`/word/header${at}.xml`, `${CONTENT}.header+xml`]),
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ];
  return (
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
    `${overrides.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')}</Types>`
  );
}

function relationships(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}
