import { BrowserUnderTest } from './browser-under-test.js';
import { writtenMatter } from './board-day-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from './municipality-under-test.js';

/** The page of the tertial. */
export const tertialPage = `/planer/${plan}/t1`;

export interface AuditedTertial {
  readonly municipality: MunicipalityUnderTest;
  /** The browser of the auditor. */
  readonly rut: BrowserUnderTest;
}

/** A tertial whose report of 12 May 2026 was corrected on 14 May, and its auditor on 15 May. A matter was opened on 14 May. */
export async function auditedTertial(comment: string, rightComment: string): Promise<AuditedTertial> {
  const municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 2);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
  const about = { activityId: activity(1), tertial: 'T1' };
  await api.give('hanna', 'reportStatus', { ...about, status: 'ONGOING_AS_PLANNED', comment });
  municipality.on('2026-05-14');
  const corrected = { status: 'ON_HOLD', comment: rightComment, reason: 'Fel.' };
  await api.give('hanna', 'correctStatus', { ...about, ...corrected });
  await writtenMatter(api, 7, { title: 'Taxa', wordings: ['Anta taxan'] });
  municipality.on('2026-05-15');
  return { municipality, rut: await BrowserUnderTest.signedIn(municipality.api.app, 'rut') };
}
