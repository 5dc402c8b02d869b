import { Parent, Resolver } from '@nestjs/graphql';
import { PermittedCommands, PermittedField } from '../../platform/graphql/permitted.service.js';
import type { PermittedRow } from '../../platform/graphql-types/permitted.view.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { readGuardsOfMatter, readGuardsOfPoint } from './matter-permitted.js';
import { PointRow } from '../matter-point-row.view.js';
import { MatterRow } from '../matters.view.js';

@Resolver(() => MatterRow)
export class PermittedOnMatterResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() matter: MatterRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(matter, reader, (read, act) => readGuardsOfMatter(matter.id, read, act));
  }
}

@Resolver(() => PointRow)
export class PermittedOnPointResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() point: PointRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    const { matterId, number } = point;
    return this.commands.about(point, reader, (read, act) => readGuardsOfPoint({ matterId, point: number }, read, act));
  }
}
