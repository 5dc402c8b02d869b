import { auditor, clerk } from '../../test/support/given.js';
import type { Person } from '../kernel/permissions.js';
import { isRefusal } from '../kernel/refusal.js';
import { permitToProve } from './provable.js';

function codeFor(person: Person, stream: string): object | string {
  try {
    permitToProve(person, stream);
  } catch (error) {
    if (isRefusal(error)) return { code: error.code, details: error.details };
    throw error;
  }
  return 'permitted';
}

describe('that an event is in the log', () => {
  const own = ['plan-exempel.ks.2026', 'goal-exempel.ks.2026.g1', 'meeting-exempel.ks.meeting-2026-05-27'];
  const models = ['steeringModel-exempel.model-styrmodell'];

  it.each([...own, ...models])('is proven to the auditor: %s', (stream) => {
    expect(codeFor(auditor, stream)).toBe('permitted');
  });

  it.each([...own, ...models])('rule 51: and to nobody else: %s', (stream) => {
    expect(codeFor(clerk, stream)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(['plan-exempel.bun.2026', 'plan-annan.ks.2026', 'steeringModel-annan.model-styrmodell'])(
    'rule 43: is as what has never been elsewhere: %s',
    (stream) => {
      expect(codeFor(auditor, stream)).toEqual({ code: 'NOT_FOUND', details: { id: stream } });
    },
  );

  it.each(['plan-', 'plan', '', 'plan-exempel', 'plan-../..'])('rule 43: is not of what is no stream: %j', (stream) => {
    expect(codeFor(auditor, stream)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
