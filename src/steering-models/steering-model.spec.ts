import type { Person } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { lastDay } from '../kernel/tertial.js';
import { after, by, clerk, controller, controllerForAll, refused, stranger, system } from '../../test/support/given.js';
import { adoption, change, everyRoleFor, modelId, newVocabulary } from '../../test/support/plan-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { defaultModel } from './default-model.js';
import { adoptSteeringModel, modelInForce, statusIn, steeringModelFold } from './steering-model.js';
import type { AdoptSteeringModelData, SteeringModel } from './steering-model.js';

const adopt: AdoptSteeringModelData = {
  steeringModelId: modelId,
  name: 'Styrmodell',
  holdsFrom: '2026-01-01',
  decision: adoption,
  ...defaultModel,
};

const renew: AdoptSteeringModelData = { ...adopt, ...newVocabulary, holdsFrom: '2026-06-15', decision: change };

function modelAfter(...adopted: readonly AdoptSteeringModelData[]): SteeringModel {
  const events = adopted.map((data) => ({ type: 'SteeringModelAdopted', data }) as const);
  const model = after(steeringModelFold, ...events);
  if (model === null) throw new Error('No model is adopted.');
  return model;
}

describe('Adopting a steering model', () => {
  it('rule 58: records the vocabulary, the rules and the first day in force', () => {
    expect(adoptSteeringModel(adopt, null, by(controllerForAll))).toEqual([
      { type: 'SteeringModelAdopted', data: adopt },
    ]);
  });

  it('rule 58: the first version may hold from a past day', () => {
    const longSince = { ...adopt, holdsFrom: '2015-01-01' };
    expect(adoptSteeringModel(longSince, null, by(controllerForAll))).toHaveLength(1);
  });

  it('rule 9: a later version may hold from the day it is adopted', () => {
    const fromToday = { ...renew, holdsFrom: '2026-06-11' };
    expect(adoptSteeringModel(fromToday, modelAfter(adopt), by(controllerForAll, '2026-06-11'))).toEqual([
      { type: 'SteeringModelAdopted', data: fromToday },
    ]);
  });

  it('rule 9: refuses a later version that holds from a past day, so that no earlier tertial changes', () => {
    const backdated = () => adoptSteeringModel(renew, modelAfter(adopt), by(controllerForAll, '2026-06-16'));
    refused(backdated, 'STEERING_MODEL_BACKDATED', { holdsFrom: '2026-06-15', earliest: '2026-06-16' });
  });

  it('rule 9: refuses a version that would hold before an already adopted future version', () => {
    const tooEarly = { ...renew, holdsFrom: '2026-06-14' };
    const overtaking = () => adoptSteeringModel(tooEarly, modelAfter(adopt, renew), by(controllerForAll, '2026-06-11'));
    refused(overtaking, 'STEERING_MODEL_BACKDATED', { holdsFrom: '2026-06-14', earliest: '2026-06-15' });
    expect(adoptSteeringModel(renew, modelAfter(adopt, renew), by(controllerForAll, '2026-06-11'))).toHaveLength(1);
  });

  it.each([
    ['paragraph', { ...adoption, paragraph: ' ' }],
    ['registry number', { ...adoption, dnr: '' }],
  ])('rule 6: refuses a version without the %s of the decision on it', (_, decision) => {
    refused(() => adoptSteeringModel({ ...adopt, decision }, null, by(controllerForAll)), 'DECISION_REFERENCE_MISSING');
  });

  it('rule 6: refuses a decision of a future day, and accepts one of today', () => {
    const onThe13th = { ...adopt, decision: { ...adoption, date: '2026-05-13' } };
    const details = { date: '2026-05-13', today: '2026-05-12' };
    refused(() => adoptSteeringModel(onThe13th, null, by(controllerForAll, '2026-05-12')), 'IN_FUTURE', details);
    expect(adoptSteeringModel(onThe13th, null, by(controllerForAll, '2026-05-13'))).toHaveLength(1);
  });

  const [unfulfilled, , , fulfilled] = defaultModel.goalStatuses;
  const [notStarted] = defaultModel.activityStatuses;
  it('rule 58: refuses an incomplete model and says what is missing', () => {
    const wrong = wrongRows(
      [
        ['name', { name: ' ' }],
        ['activityStatuses', { activityStatuses: [] }],
        ['goalStatuses', { goalStatuses: [] }],
        ['distinct codes', { activityStatuses: [notStarted, notStarted].flatMap((status) => status ?? []) }],
        ['distinct codes', { goalStatuses: [fulfilled, fulfilled].flatMap((status) => status ?? []) }],
        ['exactly one fulfilment status', { goalStatuses: [unfulfilled].flatMap((status) => status ?? []) }],
        [
          'exactly one fulfilment status',
          { goalStatuses: defaultModel.goalStatuses.map((status) => ({ ...status, fulfilment: true })) },
        ],
      ],
      ([missing, lack]) => {
        const incomplete = () => adoptSteeringModel({ ...adopt, ...lack }, null, by(controllerForAll));
        refused(incomplete, 'STEERING_MODEL_INCOMPLETE', { missing });
      },
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Swedish', { sv: ' ', en: 'Not assessed' }],
    ['English', { sv: 'Ej bedömd', en: '' }],
  ])('rule 4: refuses a model without a word in %s for the absence of an assessment', (_, label) => {
    const unnamed = { ...adopt, notAssessed: { label, colour: null } };
    refused(() => adoptSteeringModel(unnamed, null, by(controllerForAll)), 'STEERING_MODEL_INCOMPLETE', {
      missing: 'notAssessed',
    });
  });

  it.each([
    ['as such', { sv: 'Ej bedömd', en: 'Not assessed' }],
    ['in Swedish', { sv: ' ej Bedömd ', en: 'Unknown' }],
    ['in English', { sv: 'Okänd', en: 'not assessed' }],
  ])('rule 4: refuses “not assessed” among the statuses of goals, named %s', (_, label) => {
    const status = { code: 'GREY', label, colour: null, rank: -1, fulfilment: false };
    const disguised = { ...adopt, goalStatuses: [...defaultModel.goalStatuses, status] };
    const details = { code: 'GREY' };
    refused(() => adoptSteeringModel(disguised, null, by(controllerForAll)), 'NOT_ASSESSED_IS_NO_STATUS', details);
  });

  it('rule 4: a council has its own word for the absence of an assessment', () => {
    const notAssessed = { label: { sv: 'Bedömning saknas', en: 'No assessment' }, colour: '#9e9e9e' };
    expect(adoptSteeringModel({ ...adopt, notAssessed }, null, by(controllerForAll))).toMatchObject([
      { data: { notAssessed } },
    ]);
  });

  it('rule 51: is refused to every role except the controller', () => {
    const details = { command: 'adoptSteeringModel', allowed: ['CONTROLLER'], scope: 'MUNICIPALITY' } as const;
    refused(() => adoptSteeringModel(adopt, null, by(clerk)), 'FORBIDDEN', details);
    refused(() => adoptSteeringModel(adopt, null, by(stranger)), 'FORBIDDEN', details);
    refused(() => adoptSteeringModel(adopt, null, by(system)), 'FORBIDDEN', details);
  });

  it('rules 58 and 95: belongs to the whole municipality, so no controller of a board may adopt it', () => {
    for (const boardId of ['exempel.ks', 'exempel.bun']) {
      refused(() => adoptSteeringModel(adopt, null, by(everyRoleFor(idOf('Board', boardId)))), 'FORBIDDEN', {
        scope: 'MUNICIPALITY',
      });
    }
  });

  it('rule 43: to another municipality, and to a person without roles, the model does not exist', () => {
    const municipalityId = idOf('Municipality', 'annan');
    const foreigner = { ...everyRoleFor(idOf('Board', 'annan.ks')), municipalityId };
    const nobody: Person = { ...controller, grants: [] };
    for (const actor of [foreigner, { ...system, municipalityId }, nobody]) {
      refused(() => adoptSteeringModel(adopt, null, by(actor)), 'NOT_FOUND', { id: modelId });
    }
  });
});

describe('A steering model', () => {
  it('rule 9: keeps every version as it was adopted, numbered from 1', () => {
    const { steeringModelId: id, name, ...first } = adopt;
    const { steeringModelId: _, name: __, ...second } = renew;
    expect(modelAfter(adopt, renew)).toEqual({
      revision: 1,
      position: 1,
      id,
      municipalityId: 'exempel',
      name,
      versions: [
        { version: 1, ...first },
        { version: 2, ...second },
      ],
    });
  });

  it('rule 58: has the name of its last adoption', () => {
    expect(modelAfter(adopt, { ...renew, name: 'Ny styrmodell' }).name).toBe('Ny styrmodell');
  });

  it('rule 9: with a new version in June, T1 is judged under the old one and T2 and T3 under the new', () => {
    const model = modelAfter(adopt, renew);
    const versions = (['T1', 'T2', 'T3'] as const).map(
      (tertial) => modelInForce(model, lastDay(2026, tertial)).version,
    );
    expect(versions).toEqual([1, 2, 2]);
  });

  it('rule 9: a version holds from its first day, the one before until the day before', () => {
    const model = modelAfter(adopt, renew);
    expect(modelInForce(model, '2026-06-14').version).toBe(1);
    expect(modelInForce(model, '2026-06-15').version).toBe(2);
  });

  it('rule 9: of two versions from the same day, the one adopted last is in force', () => {
    expect(modelInForce(modelAfter(adopt, renew, renew), '2026-08-31').version).toBe(3);
  });

  it('rule 9: refuses to judge a tertial that ended before any version held', () => {
    const before = () => modelInForce(modelAfter({ ...adopt, holdsFrom: '2026-05-01' }), '2026-04-30');
    refused(before, 'STEERING_MODEL_NOT_IN_FORCE', { day: '2026-04-30' });
  });
});

describe('A status code', () => {
  it('rule 1: is looked up in the vocabulary', () => {
    expect(statusIn(defaultModel.goalStatuses, 'FULFILLED')).toMatchObject({ rank: 3, fulfilment: true });
  });

  it.each(['DONE', 'fulfilled', '', 'REACHED'])(
    'rule 1: %p, unknown to it, is refused with the codes allowed',
    (given) => {
      refused(() => statusIn(defaultModel.goalStatuses, given), 'UNKNOWN_STATUS', {
        given,
        allowed: ['NOT_FULFILLED', 'BARELY_FULFILLED', 'PARTLY_FULFILLED', 'FULFILLED'],
      });
    },
  );
});

describe('The default model', () => {
  it('rule 59: has the six activity statuses with their phase, and marks the deviations', () => {
    expect(defaultModel.activityStatuses.map(({ label, phase, deviation }) => [label.sv, phase, deviation])).toEqual([
      ['Ej påbörjad', 'NOT_STARTED', false],
      ['Vänteläge', 'ON_HOLD', false],
      ['Pågående enligt plan', 'ONGOING', false],
      ['Pågående med avvikelse', 'ONGOING', true],
      ['Avslutad enligt plan', 'COMPLETED', false],
      ['Avslutad med avvikelse', 'COMPLETED', true],
    ]);
  });

  it('rule 59: has the four goal statuses by rank, the highest being the fulfilment', () => {
    expect(defaultModel.goalStatuses.map(({ label, rank, fulfilment }) => [label.sv, rank, fulfilment])).toEqual([
      ['Ej uppfylld', 0, false],
      ['Knappt uppfylld', 1, false],
      ['Delvis uppfylld', 2, false],
      ['Uppfylld', 3, true],
    ]);
  });

  it('rule 59: has the default of each rule', () => {
    expect(defaultModel.rules).toEqual({
      fulfilmentByActivities: true,
      completionWithDeviationCounts: false,
      fulfilmentByMeasures: false,
      activityStatusNeedsComment: true,
      goalStatusNeedsComment: true,
      fulfilmentNeedsComment: false,
    });
  });

  it('rule 59: is complete, so that a council can adopt it', () => {
    expect(adoptSteeringModel(adopt, null, by(controllerForAll))).toHaveLength(1);
  });
});
