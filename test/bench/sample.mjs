// The event that is appended: a status report, about 600 bytes of data, with the metadata that every event carries.

import { createHash, randomUUID } from 'node:crypto';

const comment =
  'Upphandlingen av ny leverantör är överprövad i förvaltningsrätten och ramavtalet kan inte tecknas som planerat. ' +
  'Enheten arbetar under tiden vidare med den interna delen: rutiner, utbildning av handläggare och genomgång av de ' +
  'ärenden som ska föras över. Bedömningen är att aktiviteten kan slutföras under hösten om domen kommer före ' +
  'sommaren, annars föreslås att den flyttas till nästa års verksamhetsplan.';

/** The data of the n-th event of a stream, told from all others. */
export function sampleData(stream, n) {
  return {
    activityId: `${stream}.a${1 + (n % 9)}`,
    tertial: 'T1',
    status: 'ONGOING_WITH_DEVIATION',
    comment: `${n}: ${comment}`,
    validOn: '2026-04-30',
    modelVersion: 1,
    warnings: [],
  };
}

export function sampleMetadata() {
  const commandId = randomUUID();
  return {
    municipalityId: 'exempel',
    actor: 'hanna',
    role: 'CLERK',
    commandId,
    commandHash: createHash('sha256').update(commandId).digest('hex'),
    correlationId: commandId,
    causationId: null,
  };
}
