import type { Id } from '../kernel/identity.js';
import type { Words } from '../kernel/telling.js';
import { named } from '../kernel/telling-words.js';
import { matterWords } from './board-words.js';
import type { Matter } from './matter.js';
import type { MatterDataOf } from './matter-event.js';
import { waitingStep } from './review.js';
import { stepNames } from './told-matter.js';

/** Which version, at which step, and for whom when the step was held as a deputy. */
interface Given {
  readonly version: number;
  readonly step: string;
  readonly actingFor?: Id<'Person'>;
}

export function approvedWords(data: MatterDataOf<'MatterStepApproved'>, matter: Matter): Words {
  const { sv, en } = givenWords(data, matter);
  return matter.status === 'REVIEWED'
    ? {
        sv: `godkände ${sv}, och ärendet är därmed färdiggranskat`,
        en: `approved ${en}, and the matter has thereby passed its review`,
      }
    : { sv: `godkände ${sv}`, en: `approved ${en}` };
}

export function returnedWords(data: MatterDataOf<'MatterReturned'>, matter: Matter): Words {
  const { sv, en } = givenWords(data, matter);
  const to = returnedTo(data.to, matter);
  return { sv: `återlämnade ${sv} till ${to.sv}`, en: `returned ${en} to ${to.en}` };
}

export function declinedWords(data: MatterDataOf<'MatterDeclined'>, matter: Matter): Words {
  const { sv, en } = givenWords(data, matter);
  return { sv: `avstyrkte ${sv}`, en: `declined ${en}` };
}

function givenWords({ version, step, actingFor }: Given, matter: Matter): Words {
  const [about, at] = [matterWords(matter), stepWords(step, matter)];
  const { sv, en } =
    actingFor === undefined
      ? { sv: '', en: '' }
      : { sv: ` som ersättare för ${actingFor}`, en: ` as deputy of ${actingFor}` };
  return {
    sv: `version ${version} av ${about.sv} i steget ${at.sv}${sv}`,
    en: `version ${version} of ${about.en} at the step ${at.en}${en}`,
  };
}

function stepWords(code: string, { review }: Matter): Words {
  return named(review === null ? {} : stepNames(review.chain), code);
}

/** The step that waits again. */
function returnedTo(to: 'AUTHOR' | 'PREVIOUS_STEP', matter: Matter): Words {
  switch (to) {
    case 'AUTHOR':
      return { sv: 'författaren', en: 'its author' };
    case 'PREVIOUS_STEP': {
      const { sv, en } = stepWords(matter.review === null ? '' : (waitingStep(matter.review)?.code ?? ''), matter);
      return { sv: `steget ${sv}`, en: `the step ${en}` };
    }
  }
}
