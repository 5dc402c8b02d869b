// The requests to the servers, and the checks of their answers.

export const REPORT = `mutation ($input: ReportStatusInput!) {
  reportStatus(input: $input) { planId notReported activityCounts { code count } }
}`;

/** All that was reported on the plan, so that the answer itself shows the report. */
const REPORT_AND_SEE = `mutation ($input: ReportStatusInput!) {
  reportStatus(input: $input) { planId goals { activities { activityId status { comment } } } }
}`;

/** All that a page about a tertial shows. */
const SHOWN = `{
  planId boardId year tertial followUp cutOff modelVersion notReported notAssessed planActivities removedActivities
  activityCounts { code count label { sv en } }
  goalCounts { code count label { sv en } }
  goals {
    goalId title measures { name target }
    assessment {
      code label { sv en } comment validOn modelVersion by at correctionReason stillProved
      proof { activityId status } earlier { code label { sv en } comment by at voided }
    }
    activities {
      activityId heading description startDate endDate responsibleUnit removalProposed
      removed { date paragraph dnr matterId point proposalId }
      status {
        code label { sv en } comment validOn modelVersion by at correctionReason deviation warnings
        earlier { code label { sv en } comment by at voided }
      }
    }
  }
}`;

export const VIEW = `query ($planId: ID!) { tertialView(planId: $planId, tertial: T1) ${SHOWN} }`;

export const VIEW_CHANGED = `subscription ($planId: ID!) { tertialViewChanged(planId: $planId, tertial: T1) ${SHOWN} }`;

export const IMPORT = `mutation ($input: ImportPlanInput!) { importPlan(input: $input) { goals activities } }`;

export const ADOPT_MODEL = `mutation ($input: AdoptSteeringModelInput!) { adoptSteeringModel(input: $input) { id } }`;

export const OPEN_FOLLOW_UP = `mutation ($input: OpenFollowUpInput!) { openFollowUp(input: $input) { planId } }`;

/** As much as tells whether all of an imported plan is there. */
export const IMPORTED = `query ($planId: ID!) {
  plan(id: $planId) { activities }
  tertialView(planId: $planId, tertial: T1) { planActivities notReported }
}`;

const status = 'ONGOING_WITH_DEVIATION';

function reportOf({ activityIds, comment }, n) {
  return { activityId: activityIds[n % activityIds.length], tertial: 'T1', status, comment: `${n}: ${comment}` };
}

function mutation(text, input, { tokens }, isRight) {
  return {
    path: '/graphql',
    headers: { authorization: `Bearer ${tokens[input.activityId.split('.', 2).join('.')]}` },
    body: { query: text, variables: { input } },
    isRight: ({ data, errors }) => errors === undefined && isRight(data.reportStatus),
  };
}

/** The n-th command about one of the activities. */
export const kinds = {
  'report to tertial': (server, content, n) => {
    const input = reportOf(content, n);
    return mutation(REPORT, input, server, ({ planId }) => input.activityId.startsWith(planId));
  },
  'report to tertial and see it': (server, content, n) => {
    const input = reportOf(content, n);
    return mutation(REPORT_AND_SEE, input, server, ({ goals }) =>
      goals.some(({ activities }) =>
        activities.some(
          ({ activityId, status: shown }) => activityId === input.activityId && shown.comment === input.comment,
        ),
      ),
    );
  },
  'report to emmett': (_, { activityIds, comment }, n) => {
    const activityId = activityIds[n % activityIds.length];
    return {
      path: '/reports',
      headers: {},
      body: { activityId, tertial: 'T1', status, comment: `${n}: ${comment}` },
      isRight: (answer) => answer.activityId === activityId && answer.revision > 0,
    };
  },
  view: ({ token }, { planId }) => ({
    path: '/graphql',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: { query: VIEW, variables: { planId } },
    isRight: ({ data, errors }) => errors === undefined && data.tertialView.planId === planId,
  }),
};
