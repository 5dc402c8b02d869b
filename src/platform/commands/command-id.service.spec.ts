import { validate, version } from 'uuid';
import { makerOf, newCommandId } from './command-id.service.js';

const [theirs, others] = ['a'.repeat(64), 'b'.repeat(64)];

describe('the id that the service makes for a command', () => {
  it('is a UUID of version 8, and is made once', () => {
    const ids = Array.from({ length: 100 }, () => newCommandId(theirs));
    expect(ids.filter((id) => validate(id) && version(id) === 8)).toEqual(ids);
    expect(new Set(ids).size).toBe(100);
  });

  it('is known as that of its command, in capitals too, and not as that of another', () => {
    const id = newCommandId(theirs);
    expect(makerOf(id, theirs)).toBe('service');
    expect(makerOf(id.toUpperCase(), theirs)).toBe('service');
    expect(makerOf(id, others)).toBe('service, for another command');
  });

  it('is told from each other version, which a client chooses', () => {
    const id = newCommandId(theirs);
    for (const other of '12345679') {
      expect(makerOf(`${id.slice(0, 14)}${other}${id.slice(15)}`, theirs)).toBe('client');
    }
  });
});
