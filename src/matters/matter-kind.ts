/** What a matter is about: a plan's follow-up, or anything else that the board handles. */
export const matterKinds = ['FOLLOW_UP', 'OTHER'] as const;
export type MatterKind = (typeof matterKinds)[number];
