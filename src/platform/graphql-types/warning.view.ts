import { registerEnumType } from '@nestjs/graphql';
import { warningSentences } from '../../kernel/warning.js';

export const WarningEnum = Object.fromEntries(Object.keys(warningSentences).map((code) => [code, code]));
registerEnumType(WarningEnum, {
  name: 'Warning',
  description: 'A value that is accepted but should be checked.',
  valuesMap: Object.fromEntries(
    Object.entries(warningSentences).map(([code, { sv, en }]) => [code, { description: `${sv} ${en}` }]),
  ),
});
