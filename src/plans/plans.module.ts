import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { PlanComparisonResolver } from './comparison/plan-comparison.resolver.js';
import { correctionCommandHandlers } from './corrections/corrections.command.js';
import { decisionCorrectionHandlers } from './corrections/decision-correcting.command.js';
import { CorrectionsResolver } from './corrections/corrections.resolver.js';
import { MattersOfBoard } from './corrections/matters-of-board.service.js';
import { strikeReplacedGoals } from './corrections/replacing.js';
import { voidReopeningOfDecided } from './corrections/reopening.js';
import { recheckMeasureStrike } from './corrections/measure-striking.js';
import { recheckStrike, voidStrikeOfProposed } from './corrections/striking.js';
import { followUpCommandHandlers } from './follow-up.command.js';
import { goalHistory } from './history/goal-history.js';
import { planHistory } from './history/plan-history.js';
import { enterImportedReports } from './import/entering.js';
import { ImportPlanHandler } from './import/import-plan.command.js';
import { ImportReportsHandler } from './import/import-reports.command.js';
import { PlanImportResolver } from './import/plan-import.resolver.js';
import { ReportsImportResolver } from './import/reports-import.resolver.js';
import { establishGoals, voidLateReports } from './plan-reactions.js';
import { planCommandHandlers } from './plan.command.js';
import {
  PermittedOnActivityResolver,
  PermittedOnFollowUpResolver,
  PermittedOnGoalResolver,
  PermittedOnMeasureResolver,
  PermittedOnPlanResolver,
} from './permitted/permitted.resolver.js';
import { PlansResolver } from './plans.resolver.js';
import { Plans } from './plans.view.js';
import { responsibilityCommandHandlers } from './responsibility/responsibility.command.js';
import { KnownResponsibles } from './responsible.command.js';
import { ResponsibilityResolver } from './responsibility/responsibility.resolver.js';
import { FollowUpsResolver, FollowUpsWaitingResolver } from './tertial-view/follow-ups.resolver.js';
import { TERTIAL_VIEWS } from './tertial-view/tertial-view.js';
import { TertialViews } from './tertial-view/tertial-views.view.js';

@Module({
  imports: [PeopleModule],
  providers: [
    KnownResponsibles,
    ResponsibilityResolver,
    FollowUpsWaitingResolver,
    Plans,
    TertialViews,
    { provide: TERTIAL_VIEWS, useExisting: TertialViews },
    PlansResolver,
    PermittedOnPlanResolver,
    PermittedOnFollowUpResolver,
    PermittedOnGoalResolver,
    PermittedOnMeasureResolver,
    PermittedOnActivityResolver,
    PlanComparisonResolver,
    PlanImportResolver,
    ReportsImportResolver,
    CorrectionsResolver,
    MattersOfBoard,
    FollowUpsResolver,
    ImportPlanHandler,
    ImportReportsHandler,
    ...planCommandHandlers,
    ...followUpCommandHandlers,
    ...correctionCommandHandlers,
    ...decisionCorrectionHandlers,
    ...responsibilityCommandHandlers,
  ],
  exports: [TERTIAL_VIEWS],
})
export class PlansModule {}

export const plans: Feature = {
  histories: [bindHistory(planHistory), bindHistory(goalHistory)],
  reactions: [
    bound(establishGoals),
    bound(enterImportedReports),
    bound(voidLateReports),
    bound(voidReopeningOfDecided),
    bound(strikeReplacedGoals),
    bound(recheckStrike),
    bound(recheckMeasureStrike),
    bound(voidStrikeOfProposed),
  ],
};
