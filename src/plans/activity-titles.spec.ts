import { activityTitles } from './activity-titles.js';

it('the title of an activity has its goal where two activities of the plan have one heading', () => {
  const titles = activityTitles([
    { id: 'a1', heading: 'Utbilda personalen', goal: 'Trygg arbetsmiljö' },
    { id: 'a2', heading: 'Utbilda personalen', goal: 'Digitala tjänster' },
    { id: 'a3', heading: 'Införa e-arkiv', goal: 'Digitala tjänster' },
  ]);
  expect([...titles.values()]).toEqual([
    'Utbilda personalen (Trygg arbetsmiljö)',
    'Utbilda personalen (Digitala tjänster)',
    'Införa e-arkiv',
  ]);
});
