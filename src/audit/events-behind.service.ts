import { Inject, Injectable } from '@nestjs/common';
import { boardOf, type Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import { type Connection, openedAfter, type PageArgs } from '../platform/graphql-types/connection.view.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view-reading.js';
import { eventsBehind, type Figure, ofTertial } from './events-behind.js';
import { History } from './history.service.js';
import type { HistoryEntryRow } from './history.view.js';
import { HistoryIndex } from './history-index.service.js';

/** A figure of the view of a plan and a tertial. */
export interface AskedFigure {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly figure: Figure;
}

/** Leads from a figure of a tertial view to what was told. */
@Injectable()
export class EventsBehind {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
    @Inject(TERTIAL_VIEWS) private readonly views: ReadTertialViews,
  ) {}

  /**
   * Of the figure as it is, or as it was at a moment.
   *
   * @throws Refusal `NOT_FOUND` for a plan that there is not, and as {@link eventsBehind}.
   */
  async of(
    { planId, tertial, figure }: AskedFigure,
    moment: Moment | null,
    page: PageArgs,
  ): Promise<Connection<HistoryEntryRow>> {
    const after = openedAfter(page);
    await this.index.caughtUp();
    const view = await this.views.one(planId, tertial, moment);
    if (view === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    const found = await this.index.placesOfAny(eventsBehind(view, figure), boardOf(planId));
    const places = found.filter(({ position }) => moment === null || position <= moment.position);
    // Which tertial something is about stands in the events alone: there are as many as the plan has told of it.
    const all = await this.history.rendered(places, this.history.renderer());
    const told = ofTertial(all, tertial, moment?.validOn ?? null);
    return this.history.connection(
      told.filter(({ index }) => index > after),
      page,
      moment,
    );
  }
}
