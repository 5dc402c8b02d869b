import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import type { Feature } from '../platform/feature.service.js';
import { adoptedLogHistory } from './adoption/adopted-log-history.js';
import { AlarmsResolver } from './adoption/alarms.resolver.js';
import { CheckpointSigner } from './checkpoint-signing.service.js';
import { evidenceTables } from './evidence-tables.service.js';
import { EvidenceResolver } from './evidence.resolver.js';
import { GoneOfSigned } from './gone-of-signed.service.js';
import { Proofs } from './proofs.service.js';
import { Tlog } from './tlog.service.js';
import { treeFollower } from './tree-tables.service.js';
import { WITNESS } from './witness.js';
import { LogWitness } from './witness.service.js';

@Module({
  providers: [
    AlarmsResolver,
    CheckpointSigner,
    EvidenceResolver,
    GoneOfSigned,
    Proofs,
    Tlog,
    { provide: WITNESS, useClass: LogWitness },
  ],
  exports: [WITNESS],
})
export class EvidenceModule {}

export const evidence: Feature = {
  histories: [bindHistory(adoptedLogHistory)],
  reactions: [],
  followers: [treeFollower],
  sideTables: [evidenceTables],
};
