import { idOf } from './identity.js';
import { byUrgency, task, waitingKinds } from './waiting.js';

const boardId = idOf('Board', 'exempel.ks');

describe('tasks', () => {
  it('come by the nearest deadline, then by age; those without a day come last', () => {
    const waiting = (id: string, deadline: string | null, since: string | null) =>
      task('REVIEW_REMOVAL', { boardId, id, title: id, deadline, since });
    const tasks = [
      waiting('unknown age', null, null),
      waiting('young', null, '2026-05-20'),
      waiting('old', null, '2026-05-01'),
      waiting('far', '2026-06-30', '2026-01-01'),
      waiting('near and young', '2026-06-01', '2026-05-02'),
      waiting('near and old', '2026-06-01', '2026-05-01'),
    ];
    const sorted = ['near and old', 'near and young', 'far', 'old', 'young', 'unknown age'];
    expect(byUrgency(tasks).map(({ id }) => id)).toEqual(sorted);
    expect(byUrgency(tasks.toReversed()).map(({ id }) => id)).toEqual(sorted);
  });

  it('have one next command each, except the reading of a summons a text that nobody can carry on with, and a role that nobody has', () => {
    const without = waitingKinds.filter((kind) => task(kind, { boardId, id: 'x', title: 'x' }).next === null);
    expect(without).toEqual(['RESOLVE_STUCK', 'FILL_ROLE', 'READ_SUMMONS']);
  });
});
