import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { SignedIn } from './caller.resolver.js';
import { Clock } from './clock.service.js';
import { Decisions } from './decisions.service.js';
import { Desk } from './desk.service.js';
import type { EmbeddedDatabase } from './embedded-database.service.js';
import { createEventTables } from './event-tables.service.js';
import { RefusalFilter } from './errors.service.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { type Feature, FEATURES } from './feature.service.js';
import { type ApiOptions, graphqlModule } from './graphql.module.js';
import { LiveViews } from './live-views.service.js';
import { ParkedReactions } from './parked-reactions.view.js';
import { PlatformResolver } from './platform.resolver.js';
import { Projection } from './projection.service.js';
import { Projector } from './projector.service.js';
import { Reactor } from './reactor.service.js';
import { SqlEventStore } from './sql-event-store.service.js';
import { type ViewTables, VIEWS_DB } from './states.view.js';
import { type Tokens, TOKENS } from './tokens.service.js';

export interface PlatformOptions extends ApiOptions {
  readonly features: readonly Feature[];
  /** Closed when the service stops. */
  readonly database: EmbeddedDatabase<ViewTables>;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** True: the log's times are the clock's, for a demonstration; else the database's own. */
  readonly isSimulated: boolean;
  /** False: neither the views nor the reactions follow the log. */
  readonly followsLog: boolean;
  /** Names this build; views that another made are made anew. */
  readonly build: string;
}

const DATABASE = 'DATABASE';
const OPTIONS = 'PLATFORM_OPTIONS';

/** The doors to the world, for every feature to use. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: EmbeddedDatabase<ViewTables>,
    private readonly projector: Projector,
    private readonly reactor: Reactor,
    @Inject(OPTIONS) private readonly options: PlatformOptions,
  ) {}

  static with(options: PlatformOptions): DynamicModule {
    const exported = [Clock, Decisions, Desk, LiveViews, Projection, Projector, Reactor, EVENT_STORE, VIEWS_DB, TOKENS];
    return {
      module: PlatformModule,
      imports: [CqrsModule.forRoot(), graphqlModule(options)],
      providers: [
        { provide: OPTIONS, useValue: options },
        { provide: FEATURES, useValue: options.features },
        { provide: TOKENS, useValue: options.tokens },
        { provide: Clock, useValue: options.clock },
        { provide: DATABASE, useValue: options.database },
        { provide: VIEWS_DB, inject: [DATABASE], useFactory: ({ db }: EmbeddedDatabase<ViewTables>) => db },
        { provide: EVENT_STORE, inject: [VIEWS_DB], useFactory: (db: Kysely<ViewTables>) => eventStore(db, options) },
        { provide: Projection, inject: [VIEWS_DB], useFactory: (db: Kysely<ViewTables>) => projection(db, options) },
        { provide: APP_GUARD, useClass: SignedIn },
        { provide: APP_FILTER, useClass: RefusalFilter },
        Decisions,
        Desk,
        LiveViews,
        ParkedReactions,
        PlatformResolver,
        Projector,
        Reactor,
      ],
      exports: exported,
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.followsLog) return;
    await this.projector.start();
    await this.reactor.start();
  }

  /** In the opposite order, so that nothing is asked of a database that is closed. */
  async onApplicationShutdown(): Promise<void> {
    await this.reactor.stop();
    await this.projector.stop();
    await this.database.close();
  }
}

async function eventStore(db: Kysely<ViewTables>, { clock, isSimulated }: PlatformOptions): Promise<EventStore> {
  await createEventTables(db);
  return new SqlEventStore(db, isSimulated ? { now: () => clock.now() } : {});
}

function projection(db: Kysely<ViewTables>, { features, build }: PlatformOptions): Projection {
  const folds = features.flatMap((feature) => feature.folds);
  const views = features.flatMap((feature) => feature.views);
  return new Projection(db, 'views', folds, views, build);
}
