import { permittedBy } from './permitted.js';
import { Refusal, refusals } from './refusal.js';

describe('the commands about a thing', () => {
  const refusing = () => {
    throw new Refusal(refusals.NOT_FOUND, { id: 'x' });
  };

  it('rule 45: are each told with the refusal of its guard', () => {
    expect(permittedBy({ read: () => 1, write: refusing })).toMatchObject([
      { command: 'read', refusal: null },
      { command: 'write', refusal: { code: 'NOT_FOUND' } },
    ]);
  });

  it('are told of those alone that are asked about, and no other guard is asked', () => {
    let asked = 0;
    const other = () => (asked += 1);
    expect(permittedBy({ read: () => 1, other, write: refusing }, ['write', 'unknown'])).toMatchObject([
      { command: 'write', refusal: { code: 'NOT_FOUND' } },
    ]);
    expect(permittedBy({ other }, [])).toEqual([]);
    expect(asked).toBe(0);
  });
});
