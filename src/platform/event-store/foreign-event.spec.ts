import { randomBytes } from 'node:crypto';
import { metadata } from '../../../test/stores/store-under-test.js';
import { isOwnMetadata } from './foreign-event.js';

const salt = randomBytes(32).toString('base64');

describe('the metadata of an event', () => {
  it.each([
    ['of the least that Tertial writes', metadata],
    [
      'of all that Tertial writes',
      { ...metadata, salt, traceId: '0'.repeat(32), actingFor: 'anna.ek', causationId: 'e1' },
    ],
    ['of a newer build, with a field that this one does not know', { ...metadata, device: { kind: 'pad' } }],
  ])('is its own: %s', (_, one) => {
    expect(isOwnMetadata(one)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['no object', 'hand'],
    ['a list', [metadata]],
    ['no field', {}],
    ['a person that is no text', { ...metadata, actor: 7 }],
    ['no command', { ...metadata, commandId: undefined }],
    ['a cause that is no text', { ...metadata, causationId: 7 }],
    ['a trace that is no text', { ...metadata, traceId: {} }],
    ['a salt that no leaf can be made with', { ...metadata, salt: 'salt' }],
  ])('is not its own with %s', (_, one) => {
    expect(isOwnMetadata(one)).toBe(false);
  });
});
