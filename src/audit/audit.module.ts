import { Module } from '@nestjs/common';
import type { Feature } from '../platform/feature.service.js';
import { CheckpointSigner } from './checkpoint-signer.service.js';
import { evidenceTables } from './evidence-tables.service.js';
import { treeFollower } from './tree-follower.service.js';
import { WITNESS } from './witness.js';
import { LogWitness } from './witness.service.js';

@Module({
  providers: [CheckpointSigner, { provide: WITNESS, useClass: LogWitness }],
  exports: [WITNESS],
})
export class AuditModule {}

export const audit: Feature = {
  folds: [],
  views: [],
  narrations: [],
  reactions: [],
  systemCommands: {},
  followers: [treeFollower],
  keptApart: [evidenceTables],
};
