import { registerEnumType } from '@nestjs/graphql';
import { personRoles } from '../../kernel/permissions.js';

export const RoleEnum = Object.fromEntries(personRoles.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });
