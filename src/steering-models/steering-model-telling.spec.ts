import { adoption, change, modelId, newVocabulary } from '../../test/support/plan-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { defaultModel } from './default-model.js';
import type { SteeringModelEvent } from './steering-model.js';
import { steeringModelNarration } from './steering-model-telling.js';

const first: SteeringModelEvent = {
  type: 'SteeringModelAdopted',
  data: { steeringModelId: modelId, name: 'Styrmodell', holdsFrom: '2026-01-01', decision: adoption, ...defaultModel },
};

const second: SteeringModelEvent = {
  type: 'SteeringModelAdopted',
  data: { steeringModelId: modelId, name: 'Styrmodell', holdsFrom: '2026-06-15', decision: change, ...newVocabulary },
};

async function told(...events: readonly SteeringModelEvent[]) {
  return said(await tellingOf(steeringModelNarration, modelId, events));
}

describe('the history of a steering model', () => {
  it('tells of its words and its rules when it is adopted', async () => {
    expect(await told(first)).toEqual({
      sv: {
        did: 'registrerade version 1 av styrmodellen ”Styrmodell”, antagen genom fullmäktiges beslut den 10 december 2025, § 180 (dnr KS 2025/400), att gälla från och med den 1 januari 2026',
        changes: [
          ['Namn', null, 'Styrmodell'],
          ['Gäller från och med', null, '1 januari 2026'],
          [
            'Aktiviteternas statusar',
            null,
            '”Ej påbörjad” (inte påbörjad), ”Vänteläge” (vilande), ”Pågående enligt plan” (pågående), ”Pågående med avvikelse” (pågående, avvikelse), ”Avslutad enligt plan” (avslutad) och ”Avslutad med avvikelse” (avslutad, avvikelse)',
          ],
          [
            'Målens bedömningar',
            null,
            '”Ej uppfylld”, ”Knappt uppfylld”, ”Delvis uppfylld” och ”Uppfylld” (målet är nått)',
          ],
          ['Utan bedömning', null, '”Ej bedömd”'],
          ['Uppfyllelse kräver avslutade aktiviteter', null, 'ja'],
          ['Avslutad med avvikelse räknas som avslutad', null, 'nej'],
          ['Uppfyllelse kräver nådda mått', null, 'nej'],
          ['Aktivitetens status kräver kommentar', null, 'ja'],
          ['Målets bedömning kräver kommentar', null, 'ja'],
          ['Även uppfyllelse kräver kommentar', null, 'nej'],
        ],
      },
      en: {
        did: "recorded version 1 of the steering model “Styrmodell”, adopted by the council's decision of 10 December 2025, § 180 (reg. no. KS 2025/400), to hold from 1 January 2026",
        changes: [
          ['Name', null, 'Styrmodell'],
          ['Holds from', null, '1 January 2026'],
          [
            'Statuses of activities',
            null,
            '“Not started” (not started), “On hold” (on hold), “Ongoing as planned” (ongoing), “Ongoing with deviation” (ongoing, deviation), “Completed as planned” (completed) and “Completed with deviation” (completed, deviation)',
          ],
          [
            'Assessments of goals',
            null,
            '“Not fulfilled”, “Barely fulfilled”, “Partly fulfilled” and “Fulfilled” (the goal is reached)',
          ],
          ['Without an assessment', null, '“Not assessed”'],
          ['Fulfilment requires completed activities', null, 'yes'],
          ['Completion with deviation counts as completion', null, 'no'],
          ['Fulfilment requires reached measures', null, 'no'],
          ["An activity's status needs a comment", null, 'yes'],
          ["A goal's assessment needs a comment", null, 'yes'],
          ['Fulfilment needs a comment as well', null, 'no'],
        ],
      },
      reason: null,
    });
  });

  it('rule 9: tells which words and rules a new version changes, and from when', async () => {
    expect(await told(first, second)).toEqual({
      sv: {
        did: 'registrerade version 2 av styrmodellen ”Styrmodell”, antagen genom fullmäktiges beslut den 6 maj 2026, § 71 (dnr KS 2026/90), att gälla från och med den 15 juni 2026',
        changes: [
          ['Gäller från och med', '1 januari 2026', '15 juni 2026'],
          [
            'Aktiviteternas statusar',
            '”Ej påbörjad” (inte påbörjad), ”Vänteläge” (vilande), ”Pågående enligt plan” (pågående), ”Pågående med avvikelse” (pågående, avvikelse), ”Avslutad enligt plan” (avslutad) och ”Avslutad med avvikelse” (avslutad, avvikelse)',
            '”Röd” (pågående, avvikelse) och ”Grön” (avslutad)',
          ],
          [
            'Målens bedömningar',
            '”Ej uppfylld”, ”Knappt uppfylld”, ”Delvis uppfylld” och ”Uppfylld” (målet är nått)',
            '”Nås inte” och ”Nås” (målet är nått)',
          ],
          ['Utan bedömning', '”Ej bedömd”', '”Grå”'],
          ['Uppfyllelse kräver avslutade aktiviteter', 'ja', 'nej'],
        ],
      },
      en: {
        did: "recorded version 2 of the steering model “Styrmodell”, adopted by the council's decision of 6 May 2026, § 71 (reg. no. KS 2026/90), to hold from 15 June 2026",
        changes: [
          ['Holds from', '1 January 2026', '15 June 2026'],
          [
            'Statuses of activities',
            '“Not started” (not started), “On hold” (on hold), “Ongoing as planned” (ongoing), “Ongoing with deviation” (ongoing, deviation), “Completed as planned” (completed) and “Completed with deviation” (completed, deviation)',
            '“Red” (ongoing, deviation) and “Green” (completed)',
          ],
          [
            'Assessments of goals',
            '“Not fulfilled”, “Barely fulfilled”, “Partly fulfilled” and “Fulfilled” (the goal is reached)',
            '“Missed” and “Reached” (the goal is reached)',
          ],
          ['Without an assessment', '“Not assessed”', '“Grey”'],
          ['Fulfilment requires completed activities', 'yes', 'no'],
        ],
      },
      reason: null,
    });
  });
});
