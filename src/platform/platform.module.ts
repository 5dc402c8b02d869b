import { Global, Inject, Module } from '@nestjs/common';
import type {
  DynamicModule,
  OnApplicationBootstrap,
  OnApplicationShutdown,
  OnModuleInit,
  Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Admission } from './event-store/admission.service.js';
import { Alarms } from './telemetry/alarms.service.js';
import { schemaOf } from './projections/view-schemas.service.js';
import { SignedIn } from './sign-in/caller.resolver.js';
import { Authentication } from './sign-in/authentication.service.js';
import { ClockSkew } from './event-store/clock-skew.service.js';
import { ClockWatch } from './projections/clock-watch.service.js';
import { Clock } from './runtime/clock.service.js';
import { InstrumentedCommandBus } from './commands/command-bus.service.js';
import { CommandHandling } from './commands/command-handling.service.js';
import { CommandGateway } from './commands/command-gateway.service.js';
import { IssuedCommandHandler } from './commands/issued.command.js';
import { DATABASE } from './database/database.service.js';
import { NamesInRefusals, PassOn } from './graphql/pass-on.service.js';
import { EVENT_STORE, type EventStore } from './event-store/event-store.js';
import { type Feature, FEATURES, type Given, type Rows } from './feature.service.js';
import { Leader } from './processes/leader.service.js';
import { type ApiOptions, graphqlModule } from './graphql/graphql.module.js';
import { PermittedCommands } from './graphql/permitted.service.js';
import { Health } from './operations/health.service.js';
import { Lag } from './processes/lag.service.js';
import { LogIndex } from './projections/log-index.service.js';
import { MeasuredEventStore } from './event-store/measured-event-store.service.js';
import { Metrics } from './telemetry/metrics.service.js';
import { AsOfLookup, FIND_NAMED_MOMENT } from './as-of/as-of.service.js';
import { DeadLetters } from './processes/dead-letters.view.js';
import { Names } from './graphql/named-fields.service.js';
import { type FindThings, References } from './graphql/reference-fields.service.js';
import { PlatformResolver } from './graphql/platform.resolver.js';
import { Outages } from './telemetry/outages.service.js';
import { Checkpoints } from './projections/checkpoints.service.js';
import { Projection } from './projections/projection.service.js';
import { Projector } from './projections/projector.service.js';
import { Reactor } from './processes/reactor.service.js';
import { Reactions, REACTIONS } from './commands/reactions.service.js';
import { CurrentStates, FOLDS } from './projections/current-states.service.js';
import { ListTables } from './projections/list-tables.service.js';
import { DamagedStreams } from './projections/damaged-streams.service.js';
import { KnownLog } from './projections/known-log.service.js';
import { LogTail } from './projections/log-tail.service.js';
import { AccessLog } from './sign-in/access-log.service.js';
import { TIMERS } from './processes/timer.service.js';
import { Scheduler } from './processes/scheduler.service.js';
import { Stop } from './processes/stop.service.js';
import { States, VIEWS_DB } from './database/state-tables.view.js';
import type { Stores } from './open-stores.service.js';
import { type Tokens, TOKENS } from './sign-in/tokens.service.js';
import { noTracing, type Tracing, TRACING } from './telemetry/tracing.service.js';

export interface PlatformOptions extends ApiOptions {
  readonly features: readonly Feature[];
  /** The module closes these stores when the service stops. */
  readonly stores: Stores;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** Records traces. Absent: the service records none. */
  readonly tracing?: Tracing;
  /** Whether this process may lead. False: it neither updates the views nor runs reactions. */
  readonly followsLog: boolean;
  readonly rows: Rows;
  /** Values from outside the application that features inject. Absent: none. */
  readonly given?: readonly Given[];
}

const OPTIONS = 'PLATFORM_OPTIONS';

/** The services that every feature may inject. */
const exported = [
  Alarms,
  Authentication,
  Clock,
  InstrumentedCommandBus,
  DATABASE,
  CommandHandling,
  CommandGateway,
  FEATURES,
  Leader,
  LogIndex,
  AsOfLookup,
  Projection,
  AccessLog,
  EVENT_STORE,
  TOKENS,
  ListTables,
  CurrentStates,
  DamagedStreams,
  KnownLog,
  LogTail,
  PermittedCommands,
  Names,
  References,
  Stop,
  VIEWS_DB,
];

const services = [
  Alarms,
  Authentication,
  ClockSkew,
  ClockWatch,
  InstrumentedCommandBus,
  CommandHandling,
  CommandGateway,
  Leader,
  Health,
  Lag,
  Metrics,
  AsOfLookup,
  DeadLetters,
  PlatformResolver,
  Projector,
  IssuedCommandHandler,
  Reactor,
  Reactions,
  CurrentStates,
  ListTables,
  AccessLog,
  NamesInRefusals,
  PermittedCommands,
  Scheduler,
];

/** Provides the services of the platform. Starts and stops them with the application. */
/** The parts that each request passes through. */
const doors: Provider[] = [
  { provide: APP_GUARD, useClass: SignedIn },
  { provide: APP_FILTER, useClass: PassOn },
];

@Global()
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly leader: Leader,
    private readonly stop: Stop,
    @Inject(OPTIONS) private readonly options: PlatformOptions,
  ) {}

  static with(options: PlatformOptions): DynamicModule {
    const { stores, features, rows, clock, tracing = noTracing, given = [] } = options;
    const projection = projectionOf(options);
    const views = stores.views.db.withSchema(projection.schema);
    return {
      module: PlatformModule,
      imports: [CqrsModule.forRoot(), graphqlModule(options)],
      providers: [
        { provide: OPTIONS, useValue: options },
        { provide: FEATURES, useValue: features },
        { provide: TOKENS, useValue: tokensOf(options) },
        { provide: Names, useValue: namesOf(options) },
        {
          provide: References,
          inject: [AsOfLookup],
          useFactory: (lookup: AsOfLookup) => new References(thingsOf(options), lookup),
        },
        {
          provide: FIND_NAMED_MOMENT,
          useValue: features.map(({ namedMoment }) => namedMoment).find((find) => find !== undefined) ?? null,
        },
        {
          provide: LogIndex,
          inject: [EVENT_STORE, Admission],
          useFactory: (events: EventStore, admission: Admission) => logIndexOf(options, events, admission),
        },
        { provide: FOLDS, useValue: rows.folds },
        { provide: REACTIONS, useValue: features.flatMap(({ reactions }) => reactions) },
        { provide: TIMERS, useValue: features.flatMap(({ timers = [] }) => timers) },
        { provide: TRACING, useValue: tracing },
        { provide: Clock, useValue: clock },
        { provide: DATABASE, useValue: stores.views },
        { provide: Outages, useValue: stores.outages },
        ...logOf(stores, tracing),
        { provide: EVENT_STORE, useExisting: LogTail },
        { provide: Projection, useValue: projection },
        { provide: VIEWS_DB, useValue: views },
        { provide: States, useValue: new States(views) },
        {
          provide: Checkpoints,
          inject: [DeadLetters],
          useFactory: (deadLetters: DeadLetters) => progressOf(options, projection, deadLetters),
        },
        ...doors,
        ...services,
        ...given,
      ],
      exports: [...exported, ...given.map(({ provide }) => provide)],
    };
  }

  /** Creates the side tables before the first request, because sign-in may read the register of people from them. */
  async onModuleInit(): Promise<void> {
    const { stores, features, clock } = this.options;
    for (const { create, upgrade } of features.flatMap(({ sideTables = [] }) => sideTables)) {
      await create(stores.views.db);
      await upgrade?.(stores.views.db, clock);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.options.followsLog) await this.leader.start();
  }

  /** Stops the leader before it closes the stores, so that no part uses a closed database. */
  async onApplicationShutdown(): Promise<void> {
    await this.stop.finish(this.leader.stop());
    await this.options.stores.close();
    await this.options.tracing?.close();
  }
}

/** The parts that know the log, its newest events in memory, and whether commands may be carried out. */
function logOf(stores: Stores, tracing: Tracing) {
  return [
    { provide: Stop, useValue: new Stop({ outage: stores.outages.log, leave: () => stores.leaveLog() }) },
    {
      provide: LogTail,
      inject: [Metrics, Checkpoints, KnownLog, Admission, ClockSkew, DamagedStreams],
      useFactory: (
        metrics: Metrics,
        checkpoints: Checkpoints,
        known: KnownLog,
        admission: Admission,
        skew: ClockSkew,
        damage: DamagedStreams,
      ) =>
        new LogTail(
          new MeasuredEventStore(stores.events, metrics, tracing, admission, skew),
          () => checkpoints.viewed,
          known,
          damage,
        ),
    },
    {
      provide: DamagedStreams,
      inject: [Alarms],
      useFactory: (alarms: Alarms) => new DamagedStreams(stores.views.db, alarms),
    },
    {
      provide: Admission,
      inject: [Alarms, KnownLog],
      useFactory: (alarms: Alarms, known: KnownLog) => new Admission(stores, alarms, known, stores.outages.log),
    },
    {
      provide: KnownLog,
      inject: [Alarms],
      useFactory: (alarms: Alarms) => new KnownLog(stores.events, alarms),
    },
  ];
}

function tokensOf({ tokens, features, stores, clock }: PlatformOptions): Tokens {
  const [register] = features.flatMap((feature) => feature.register ?? []);
  return register === undefined ? tokens : tokens.asking(register(stores.views.db, clock));
}

function namesOf({ features, stores }: PlatformOptions): Names {
  const [names] = features.flatMap((feature) => feature.names ?? []);
  return new Names(names?.(stores.views.db) ?? (() => Promise.resolve([])));
}

function thingsOf({ features }: PlatformOptions): FindThings {
  const [things] = features.flatMap((feature) => feature.things ?? []);
  return things ?? (() => Promise.resolve(new Map()));
}

function projectionOf({ stores, features, rows, tracing = noTracing }: PlatformOptions): Projection {
  const reactions = features.flatMap((feature) => feature.reactions);
  return rows.projection(stores.views.db, schemaOf(rows.code, reactions), tracing);
}

function logIndexOf({ stores, features, rows }: PlatformOptions, events: EventStore, admission: Admission): LogIndex {
  return new LogIndex(
    [{ folds: rows.folds, followers: features.flatMap(({ followers = [] }) => followers) }],
    events,
    stores.views,
    () => admission.requireKnown(),
  );
}

function progressOf({ stores }: PlatformOptions, projection: Projection, deadLetters: DeadLetters): Checkpoints {
  return new Checkpoints(stores.views.election, `tertial_${projection.schema}`, async () => {
    const [{ position: viewed }, reactor] = [await projection.checkpoint(), await deadLetters.checkpoint()];
    return { viewed, reacted: reactor.position, caused: reactor.caused };
  });
}
