import { MAIN } from './docx-words.js';

/** The lists: 1 has points without numbers, 2 items, and from {@link FIRST_NUMBERED} on each list has numbers from 1. */
export const DASHES = 1;
export const BULLETS = 2;
export const FIRST_NUMBERED = 3;

/** Returns the part that says how lists are marked, for so many numbered lists. */
export function numberingOf(numbered: number): string {
  const restarts = Array.from(
    { length: numbered },
    (_, at) =>
      `<w:num w:numId="${FIRST_NUMBERED + at}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  );
  return (
    `<w:numbering ${MAIN}>${abstractList(0, 'bullet', '–')}${abstractList(1, 'bullet', '•')}${abstractList(2, 'decimal', '%1.')}` +
    `<w:num w:numId="${DASHES}"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="${BULLETS}"><w:abstractNumId w:val="1"/></w:num>${restarts.join('')}</w:numbering>`
  );
}

function abstractList(id: number, format: string, mark: string): string {
  return (
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/>` +
    `<w:lvlText w:val="${mark}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>`
  );
}
