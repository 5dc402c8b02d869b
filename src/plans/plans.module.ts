import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import type { Feature } from '../platform/feature.service.js';
import { AddActivityHandler } from './add-activity.command.js';
import { AddGoalHandler } from './add-goal.command.js';
import { AdoptMeasureHandler } from './adopt-measure.command.js';
import { AdoptPlanHandler } from './adopt-plan.command.js';
import { AssessGoalHandler } from './assess-goal.command.js';
import { ChangeActivityDatesHandler } from './change-activity-dates.command.js';
import { CloseFollowUpHandler } from './close-follow-up.command.js';
import { PlanComparisonResolver } from './comparison/plan-comparison.resolver.js';
import { CorrectAssessmentHandler } from './correct-assessment.command.js';
import { CorrectMeasureHandler } from './correct-measure.command.js';
import { CorrectStatusHandler } from './correct-status.command.js';
import { FollowUpsWaitingResolver } from './follow-ups-waiting.resolver.js';
import { goalFold } from './goal.js';
import { goalHistory } from './history/goal-history.js';
import { planHistory } from './history/plan-history.js';
import { ImportPlanHandler } from './import/import-plan.command.js';
import { PlanImportResolver } from './import/plan-import.resolver.js';
import { OpenFollowUpHandler } from './open-follow-up.command.js';
import { PlanComparisons } from './plan-comparisons.service.js';
import { establishGoals, voidLateReports } from './plan-reactions.js';
import { planFold } from './plan.js';
import { PlansResolver } from './plans.resolver.js';
import { Plans } from './plans.view.js';
import { ReportMeasureHandler } from './report-measure.command.js';
import { ReportStatusHandler } from './report-status.command.js';
import { RewordActivityHandler } from './reword-activity.command.js';
import { TERTIAL_VIEWS } from './tertial-view-reading.js';
import { FollowUpsResolver } from './tertial-view/follow-ups.resolver.js';
import { TertialViews, tertialViewsView } from './tertial-view/tertial-views.view.js';

@Module({
  providers: [
    FollowUpsWaitingResolver,
    Plans,
    TertialViews,
    { provide: TERTIAL_VIEWS, useExisting: TertialViews },
    PlansResolver,
    PlanComparisons,
    PlanComparisonResolver,
    PlanImportResolver,
    FollowUpsResolver,
    AdoptPlanHandler,
    ImportPlanHandler,
    AddGoalHandler,
    AdoptMeasureHandler,
    AddActivityHandler,
    ChangeActivityDatesHandler,
    RewordActivityHandler,
    OpenFollowUpHandler,
    CloseFollowUpHandler,
    ReportStatusHandler,
    CorrectStatusHandler,
    ReportMeasureHandler,
    CorrectMeasureHandler,
    AssessGoalHandler,
    CorrectAssessmentHandler,
  ],
  exports: [TERTIAL_VIEWS],
})
export class PlansModule {}

export const plans: Feature = {
  folds: [planFold, goalFold],
  views: [tertialViewsView],
  histories: [bindHistory(planHistory), bindHistory(goalHistory)],
  reactions: [bound(establishGoals), bound(voidLateReports)],
};
