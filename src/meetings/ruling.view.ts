import { registerEnumType } from '@nestjs/graphql';
import { rulings } from './ruling.js';

export const RulingEnum = Object.fromEntries(rulings.map((ruling) => [ruling, ruling]));
registerEnumType(RulingEnum, { name: 'AppealRuling', description: 'What became of an appeal.' });
