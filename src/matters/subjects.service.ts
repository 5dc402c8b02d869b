import { Injectable } from '@nestjs/common';
import { activityOf, goalOf } from '../kernel/identity.js';
import { Decisions } from '../platform/decisions.service.js';
import { goalFold } from '../plans/goal.js';
import { removalFold } from '../removals/removal.js';
import type { Matter } from './matter.js';
import type { SubmittedSubjects } from './matter-draft.js';

/** Reads the newest state of what a matter's points speak of, each thing once. */
@Injectable()
export class SubjectsReader {
  constructor(private readonly decisions: Decisions) {}

  async of(matter: Matter | null): Promise<SubmittedSubjects> {
    const ids = (matter?.points ?? []).flatMap(({ subject }) =>
      subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : [],
    );
    const activityIds = [...new Set(ids.map(activityOf))];
    const goalIds = [...new Set(ids.map(goalOf))];
    const proposals = await Promise.all(activityIds.map((id) => this.decisions.newest(removalFold, id)));
    const goals = await Promise.all(goalIds.map((id) => this.decisions.newest(goalFold, id)));
    return { proposals: proposals.flat(), goals: goals.filter((goal) => goal !== null) };
  }
}
