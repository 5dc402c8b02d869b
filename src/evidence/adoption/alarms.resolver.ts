import { Query, Resolver } from '@nestjs/graphql';
import { permitInMunicipality, type Person } from '../../kernel/permissions.js';
import { CurrentStates } from '../../platform/projections/current-states.service.js';
import { ANOTHER_LOG } from '../../platform/projections/known-log.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { Alarms } from '../../platform/telemetry/alarms.service.js';
import { adoptedLogFold } from '../adopted-log.js';
import { AlarmRow } from './alarms.view.js';

@Resolver()
export class AlarmsResolver {
  constructor(
    private readonly alarms: Alarms,
    private readonly states: CurrentStates,
  ) {}

  @Query(() => [AlarmRow], {
    name: 'alarms',
    description:
      'The alarms of the process that answers, and alarms of before that have a history in your municipality.',
  })
  async raisedOrRemembered(@Caller() person: Person): Promise<AlarmRow[]> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readAlarms', municipalityId, municipalityId);
    const adoptions = await this.states.one(adoptedLogFold, municipalityId);
    const raised = this.alarms.raisedSince.map(({ name, since }) => ({
      name,
      since,
      history: name === ANOTHER_LOG ? adoptions : [],
    }));
    if (adoptions.length === 0 || raised.some(({ name }) => name === ANOTHER_LOG)) return raised;
    return [...raised, { name: ANOTHER_LOG, since: null, history: adoptions }];
  }
}
