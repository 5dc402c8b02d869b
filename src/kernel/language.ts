/** The languages in which the service answers users. Swedish is the default. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];
