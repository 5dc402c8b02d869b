import { board, clerk, otherClerk } from '../../test/support/given.js';
import {
  closed,
  goalAfter,
  leaflet,
  opened,
  planAfter,
  planId,
  reported,
  talks,
} from '../../test/support/plan-under-test.js';
import type { Addressees, Reporters } from '../people/directory.js';
import type { Goal } from '../plans/goal.js';
import type { Plan, PlanEvent } from '../plans/plan.js';
import { digestsOf, hasRecentReminder, type Mailed } from './digest.js';
import { digestText } from './digest-text.js';

const [hans, hedda] = [clerk.personId, otherClerk.personId];
const reporters: Reporters = { units: [], clerks: [clerk, otherClerk] };
const addressees: Addressees = {
  boards: [{ id: board, name: 'Kommunstyrelsen' }],
  persons: [{ id: hans, name: 'Hans Håkansson', email: 'hans@exempel.se' }],
};
/** The day on which the events of the specs are recorded. */
const day = '2026-05-12';

const reminder: PlanEvent = {
  type: 'ReportersReminded',
  data: { planId, tertial: 'T1', reminded: [{ responsible: null, persons: [hans, hedda], activities: 2 }] },
};
const reminded = planAfter(opened('T1'), reminder);

function due(plan: Plan = reminded, goal: Goal = goalAfter(), mailed: Mailed = new Map(), today = day) {
  return digestsOf([{ plan, goals: [goal], reporters }], addressees, mailed, today);
}

describe('rule 142: the digest of a person', () => {
  it('has what the person was reminded of and has not reported', () => {
    expect(due()).toMatchObject([
      {
        addressee: { id: hans },
        parts: [
          {
            reminder: `${planId} T1 ${day}`,
            boardName: 'Kommunstyrelsen',
            activities: ['Ta fram en kommunikationsplan', 'Genomföra medarbetarsamtal'],
          },
        ],
      },
    ]);
    expect(due(reminded, goalAfter(reported(leaflet, 'ON_HOLD')))).toMatchObject([
      { parts: [{ activities: ['Genomföra medarbetarsamtal'] }] },
    ]);
  });

  it('is due for nobody when everything is reported, the follow-up is closed or not reminded of, or the reminder is old', () => {
    expect(due(reminded, goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD')))).toEqual([]);
    expect(due(planAfter(opened('T1'), reminder, closed('T1')))).toEqual([]);
    expect(due(planAfter(opened('T1')))).toEqual([]);
    expect(due(reminded, goalAfter(), new Map(), '2026-05-26')).toHaveLength(1);
    expect(due(reminded, goalAfter(), new Map(), '2026-05-27')).toEqual([]);
    expect(['2026-05-26', '2026-05-27'].map((today) => hasRecentReminder(reminded, today))).toEqual([true, false]);
  });

  it('is due once for a reminder', () => {
    expect(due(reminded, goalAfter(), new Map([[hans, new Set([`${planId} T1 ${day}`])]]))).toEqual([]);
    expect(due(reminded, goalAfter(), new Map([[hans, new Set([`${planId} T1 2026-05-11`])]]))).toHaveLength(1);
  });

  it('reads as a registrar writes, in Swedish and in English', () => {
    const [digest] = due();
    if (digest === undefined) throw new Error('No digest is due.');
    expect(digestText(digest, 'sv')).toEqual({
      subject: 'Påminnelse: 2 aktiviteter saknar rapport',
      text: `Hej Hans Håkansson!

Följande aktiviteter har ännu inte rapporterats.

Kommunstyrelsen, tertial 1 2026. Stoppdatum är den 31 december 2026.
- Ta fram en kommunikationsplan
- Genomföra medarbetarsamtal

Rapportera status och kommentar i Tertial.
Controllern har skickat påminnelsen. Du får högst ett sådant meddelande om dagen.`,
    });
    const one = { ...digest, parts: digest.parts.map((part) => ({ ...part, activities: ['Se över taxorna'] })) };
    expect(digestText(one, 'en')).toEqual({
      subject: 'Reminder: 1 activity has no report',
      text: `Hello Hans Håkansson,

The following activity has not been reported yet.

Kommunstyrelsen, tertial 1 2026. The cut-off date is 31 December 2026.
- Se över taxorna

Report the status and a comment in Tertial.
The controller sent this reminder. You get one such message a day at most.`,
    });
  });
});
