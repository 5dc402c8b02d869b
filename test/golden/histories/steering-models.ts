import { defaultModel } from '../../../src/steering-models/default-model.js';
import type { SteeringModelEvent, Vocabulary } from '../../../src/steering-models/steering-model.js';
import { steeringModelHistory } from '../../../src/steering-models/steering-model-history.js';
import { adoption, change, modelId, newVocabulary } from '../../support/plan-under-test.js';
import { streamsOf } from '../histories.js';

function adopted(holdsFrom: string, decision: typeof adoption, vocabulary: Vocabulary): SteeringModelEvent {
  const data = { steeringModelId: modelId, name: 'Styrmodell', holdsFrom, decision, ...vocabulary };
  return { type: 'SteeringModelAdopted', data };
}

export const steeringModelHistories = [
  streamsOf(steeringModelHistory, modelId, [], {
    'rule 9: a model and its next version': [
      adopted('2026-01-01', adoption, defaultModel),
      adopted('2026-06-15', change, newVocabulary),
    ],
  }),
];
