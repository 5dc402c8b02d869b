import { planNamedIn } from '../../kernel/identity.js';
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
  const { plan } = await ask(activityQuestion, { planId: planNamedIn(id) });
  const goal = plan.goals.find(({ activities }) => activities.some((one) => one.id === id));
  const activity = goal?.activities.find((one) => one.id === id);
  if (goal === undefined || activity === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  // Rule 47: whoever has written a draft may clear it, also when nobody can propose it any more.
  const permission = permissionIn(activity.permitted, 'proposeRemoval');
  const isProposer = permission !== undefined && permission.code !== 'FORBIDDEN';
  const draft = isProposer ? (await ask(draftQuestion, { activityId: id })).removalDraft : null;
  return { planId: plan.id, goal: goal.title, activity, draft };
}

type ActivityPlace = Awaited<ReturnType<typeof activityPlace>>;

const DRAFT = 'utkast';

function addressOf(activityId: string, slug: 'nytt' | typeof DRAFT): string {
  return `${PROPOSALS}/aktivitet/${activityId}/${slug}`;
}

/** The mark of the draft with which a form began. By it the script knows a newer draft. */
function markOf(draft: ActivityPlace['draft']) {
  return field.hidden('utkast', draft?.at ?? '');
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
  if (draft === null && permissionIn(permitted, 'proposeRemoval')?.allowed !== true) return null;
  return (
    <p class="ds-paragraph">
      {draft !== null && `${words.draftSaved[language]} ${timeIn(language, draft.at)}. `}
      <a class="ds-link" href={addressOf(id, DRAFT)}>
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
      lead: (place, { language, query: { klart } }) => (
        <>
          {klart === DRAFT && (
            <p class="ds-alert" data-color="success" role="status">
              {words.draftGone[language]}
            </p>
          )}
          <AboutActivity {...place} language={language} />
          <ToDraft {...place} language={language} />
        </>
      ),
      controls: ({ draft }, { language }) => [markOf(draft), ...proposalControls(language, draft)],
      input: ({ kategori, motivering }, { activity: { id: activityId } }) => ({
        ...{ activityId, category: kategori, motivation: motivering },
      }),
    },
    {
      ...{ slug: DRAFT, command: 'saveRemovalDraft', answer: orNull(fields({ id: aText })) },
      keeps: 'DRAFT',
      title: { sv: 'Skriv ett utkast till förslaget', en: 'Write a draft of the proposal' },
      button: { sv: 'Spara utkastet', en: 'Save the draft' },
      done: words.draftGone,
      lead: (place, { language }) => <AboutActivity {...place} language={language} />,
      controls: ({ draft }, { language }) => [markOf(draft), ...proposalControls(language, draft, false)],
      input: ({ kategori = '', motivering = '' }, { activity: { id: activityId } }) => ({
        ...{ activityId, category: kategori === '' ? null : kategori, motivation: motivering },
      }),
      permission: ({ activity: { permitted }, draft }) => {
        const permission = permissionIn(permitted, 'proposeRemoval');
        return permission === undefined || draft === null ? permission : { ...permission, allowed: true };
      },
      then: (id) => addressOf(id, 'nytt'),
      back: ({ activity: { id } }) => addressOf(id, 'nytt'),
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
