import { Inject } from '@nestjs/common';
import { Args, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { idOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { MATTER_DRAFTS, type ReadDrafts } from '../../matters/matter-version.js';
import { matterView } from '../../matters/matter-view.js';
import { matterFold } from '../../matters/matter.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../../plans/tertial-view/tertial-view.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { LabelView } from '../../platform/graphql-types/values.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import type { MissingCharacter } from '../forms/shown-text.js';
import { textsOfDraft, textsOfReport, unprintable, type UnprintableText } from './unprintable.js';

@ObjectType('MissingCharacter')
class MissingCharacterRow implements MissingCharacter {
  @Field()
  readonly character!: string;

  @Field({ description: 'The code point that stands in the PDF in its place, such as U+1F600.' })
  readonly codePoint!: string;
}

@ObjectType('UnprintableText', { description: 'A text with characters that the fonts of the PDF lack.' })
class UnprintableTextRow implements UnprintableText {
  @Field(() => LabelView, { description: 'What the text is, such as a section, a decision point or an activity.' })
  readonly name!: LabelView;

  @Field(() => [MissingCharacterRow], { description: 'Each character once, in their order.' })
  readonly characters!: readonly MissingCharacterRow[];
}

@Resolver()
export class UnprintableResolver {
  constructor(
    @Inject(MATTER_DRAFTS) private readonly drafts: ReadDrafts,
    @Inject(TERTIAL_VIEWS) private readonly tertialViews: ReadTertialViews,
    private readonly asOf: AsOfLookup,
  ) {}

  @Query(() => [UnprintableTextRow], {
    description:
      'The texts of the next version of a matter that have characters that the fonts of its PDF lack: those of the draft, of the decision points and of the reports. ' +
      'Ask before you submit. Only clerks and reviewers may read it.',
  })
  async unprintableTexts(
    @Args('matterId', { type: () => ID }) text: string,
    @Caller() person: Person,
  ): Promise<UnprintableTextRow[]> {
    const id = idOf('Matter', text);
    const draft = await this.drafts.read(id, person);
    const matter = await this.asOf.states(null).one(matterFold, id);
    const points = matter === null ? [] : matterView(matter).points;
    const texts = textsOfDraft(draft, points);
    for (const { planId, tertial } of points) {
      if (planId === null || tertial === null) continue;
      const view = await this.tertialViews.one(planId, tertial, null);
      if (view !== null) texts.push(...textsOfReport(view));
    }
    return unprintable(texts).map(({ name, characters }) => ({ name, characters: [...characters] }));
  }
}
