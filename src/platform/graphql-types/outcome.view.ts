import { registerEnumType } from '@nestjs/graphql';
import { outcomes } from '../../kernel/outcome.js';

export const OutcomeEnum = Object.fromEntries(outcomes.map((outcome) => [outcome, outcome]));
registerEnumType(OutcomeEnum, { name: 'Outcome', description: 'Bifall, avslag, återremiss, bordläggning, utgår.' });
