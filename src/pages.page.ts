import { comparisonPage } from './audit/pages/comparison.page.js';
import { historyPage } from './audit/pages/history.page.js';
import { proofPage } from './audit/pages/proof.page.js';
import { documentPage } from './documents/pages/document.page.js';
import { templateActPage } from './documents/pages/template-acts.page.js';
import { templatePage } from './documents/pages/template.page.js';
import { publicationPage } from './documents/pages/publication.page.js';
import { publicDocumentPages } from './documents/pages/public.page.js';
import type { PublicRecord } from './documents/publishing/public-record.js';
import { matterActPage, openMatterPage } from './matters/pages/matter-acts.page.js';
import { matterListPage, matterPage } from './matters/pages/matter.page.js';
import { meetingActPage } from './meetings/pages/meeting-acts.page.js';
import { meetingListPage, scheduleMeetingPage } from './meetings/pages/meeting-list.page.js';
import { meetingPage } from './meetings/pages/meeting.page.js';
import { importPlanPage } from './plans/pages/import.page.js';
import { importReportsPage } from './plans/pages/import-reports.page.js';
import { followUpActPage } from './plans/pages/follow-up-acts.page.js';
import { followUpPage } from './plans/pages/follow-up.page.js';
import { planListPage } from './plans/pages/plan-list.page.js';
import { planPage } from './plans/pages/plan.page.js';
import { reportPage } from './plans/pages/report.page.js';
import { thingActPage } from './plans/pages/thing-acts.page.js';
import { reportsFilePage } from './plans/pages/reports-file.page.js';
import { tertialPage } from './plans/pages/tertial.page.js';
import { boardActPage } from './people/pages/board-acts.page.js';
import { boardPage } from './people/pages/board.page.js';
import { personActPage } from './people/pages/person-acts.page.js';
import { personPage } from './people/pages/person.page.js';
import { registerActPage } from './people/pages/register-acts.page.js';
import { registerPage } from './people/pages/register.page.js';
import { importPeoplePage } from './people/pages/import-people.page.js';
import { rolePage } from './people/pages/role-acts.page.js';
import { chainActPage } from './reviews/pages/chain-acts.page.js';
import { chainPage } from './reviews/pages/chain.page.js';
import { proposePage } from './removals/pages/propose.page.js';
import { removalActPage } from './removals/pages/removal-acts.page.js';
import { removalListPage, removalPage } from './removals/pages/removal.page.js';
import { modelActPage, newModelPage } from './steering-models/pages/model-acts.page.js';
import { modelListPage, modelPage } from './steering-models/pages/model.page.js';
import type { Page } from './web/page.page.js';
import type { PublicPage } from './web/public-page.page.js';
import { waitingPage } from './web/waiting.page.js';

/** All pages for those who are signed in. */
export const pages: readonly Page[] = [
  ...[templatePage, templateActPage],
  waitingPage,
  ...[
    planListPage,
    importPlanPage,
    planPage,
    tertialPage,
    reportPage,
    thingActPage,
    followUpPage,
    followUpActPage,
    reportsFilePage,
    importReportsPage,
  ],
  ...[removalListPage, removalPage, removalActPage, proposePage],
  ...[matterListPage, openMatterPage, matterPage, matterActPage, documentPage],
  ...[rolePage, registerPage, importPeoplePage, registerActPage, personPage, personActPage, boardPage, boardActPage],
  ...[historyPage, proofPage, comparisonPage],
  ...[chainPage, chainActPage, modelListPage, newModelPage, modelPage, modelActPage],
  ...[meetingListPage, scheduleMeetingPage, meetingPage, meetingActPage, publicationPage],
];

/** All pages for everybody. They read what is published, and have no other way in. */
export function publicPages(record: PublicRecord): readonly PublicPage[] {
  return publicDocumentPages(record);
}
