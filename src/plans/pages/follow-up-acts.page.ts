import { Refusal } from '../../kernel/refusal.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { actPage, type Acts, permissions } from '../../web/act.page.js';
import { PLANS } from '../../web/addresses.js';
import { field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, oneOf, query, type ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { followUpAddress, tertialNamed } from './plan-addresses.js';
import { followUpWords as words, tertialHeading } from './plan-words.js';
import { reportWords } from './report-words.js';

const aFollowUp = fields({ tertial: oneOf(tertials), cutOff: aText, permitted: permissions });

/** The commands that the person may give on a plan and on its follow-ups. */
export const followUpQuestion = query('$planId: ID!', {
  plan: asked('id: $planId', fields({ revision: aNumber, permitted: permissions, followUps: listOf(aFollowUp) })),
});

/** The follow-up of a plan in one tertial. */
export interface FollowUpPlace {
  readonly planId: string;
  readonly tertial: Tertial;
  readonly plan: ValueOf<typeof followUpQuestion>['plan'];
  /** Undefined: nobody has opened the follow-up. */
  readonly followUp: ValueOf<typeof aFollowUp> | undefined;
}

export async function followUpPlace({ ask }: Visit, planId: string, tertial: Tertial): Promise<FollowUpPlace> {
  const { plan } = await ask(followUpQuestion, { planId });
  return { planId, tertial, plan, followUp: plan.followUps.find((one) => one.tertial === tertial) };
}

/** The acts of a controller on a follow-up beside opening and closing it: a reminder, and corrections. */
export const followUpActs: Acts<FollowUpPlace> = {
  path: `${PLANS}/:plan/:tertial/uppfoljning/:act`,
  acts: [
    {
      ...{ slug: 'paminn', command: 'remindReporters', title: words.remind, done: words.reminded },
      answer: listOf(fields({ activities: aNumber })),
      input: (_, { planId, tertial }) => ({ planId, tertial }),
    },
    {
      ...{ slug: 'flytta-stoppdatum', command: 'moveCutOff', title: words.moveCutOff, done: words.cutOffMoved },
      faults: { REASON_MISSING: 'skal', CUT_OFF_TOO_EARLY: 'stoppdatum', NOTHING_CORRECTED: 'stoppdatum' },
      controls: ({ followUp }, { language }) => [
        field.day('stoppdatum', words.cutOff[language], { required: true, initial: followUp?.cutOff ?? '' }),
        field.text('skal', reportWords.reason[language], { required: true }),
      ],
      input: ({ stoppdatum, skal }, { planId, tertial }) => ({ planId, tertial, cutOff: stoppdatum, reason: skal }),
    },
    {
      ...{ slug: 'oppna-igen', command: 'reopenFollowUp', title: words.reopen, done: words.reopened },
      faults: { REASON_MISSING: 'skal' },
      controls: (_, { language }) => [field.text('skal', reportWords.reason[language], { required: true })],
      input: ({ skal }, { planId, tertial }) => ({ planId, tertial, reason: skal }),
    },
  ],
  documents: [followUpQuestion],
  placeOf: (visit) => {
    const tertial = tertialNamed(visit.params.tertial);
    if (tertial === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    return followUpPlace(visit, visit.params.plan ?? '', tertial);
  },
  home: ({ planId, tertial }) => followUpAddress(planId, tertial),
  name: ({ tertial }, language) => `${words.followUp[language]}: ${tertialHeading(tertial)}`,
  permitted: ({ followUp }) => followUp?.permitted ?? null,
  revision: ({ plan }) => plan.revision,
};

export const followUpActPage = actPage(followUpActs);
