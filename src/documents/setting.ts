import type { Language } from '../kernel/language.js';
import { dayOf, dayWords } from '../kernel/local-time.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { Block, Foot, Letterhead } from './document.js';
import type { DocumentTemplate } from './template.js';

/** The facts that all kinds of documents need besides their subject: the names of the register, the template and the moment. */
export interface Setting {
  readonly language: Language;
  /** The names as the register has them. */
  readonly municipality: string;
  readonly board: string;
  readonly persons: ReadonlyMap<string, DocumentPerson>;
  readonly template: DocumentTemplate;
  /** The position in the log up to which the document tells what happened. */
  readonly position: number;
  /** The checkpoint of the log that the document states; null when none had been signed. */
  readonly checkpoint: StatedCheckpoint | null;
}

export interface DocumentPerson {
  /** Null when an administrator has erased the name, or when the register does not have the person. */
  readonly name: string | null;
  readonly title: string | null;
}

/** Names a person. A person whose name is erased, or whom the register does not know, is named by the id. */
export function nameOf(id: string, { persons }: Setting): string {
  return persons.get(id)?.name ?? id;
}

/** Names a person with the title after the name, such as *Hanna Håkansson, utredare*. A title that says what the label says is left out. */
export function nameWithTitle(id: string, label: string, setting: Setting): string {
  const title = setting.persons.get(id)?.title ?? null;
  return title === null || title.toLowerCase() === label.toLowerCase()
    ? nameOf(id, setting)
    : `${nameOf(id, setting)}, ${title}`;
}

export function dayIn({ language }: Setting, day: IsoDate): string {
  return dayWords(day)[language];
}

/** Writes a name as it stands within a Swedish sentence: *Kommunstyrelsen* becomes *kommunstyrelsen*, *VA-nämnden* stays. */
export function withinSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toLowerCase() ? `${first.toLowerCase()}${name.slice(first.length)}` : name;
}

/** Names the board within a sentence of the document's language. */
export function boardWithin({ board, language }: Setting): string {
  return language === 'sv' ? withinSentence(board) : board;
}

export function letterheadOf(
  { municipality, board, template, language }: Setting,
  by: 'ADMINISTRATION' | 'BOARD',
): Letterhead {
  const { administration, logo } = template;
  return { municipality, sender: by === 'BOARD' ? board : administration[language], logo };
}

export function footOf({ position, checkpoint, language }: Setting): Foot {
  const at = { sv: `Loggens position ${position}`, en: `Position ${position} of the log` };
  return { lines: [at[language], ...checkpointLines(checkpoint, language)], initials: [] };
}

function checkpointLines(checkpoint: StatedCheckpoint | null, language: Language): string[] {
  if (checkpoint === null) return [];
  const { size, root } = checkpoint;
  const words = {
    sv: `Loggens kontrollpunkt: ${size} händelser, rot ${root}`,
    en: `Checkpoint of the log: ${size} events, root ${root}`,
  };
  return [words[language]];
}

/** Makes a paragraph of each line that is not blank. */
export function paragraphsOf(text: string): Block[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'paragraph', text: line }));
}

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

/** Makes a list under a heading of level 2; nothing without items. */
export function headedList(title: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [heading(2, title), { kind: 'list', items }];
}

/** Names the report among the documents that a decision rests on: *Kommunförvaltningens tjänsteskrivelse, 18 maj 2026*. */
export function reportNamed(at: IsoInstant, setting: Setting): string {
  const { template, language } = setting;
  const [administration, day] = [template.administration[language], dayIn(setting, dayOf(at))];
  return { sv: `${administration}s tjänsteskrivelse, ${day}`, en: `${administration}: official report, ${day}` }[
    language
  ];
}
