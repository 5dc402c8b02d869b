import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { PersonIdsField } from '../../platform/graphql-types/named.view.js';
import { ThingIdField } from '../../platform/graphql-types/reference.view.js';
import { LocalDate } from '../../platform/graphql-types/values.view.js';
import { ResponsibleRow } from '../plans.view.js';
import type { Responsible } from '../responsible.js';
import type { Reporting } from './reporting.js';

@ObjectType('NotReported')
class NotReportedRow {
  @ThingIdField('activity')
  readonly activityId!: Id<'Activity'>;

  @Field()
  readonly heading!: string;
}

@ObjectType('Reporting', { description: 'What a unit or a person has to report for a tertial, and what is missing.' })
export class ReportingRow implements Reporting {
  @Field(() => ResponsibleRow, {
    nullable: true,
    description: 'Null for the activities that none of the register is responsible for. All clerks report on them.',
  })
  readonly responsible!: Responsible | null;

  @Field(() => Int, { description: 'The number of activities, without removed ones.' })
  readonly activities!: number;

  @Field(() => [NotReportedRow], { description: 'The activities without a status, in the order of the plan.' })
  readonly notReported!: Reporting['notReported'];

  @PersonIdsField({ description: 'Those who can report today, and whom a reminder reaches.' })
  readonly persons!: readonly Id<'Person'>[];

  @Field(() => LocalDate, { nullable: true, description: 'The day of the last reminder. Null without one.' })
  readonly remindedOn!: IsoDate | null;
}
