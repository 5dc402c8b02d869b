import { eitherIn } from './refusal.js';
import type { Language } from './language.js';

export const roleNames: Record<string, Record<Language, string>> = {
  CONTROLLER: { sv: 'controller', en: 'controller' },
  CLERK: { sv: 'handläggare', en: 'clerk' },
  REVIEWER: { sv: 'granskare', en: 'reviewer' },
  SECRETARY: { sv: 'nämndsekreterare', en: 'secretary' },
  BOARD_MEMBER: { sv: 'ledamot', en: 'board member' },
  AUDITOR: { sv: 'revisor', en: 'auditor' },
  ADMINISTRATOR: { sv: 'administratör', en: 'administrator' },
  SYSTEM: { sv: 'systemet självt', en: 'the system itself' },
};

export function rolesIn(language: Language, codes: readonly string[]): string {
  return eitherIn(language, roleNames, codes);
}
