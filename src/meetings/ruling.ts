/** What can become of an appeal. */
export const rulings = ['DISMISSED', 'ANNULLED', 'WITHDRAWN'] as const;
export type Ruling = (typeof rulings)[number];
