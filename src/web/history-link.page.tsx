import type { Language } from '../kernel/language.js';
import { may, personRoles } from '../kernel/permissions.js';
import { historyAddress } from './addresses.js';
import { shellWords } from './words.js';

interface HistoryLinkProps {
  /** The id of the thing that has the history. */
  readonly of: string;
  /** The roles of the reader for its board. */
  readonly roles: readonly string[];
  readonly language: Language;
}

/** Leads to the history of a thing, for whoever reads histories. */
export function HistoryLink({ of, roles, language }: HistoryLinkProps) {
  if (!personRoles.some((role) => roles.includes(role) && may(role, 'readHistory'))) return null;
  return (
    <p class="ds-paragraph">
      <a class="ds-link" href={historyAddress(of)}>
        {shellWords.history[language]}
      </a>
    </p>
  );
}
