import type { Language } from '../kernel/language.js';
import { alternatives, nameIn } from '../kernel/refusal.js';

/** The names of the statuses of matters and removal proposals. */
export const caseStatusNames: Record<string, Record<Language, string>> = {
  DRAFT: { sv: 'ett utkast', en: 'a draft' },
  IN_REVIEW: { sv: 'under granskning', en: 'in review' },
  RETURNED: { sv: 'återlämnat', en: 'returned' },
  REVIEWED: { sv: 'granskat', en: 'reviewed' },
  BEFORE_BOARD: { sv: 'hos nämnden', en: 'before the board' },
  REFERRED_BACK: { sv: 'återremitterat', en: 'referred back' },
  POSTPONED: { sv: 'bordlagt', en: 'postponed' },
  DECIDED: { sv: 'avgjort', en: 'decided' },
  APPROVED: { sv: 'bifallet', en: 'approved' },
  REJECTED: { sv: 'avslaget', en: 'rejected' },
  DECLINED: { sv: 'avstyrkt', en: 'declined' },
  WITHDRAWN: { sv: 'tillbakadraget', en: 'withdrawn' },
  VOIDED: { sv: 'inaktuellt', en: 'void' },
  ANNULLED: { sv: 'upphävt', en: 'annulled' },
};

export function statusIn(language: Language, code: string): string {
  return nameIn(language, caseStatusNames, code);
}

/** Writes the names of statuses as alternatives: *under granskning eller granskat*. */
export function statusesIn(language: Language, codes: readonly string[]): string {
  return alternatives(
    language,
    codes.map((code) => statusIn(language, code)),
  );
}
