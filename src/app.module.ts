import { type DynamicModule, Module, type OnModuleDestroy } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { documents, DocumentsModule } from './documents/documents.module.js';
import { evidence, EvidenceModule } from './evidence/evidence.module.js';
import type { Feature } from './platform/feature.service.js';
import { mail, MailModule } from './mail/mail.module.js';
import { matters, MattersModule } from './matters/matters.module.js';
import { meetings, MeetingsModule } from './meetings/meetings.module.js';
import { people, PeopleModule } from './people/people.module.js';
import { Stop } from './platform/processes/stop.service.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { plans, PlansModule } from './plans/plans.module.js';
import { references } from './references/references.service.js';
import { removals, RemovalsModule } from './removals/removals.module.js';
import { reviews, ReviewsModule } from './reviews/reviews.module.js';
import { rows } from './rows.view.js';
import { steeringModels, SteeringModelsModule } from './steering-models/steering-models.module.js';

/** The root module, with one line for each feature. */
@Module({
  imports: [
    SteeringModelsModule, // vocabularies and assessment rules
    PlansModule, // plans, goals, measures, activities, follow-ups, the tertial view
    RemovalsModule, // proposals to take an activity out of the plan
    ReviewsModule, // the review chain, its steps and verdicts
    MattersModule, // the matter: texts, decision points, versions
    MeetingsModule, // the meeting: summons, attendance, decisions, minutes, notice, legal force
    MailModule, // reminders by mail
    DocumentsModule, // the documents of a matter and a meeting, as a tree that each form is made of
    EvidenceModule, // proof that nobody rewrote the log: a Merkle tree, signed checkpoints, proofs and tiles
    AuditModule, // the history in sentences, the replay of events, and the events behind a count of a tertial view
    PeopleModule, // municipalities, boards, units, persons and their roles, kept beside the log
  ],
})
export class AppModule implements OnModuleDestroy {
  constructor(private readonly stop: Stop) {}

  static with(options: Omit<PlatformOptions, 'features' | 'rows'>): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with({ ...options, features, rows })] };
  }

  onModuleDestroy(): void {
    this.stop.begin();
  }
}

const features = [
  steeringModels,
  plans,
  reviews,
  removals,
  matters,
  meetings,
  mail,
  documents,
  evidence,
  people,
  references,
];

/** The features' tables that are not derived from the log. A backup contains them together with the log. */
export const sideTables = features.flatMap((feature: Feature) => feature.sideTables ?? []);
