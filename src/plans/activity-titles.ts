/** An activity with its heading and the title of its goal. */
export interface TitledActivity {
  readonly id: string;
  readonly heading: string;
  readonly goal: string;
}

/** Returns the title of each activity of a plan: its heading, with the goal where two activities have one heading. */
export function activityTitles(activities: readonly TitledActivity[]): ReadonlyMap<string, string> {
  const sameHeading = Map.groupBy(activities, ({ heading }) => heading);
  return new Map(
    activities.map(({ id, heading, goal }) => {
      const isUnique = sameHeading.get(heading)?.length === 1;
      return [id, isUnique ? heading : `${heading} (${goal})`];
    }),
  );
}
