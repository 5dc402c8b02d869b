import { MAIN, TEXT_WIDTH } from './docx-words.js';

const SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>';
const FAINT = '<w:color w:val="45505C"/>';
const RIGHT_TAB = `<w:tabs><w:tab w:val="right" w:pos="${TEXT_WIDTH}"/></w:tabs>`;

interface Style {
  readonly id: string;
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  /** Properties of the paragraph and of its text, in the order of the schema. */
  readonly paragraph?: string;
  readonly text?: string;
}

const headings: Style[] = (
  [
    ['26', '340'],
    ['22', '280'],
    ['20', '240'],
  ] as const
).map(([size, before], at) => ({
  id: `Heading${at + 1}`,
  name: `heading ${at + 1}`,
  next: 'BodyText',
  paragraph: `<w:keepNext/><w:keepLines/>${spacing(before, '100')}<w:outlineLvl w:val="${at}"/>`,
  text: `${SANS}<w:b/>${sizeOf(size)}`,
}));

const paragraphs: Style[] = [
  { id: 'BodyText', name: 'Body Text' },
  {
    id: 'Title',
    name: 'Title',
    next: 'BodyText',
    paragraph: `<w:keepNext/><w:keepLines/>${spacing('360', '160')}`,
    text: `${SANS}<w:b/>${sizeOf('36')}`,
  },
  ...headings,
  { id: 'ListParagraph', name: 'List Paragraph', paragraph: spacing('0', '80') },
  {
    id: 'Letterhead',
    name: 'Letterhead',
    paragraph: `${RIGHT_TAB}${spacing('0', '0')}`,
    text: `${SANS}<w:b/>${sizeOf('26')}`,
  },
  {
    id: 'Sender',
    name: 'Sender',
    paragraph: `<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="1D2733"/></w:pBdr>${spacing('0', '120')}`,
    text: `${SANS}${sizeOf('21')}`,
  },
  {
    id: 'Header',
    name: 'header',
    paragraph: `${RIGHT_TAB}${spacing('0', '0')}`,
    text: `${SANS}${FAINT}${sizeOf('16')}`,
  },
  {
    id: 'Footer',
    name: 'footer',
    paragraph: `${RIGHT_TAB}${spacing('0', '0')}`,
    text: `${SANS}${FAINT}${sizeOf('15')}`,
  },
  { id: 'Initials', name: 'Initials', paragraph: spacing('0', '200'), text: `${SANS}${sizeOf('18')}` },
  {
    id: 'Caption',
    name: 'caption',
    paragraph: `<w:keepNext/>${spacing('160', '80')}`,
    text: `${SANS}<w:b/>${sizeOf('18')}`,
  },
  { id: 'TableText', name: 'Table Text', paragraph: spacing('40', '40'), text: `${SANS}${sizeOf('18')}` },
  { id: 'TableHeading', name: 'Table Heading', basedOn: 'TableText', paragraph: '<w:keepNext/>', text: '<w:b/>' },
  { id: 'RowHeading', name: 'Row Heading', basedOn: 'TableText', text: '<w:b/>' },
  { id: 'AfterTable', name: 'After Table', paragraph: spacing('0', '120'), text: sizeOf('8') },
  { id: 'FactLabel', name: 'Fact Label', paragraph: spacing('30', '30'), text: `${SANS}<w:b/>${sizeOf('18')}` },
  { id: 'FactValue', name: 'Fact Value', paragraph: spacing('30', '30'), text: sizeOf('20') },
  {
    id: 'SignatureLine',
    name: 'Signature Line',
    paragraph: `<w:keepLines/><w:pBdr><w:top w:val="single" w:sz="6" w:space="3" w:color="1D2733"/></w:pBdr>${spacing('900', '0')}<w:ind w:right="4700"/>`,
    text: `${SANS}${sizeOf('20')}`,
  },
  { id: 'SignatureRole', name: 'Signature Role', paragraph: spacing('0', '0'), text: `${SANS}${FAINT}${sizeOf('17')}` },
  {
    id: 'Note',
    name: 'Note',
    paragraph: `<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="9AA5B1"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/>${spacing('120', '160')}`,
    text: `${SANS}${sizeOf('19')}`,
  },
];

/** Styles that word processors know by their names. */
const known = /^(?:BodyText|Title|Heading\d|ListParagraph|Header|Footer|Caption)$/;

/** Returns the part with the styles, in which each text has its language. */
export function docxStyles(language: string): string {
  return (
    `<w:styles ${MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Cambria"/><w:color w:val="1D2733"/>${sizeOf('21')}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:widowControl/></w:pPr></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    paragraphs.map(paragraphStyle).join('') +
    `<w:style w:type="character" w:customStyle="1" w:styleId="KindName"><w:name w:val="Kind Name"/><w:rPr><w:b w:val="0"/><w:caps/>${FAINT}${sizeOf('20')}</w:rPr></w:style>` +
    `<w:style w:type="table" w:customStyle="1" w:styleId="Rows"><w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${border('bottom', 4)}${border('insideH', 4)}</w:tblBorders></w:tblPr>` +
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D2733"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/></w:tcPr></w:tblStylePr></w:style>' +
    '<w:style w:type="table" w:customStyle="1" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="TableNormal"/></w:style></w:styles>'
  );
}

function paragraphStyle({ id, name, basedOn = 'Normal', next, paragraph = '', text = '' }: Style): string {
  return (
    `<w:style w:type="paragraph"${known.test(id) ? '' : ' w:customStyle="1"'} w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/>${next === undefined ? '' : `<w:next w:val="${next}"/>`}<w:qFormat/>` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${text}</w:rPr></w:style>`
  );
}

function border(side: string, size: number): string {
  return `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="9AA5B1"/>`;
}

function spacing(before: string, after: string): string {
  return `<w:spacing w:before="${before}" w:after="${after}"/>`;
}

/** A size of letters, in half points. */
function sizeOf(halfPoints: string): string {
  return `<w:sz w:val="${halfPoints}"/>`;
}
