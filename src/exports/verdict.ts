import { same, type Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import type { Scope } from './exported-views.js';
import { type PassedOver, passedOverWords } from './passed-over.js';
import { faultWords, firstPlace, type FoundFaults, type Spot } from './fault.js';

/** A checkpoint that an auditor has kept and that the export agrees with. */
export interface Agreed {
  readonly file: string;
  readonly size: number;
  /**
   * The position of the last event that the checkpoint covers. Null in an export of a plan or matter, because such an
   * export may lack that event.
   */
  readonly position: number | null;
}

/** The result of the verification of an export. */
export interface Verdict extends FoundFaults {
  readonly isSound: boolean;
  /** The subject of the export; null when the file has no readable header. */
  readonly what: Scope | null;
  readonly takenAt: string | null;
  readonly events: number;
  readonly lastPosition: number;
  /** The checkpoint in the export; null when the verifier could not read it. */
  readonly log: { readonly origin: string; readonly size: number; readonly root: string } | null;
  readonly signedBy: readonly string[];
  readonly agreed: readonly Agreed[];
  readonly views: number;
  /** The number of summonses and minutes with a checkpoint that the verifier compared with the events. */
  readonly papers: number;
  /** The events of the export that are not Tertial's and do not count. */
  readonly passedOver: readonly PassedOver[];
  readonly withheld: { readonly payloads: number; readonly streams: number; readonly views: number };
}

/** Returns the result as lines of text in one language. */
export function report(verdict: Verdict, language: Language): readonly string[] {
  const words = verdict.isSound ? soundWords(verdict) : faultyWords(verdict);
  return words.map((one) => one[language]);
}

/**
 * Returns 0 for a sound export, 1 for one with a fault, and 2 when a file could not be read and nothing else is wrong.
 */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 2 {
  if (verdict.isSound) return 0;
  return isUnread(verdict) ? 2 : 1;
}

/** Whether each fault says that a file could not be read, so that nothing is known to be wrong with the export. */
function isUnread({ faults, what }: Verdict): boolean {
  return faults.every(({ code }) => code === 'HELD_UNREADABLE' || (code === 'UNREADABLE_LINE' && what === null));
}

/** Returns the range of positions that contains the first fault; null when no fault has a place in the log. */
export function firstBad({ faults }: Verdict): Pick<Spot, 'after' | 'upTo'> | null {
  return firstPlace(faults);
}

function faultyWords(verdict: Verdict): readonly Words[] {
  const { faults, count } = verdict;
  const bad = firstBad(verdict);
  const first: Words[] = bad === null ? [] : [firstBadWords(bad)];
  const more = count - faults.length;
  const rest = more === 0 ? [] : [{ sv: `- och ${more} till av samma slag.`, en: `- and ${more} more of the same.` }];
  const told = faults.map(faultWords).map(({ sv, en }) => ({ sv: `- ${sv}`, en: `- ${en}` }));
  const verdictLine = isUnread(verdict)
    ? { sv: 'EN FIL KUNDE INTE LÄSAS.', en: 'A FILE COULD NOT BE READ.' }
    : { sv: 'UTTAGET ÄR INTE SOM DET SKA.', en: 'SOMETHING IS WRONG WITH THIS EXPORT.' };
  return [verdictLine, ...first, ...told, ...rest];
}

function firstBadWords({ after, upTo }: Pick<Spot, 'after' | 'upTo'>): Words {
  if (upTo === null) {
    return {
      sv: `Inget fel till och med position ${after}; därefter fattas något.`,
      en: `Nothing is wrong up to position ${after}; after it something is missing.`,
    };
  }
  return {
    sv: `Inget fel till och med position ${after}. Det första är därefter, senast vid position ${upTo}.`,
    en: `Nothing is wrong up to position ${after}. What is first wrong comes after it, at position ${upTo} at the latest.`,
  };
}

function soundWords(verdict: Verdict): readonly Words[] {
  const { events, lastPosition, log, signedBy, takenAt } = verdict;
  const [origin, size, root] = [log?.origin ?? '', log?.size ?? 0, log?.root ?? ''];
  const keys = signedBy.join(', ');
  return [
    { sv: 'Uttaget är riktigt.', en: 'This export is sound.' },
    {
      sv: `Det är ett uttag av ${whatWords(verdict).sv} ur loggen ${origin}. Att det gjordes ${takenAt ?? ''} säger det självt; det är inte undertecknat.`,
      en: `It is an export of ${whatWords(verdict).en} from the log ${origin}. That it was taken at ${takenAt ?? ''} is what it says itself; nobody signed that.`,
    },
    {
      sv: `Det har ${events} händelser, den sista vid position ${lastPosition}; var och en är den som registrerades.`,
      en: `It holds ${events} events, the last at position ${lastPosition}; each is the one that was logged.`,
    },
    {
      sv: `Loggen hade ${size} händelser och roten ${root}, undertecknat med ${keys}.`,
      en: `The log had ${size} events and the root ${root}, signed with ${keys}.`,
    },
    ...verdict.agreed.map(({ file, size: older }) => ({
      sv: `Loggen börjar med de ${older} händelser som ${file} svarar för: inget av dem har ändrats sedan dess.`,
      en: `The log begins with the ${older} events that ${file} vouches for: nothing of them was changed since.`,
    })),
    viewsWords(verdict),
    ...papersWords(verdict),
    ...withheldWords(verdict),
    ...passedOverWords(verdict.passedOver),
    ...limitWords(verdict),
  ];
}

function whatWords({ what }: Verdict): Words {
  if (what === null) return same('');
  switch (what.kind) {
    case 'plan':
      return { sv: `planen ${what.id}`, en: `the plan ${what.id}` };
    case 'matter':
      return { sv: `ärendet ${what.id}`, en: `the matter ${what.id}` };
    case 'everything':
      return { sv: 'allt', en: 'everything' };
  }
}

function viewsWords({ views, withheld }: Verdict): Words {
  const made = views - withheld.views;
  return {
    sv: `${made} vyer har gjorts om ur händelserna och är desamma som i uttaget.`,
    en: `${made} views were made anew from the events, and are the same as in the export.`,
  };
}

function papersWords({ papers }: Verdict): readonly Words[] {
  if (papers === 0) return [];
  return [
    {
      sv: `Kontrollpunkterna i kallelser och protokoll (${papers}) är de som händelserna ger. Jämför dem med papperen.`,
      en: `The checkpoints in summonses and minutes (${papers}) are those that the events make. Compare them with the papers.`,
    },
  ];
}

function withheldWords({ withheld: { payloads, streams, views } }: Verdict): readonly Words[] {
  if (payloads === 0) return [];
  return [
    {
      sv: `Innehållet i ${payloads} händelser har inte lämnats ut; att de finns, när och av vem är visat. Därför kunde ${views} vyer, av ${streams} olika saker, inte göras om.`,
      en: `The payloads of ${payloads} events are withheld; that they are there, when and by whom is shown. So ${streams} streams were not folded and ${views} views not made anew.`,
    },
  ];
}

/** Returns the sentences that state what a sound export does not prove. */
function limitWords({ what, agreed }: Verdict): readonly Words[] {
  const ofPart = {
    sv: 'Ett uttag av en del visar att allt i det finns i loggen, men inte att inget är utelämnat. Det visar ett uttag av allt.',
    en: 'An export of a part shows that all of it is in the log, not that nothing is left out. An export of everything shows that.',
  };
  const withoutHeld = {
    sv: 'Ingen äldre kontrollpunkt har jämförts. Med en som du själv har sparat visar --checkpoint att loggen inte har skrivits om sedan dess.',
    en: 'No older checkpoint was compared. With one that you have kept yourself, --checkpoint shows that the log was not rewritten since.',
  };
  return [...(what?.kind === 'everything' ? [] : [ofPart]), ...(agreed.length === 0 ? [withoutHeld] : [])];
}
