import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { Refusal } from '../../kernel/refusal.js';
import { type Acts, actPage, permissionIn, permissions } from '../../web/act.page.js';
import { planAddress, proposalAddress, PROPOSALS } from '../../web/addresses.js';
import { field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { asked, aText, fields, listOf, oneOf, orNull, query } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { reasonCategories } from '../removal.js';
import { faults, proposalControls } from './removal-acts.page.js';
import { removalWords as words } from './removal-words.js';

const aPlannedGoal = fields({
  title: aText,
  activities: listOf(
    fields({
      id: aText,
      heading: aText,
      description: aText,
      permitted: asked('only: ["proposeRemoval"]', permissions),
    }),
  ),
});
const activityQuestion = query('$planId: ID!', {
  plan: asked('id: $planId', fields({ id: aText, goals: listOf(aPlannedGoal) })),
});

const draftQuestion = query('$activityId: ID!', {
  removalDraft: asked(
    'activityId: $activityId',
    orNull(fields({ id: aText, category: orNull(oneOf(reasonCategories)), motivation: aText, at: aText })),
  ),
});

/** The activity that somebody proposes to take out of the plan, and the draft that this person has of it. */
async function activityPlace({ ask, params }: Visit) {
  const { activity: id = '' } = params;
  const { plan } = await ask(activityQuestion, { planId: id.split('.').slice(0, 3).join('.') });
  const goal = plan.goals.find(({ activities }) => activities.some((one) => one.id === id));
  const activity = goal?.activities.find((one) => one.id === id);
  if (goal === undefined || activity === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  const mayPropose = permissionIn(activity.permitted, 'proposeRemoval')?.allowed === true;
  const draft = mayPropose ? (await ask(draftQuestion, { activityId: id })).removalDraft : null;
  return { planId: plan.id, goal: goal.title, activity, draft };
}

type ActivityPlace = Awaited<ReturnType<typeof activityPlace>>;

function addressOf(activityId: string, slug: 'nytt' | 'utkast'): string {
  return `${PROPOSALS}/aktivitet/${activityId}/${slug}`;
}

function AboutActivity({ goal, activity: { heading, description }, language }: ActivityPlace & InLanguage) {
  return (
    <>
      <p class="ds-paragraph act">{heading}</p>
      {description !== '' && <p class="ds-paragraph">{description}</p>}
      <p class="ds-paragraph">
        {words.goal[language]}: {goal}.
      </p>
    </>
  );
}

interface InLanguage {
  readonly language: Language;
}

/** The way from the form of a proposal to that of its draft, which somebody can leave and come back to. */
function ToDraft({ activity: { id, permitted }, draft, language }: ActivityPlace & InLanguage) {
  if (permissionIn(permitted, 'proposeRemoval')?.allowed !== true) return null;
  return (
    <p class="ds-paragraph">
      {draft !== null && `${words.draftSaved[language]} ${timeIn(language, draft.at)}. `}
      <a class="ds-link" href={addressOf(id, 'utkast')}>
        {words[draft === null ? 'writeDraft' : 'goOnWithDraft'][language]}
      </a>
    </p>
  );
}

const activityActs: Acts<ActivityPlace> = {
  path: `${PROPOSALS}/aktivitet/:activity/:act`,
  acts: [
    {
      ...{ slug: 'nytt', command: 'proposeRemoval', faults, then: proposalAddress },
      keeps: 'TYPED',
      title: { sv: 'Föreslå att aktiviteten tas ur planen', en: 'Propose to take the activity out of the plan' },
      button: { sv: 'Lämna till granskning', en: 'Submit for review' },
      done: { sv: 'Förslaget är lämnat till granskning.', en: 'The proposal is in review.' },
      lead: (place, { language }) => (
        <>
          <AboutActivity {...place} language={language} />
          <ToDraft {...place} language={language} />
        </>
      ),
      controls: ({ draft }, { language }) => proposalControls(language, draft),
      input: ({ kategori, motivering }, { activity: { id: activityId } }) => ({
        ...{ activityId, category: kategori, motivation: motivering },
      }),
    },
    {
      ...{ slug: 'utkast', command: 'saveRemovalDraft', answer: orNull(fields({ id: aText })) },
      keeps: 'DRAFT',
      title: { sv: 'Skriv ett utkast till förslaget', en: 'Write a draft of the proposal' },
      button: { sv: 'Spara utkastet', en: 'Save the draft' },
      done: { sv: 'Utkastet är tomt och borttaget.', en: 'The draft is empty and taken away.' },
      lead: (place, { language }) => <AboutActivity {...place} language={language} />,
      controls: ({ draft }, { language }) => [
        // The script looks for the mark of the draft that it has saved.
        field.hidden('utkast', draft?.at ?? ''),
        ...proposalControls(language, draft, false),
      ],
      input: ({ kategori = '', motivering = '' }, { activity: { id: activityId } }) => ({
        ...{ activityId, category: kategori === '' ? null : kategori, motivation: motivering },
      }),
      permission: ({ activity: { permitted } }) => permissionIn(permitted, 'proposeRemoval'),
      then: (id) => addressOf(id, 'nytt'),
    },
  ],
  documents: [activityQuestion, draftQuestion],
  placeOf: activityPlace,
  home: ({ planId }) => planAddress(planId),
  name: (_, language) => words.plan[language],
  permitted: ({ activity: { permitted } }) => permitted,
  revision: () => null,
};

export const proposePage = actPage(activityActs);
