import type { Language } from '../kernel/language.js';

export const meetingStatusNames: Record<string, Record<Language, string>> = {
  SCHEDULED: { sv: 'planerat', en: 'scheduled' },
  SUMMONED: { sv: 'sammankallat', en: 'summoned' },
  OPEN: { sv: 'öppnat', en: 'open' },
  CLOSED: { sv: 'avslutat', en: 'closed' },
  CANCELLED: { sv: 'inställt', en: 'cancelled' },
};

export const paragraphStatusNames: Record<string, Record<Language, string>> = {
  DECIDED: { sv: 'beslutad', en: 'decided' },
  ADJUSTED: { sv: 'justerad', en: 'adjusted' },
  NOTICED: { sv: 'anslagen', en: 'noticed' },
  APPEALED: { sv: 'överklagad', en: 'appealed' },
  IN_FORCE: { sv: 'lagakraftvunnen', en: 'in legal force' },
  ANNULLED: { sv: 'upphävd', en: 'annulled' },
};
