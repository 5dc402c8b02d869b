import { registerEnumType } from '@nestjs/graphql';
import { personRoles } from '../../kernel/act.js';

export const RoleEnum = Object.fromEntries(personRoles.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });
