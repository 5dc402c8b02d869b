import { keptDocumentsFold } from './documents/document-keeping.js';
import { publicationsFold } from './documents/publishing/publication.js';
import { publicationsView } from './documents/publishing/publications-table.view.js';
import { documentTemplateFold } from './documents/template.js';
import { adoptedLogFold } from './evidence/adopted-log.js';
import { matterFold } from './matters/matter.js';
import { mattersView } from './matters/matters-table.view.js';
import { meetingFold } from './meetings/meeting.js';
import { meetingsView } from './meetings/meetings-table.view.js';
import { goalFold } from './plans/goal.js';
import { planFold } from './plans/plan.js';
import type { Rows } from './platform/feature.service.js';
import { Projection } from './platform/projections/projection.service.js';
import { removalFold } from './removals/removal.js';
import { removalsView } from './removals/removals-table.view.js';
import { reviewChainFold } from './reviews/review.js';
import { steeringModelFold } from './steering-models/steering-model.js';

const folds = [
  steeringModelFold,
  planFold,
  goalFold,
  removalFold,
  reviewChainFold,
  matterFold,
  meetingFold,
  keptDocumentsFold,
  publicationsFold,
  documentTemplateFold,
  adoptedLogFold,
];
const views = [removalsView, mattersView, meetingsView, publicationsView];

/**
 * The folds and views that make the rows of the view tables. The name of the rows' database schema contains a hash of
 * this file and of every file that it imports. This file imports nothing else, so that other changes keep the schema.
 */
export const rows: Rows = {
  folds,
  projection: (db, schema, tracing) => new Projection(db, schema, folds, views, tracing),
  code: import.meta.url,
};
