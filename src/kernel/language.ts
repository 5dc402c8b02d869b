/** The languages of answers to users; Swedish is the default. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];
