import type { Words } from '../kernel/telling.js';
import { quoted } from '../kernel/telling-words.js';
import { personsWords } from '../matters/board-words.js';
import type { Vote } from './deliberation.js';

/** *votering med 3 ja (”Bifall”), 2 nej (”Avslag”) och 0 som avstod: ja vann* */
export function voteWords(vote: Vote): Words {
  const { yes, no, abstained } = vote;
  const [forYes, forNo, result] = [quoted(vote.yesMeans), quoted(vote.noMeans), resultWords(vote)];
  return {
    sv: `votering med ${yes.length} ja (${forYes.sv}), ${no.length} nej (${forNo.sv}) och ${abstained.length} som avstod: ${result.sv}`,
    en: `a vote with ${yes.length} yes (${forYes.en}), ${no.length} no (${forNo.en}) and ${abstained.length} who abstained: ${result.en}`,
  };
}

/** The same with who voted what. */
export function voteByName(vote: Vote): Words {
  const [forYes, forNo, result] = [quoted(vote.yesMeans), quoted(vote.noMeans), resultWords(vote)];
  const [yes, no, abstained] = [votersWords(vote.yes), votersWords(vote.no), votersWords(vote.abstained)];
  return {
    sv: `ja (${forYes.sv}): ${yes.sv}; nej (${forNo.sv}): ${no.sv}; avstod: ${abstained.sv}; ${result.sv}`,
    en: `yes (${forYes.en}): ${yes.en}; no (${forNo.en}): ${no.en}; abstained: ${abstained.en}; ${result.en}`,
  };
}

function votersWords(voters: Vote['yes']): Words {
  return voters.length === 0 ? { sv: 'ingen', en: 'nobody' } : personsWords(voters);
}

/** Rule 31: at a tie both facts are told, that it was one and whose vote decided. */
function resultWords({ result, decidedBy }: Vote): Words {
  const { sv, en } = { YES: { sv: 'ja vann', en: 'yes won' }, NO: { sv: 'nej vann', en: 'no won' } }[result];
  switch (decidedBy) {
    case 'MAJORITY':
      return { sv, en };
    case 'CHAIR':
      return {
        sv: `lika röstetal, ${sv} med ordförandens röst`,
        en: `a tie, ${en} by the vote of whoever presided`,
      };
  }
}
