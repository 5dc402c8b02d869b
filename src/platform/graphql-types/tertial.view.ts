import { registerEnumType } from '@nestjs/graphql';
import { tertials } from '../../kernel/tertial.js';

export const TertialEnum = Object.fromEntries(tertials.map((tertial) => [tertial, tertial]));
registerEnumType(TertialEnum, {
  name: 'Tertial',
  description: 'T1 1 January–30 April, T2 1 May–31 August, T3 1 September–31 December.',
});
