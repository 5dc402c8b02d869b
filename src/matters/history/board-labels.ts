import type { Id } from '../../kernel/identity.js';
import type { Outcome } from '../../kernel/outcome.js';
import { same, type Words } from '../../kernel/history.js';
import { inEach, listed, paragraphWords, quoted } from '../../kernel/history-labels.js';
import { dayWords } from '../../kernel/local-time.js';

// The histories of matters and meetings share the labels in this file.

/** Names a matter by title and registry number: *ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7)*. */
export function matterWords({ dnr, title }: { readonly dnr: string; readonly title: string }): Words {
  const { sv, en } = quoted(title);
  return { sv: `ärendet ${sv} (dnr ${dnr})`, en: `the matter ${en} (reg. no. ${dnr})` };
}

/** Names a meeting by its day, and also by its number when the meeting is not the first on that day. */
export function meetingWords(meetingId: Id<'Meeting'>): Words {
  const [, day = '', number] = /\.meeting-([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([0-9]))?$/.exec(meetingId) ?? [];
  const { sv, en } = dayWords(day);
  return number === undefined
    ? { sv: `sammanträdet den ${sv}`, en: `the meeting on ${en}` }
    : { sv: `sammanträde ${number} den ${sv}`, en: `meeting ${number} on ${en}` };
}

/** Names decision points by number: *beslutspunkterna 1 och 2*. */
export function pointsWords(points: readonly { readonly number: number }[]): Words {
  const { sv, en } = listed(points.map(({ number }) => same(String(number))));
  return points.length === 1
    ? { sv: `beslutspunkt ${sv}`, en: `decision point ${en}` }
    : { sv: `beslutspunkterna ${sv}`, en: `decision points ${en}` };
}

/** Names paragraphs of the minutes by number: *§§ 45 och 46*. */
export function paragraphsWords(paragraphs: readonly string[]): Words {
  const numbers = listed(paragraphs.map((paragraph) => same(paragraphWords(paragraph).slice('§ '.length))));
  return inEach((language) => `${paragraphs.length === 1 ? '§' : '§§'} ${numbers[language]}`);
}

/** Names the board's outcome of a decision point: *bifall till beslutspunkt 2*. */
export function outcomeWords(outcome: Outcome, number: number): Words {
  const { sv, en } = pointsWords([{ number }]);
  switch (outcome) {
    case 'APPROVED':
      return { sv: `bifall till ${sv}`, en: `approval of ${en}` };
    case 'REJECTED':
      return { sv: `avslag på ${sv}`, en: `rejection of ${en}` };
    case 'REFERRED_BACK':
      return { sv: `återremiss av ${sv}`, en: `referral back of ${en}` };
    case 'POSTPONED':
      return { sv: `bordläggning av ${sv}`, en: `postponement of ${en}` };
    case 'WITHDRAWN':
      return { sv: `${sv} utgår`, en: `withdrawal of ${en}` };
  }
}

/** Rule 27: when the board changed the wording, the history shows the proposed and the decided wording. */
export function wordingWords({ wording, proposedWording }: { wording: string; proposedWording: string }): Words {
  const [decided, proposed] = [quoted(wording), quoted(proposedWording)];
  return wording === proposedWording
    ? { sv: `med lydelsen ${decided.sv}`, en: `with the wording ${decided.en}` }
    : {
        sv: `med den ändrade lydelsen ${decided.sv} i stället för den föreslagna ${proposed.sv}`,
        en: `with the amended wording ${decided.en} instead of the proposed ${proposed.en}`,
      };
}

/** Names a version by its number and its hash. */
export function versionWords({ version, hash }: { readonly version: number; readonly hash: string }): Words {
  return same(`version ${version} (SHA-256 ${hash})`);
}
