import type { Language } from '../kernel/language.js';
import { type Tertial, tertialName, tertials } from '../kernel/tertial.js';
import { byUrgency, waitingKinds } from '../kernel/waiting.js';
import { Day } from './day.page.js';
import type { Page } from './page.page.js';
import { aText, fields, listOf, oneOf, orNull, query } from './selection.js';
import { taskAddress } from './task-address.js';
import { acts, shellWords, waitingWords } from './words.js';

const tasks = listOf(
  fields({
    kind: oneOf(waitingKinds),
    id: aText,
    title: aText,
    tertial: orNull(oneOf(tertials)),
    since: orNull(aText),
    deadline: orNull(aText),
    board: orNull(fields({ name: orNull(aText) })),
    next: orNull(fields({ command: aText })),
  }),
);

const waitingForMe = query('', {
  waitingForMe: fields({ followUps: tasks, roles: tasks, removals: tasks, matters: tasks, meetings: tasks }),
});

/** The first page: what waits for the person, the nearest deadline first, then the oldest. */
export const waitingPage: Page = {
  path: '/',
  documents: [waitingForMe],
  show: async ({ ask, language, today }) => {
    const { followUps, roles, removals, matters, meetings } = (await ask(waitingForMe)).waitingForMe;
    const all = byUrgency([...followUps, ...roles, ...removals, ...matters, ...meetings]);
    const title = `${shellWords.waiting[language]} (${all.length})`;
    if (all.length === 0) return { title, body: <p class="ds-paragraph">{waitingWords.nothing[language]}</p> };
    return {
      title,
      body: (
        <ol class="tasks">
          {all.map((task, index) => (
            <Task key={index} {...{ task, language, today }} />
          ))}
        </ol>
      ),
    };
  },
};

interface TaskProps {
  readonly task: {
    readonly kind: (typeof waitingKinds)[number];
    readonly id: string;
    readonly title: string;
    readonly tertial: Tertial | null;
    readonly since: string | null;
    readonly deadline: string | null;
    readonly next: object | null;
    readonly board: { readonly name: string | null } | null;
  };
  readonly language: Language;
  readonly today: string;
}

function Task({ task, language, today }: TaskProps) {
  const { title, tertial, since, deadline, board } = task;
  const about = [tertial === null ? null : tertialName(tertial), board?.name ?? null].filter((one) => one !== null);
  return (
    <li>
      <a class="ds-link" href={taskAddress({ ...task, isOwn: task.next !== null })}>
        <span class="act">{acts[task.kind][language]}</span>: {title}
      </a>
      <div class="aside">
        {about.length > 0 && <span class="about">{about.join(', ')}. </span>}
        {deadline !== null && (
          <span>
            {waitingWords[deadline < today ? 'late' : 'by'][language]} <Day {...{ day: deadline, language }} />.{' '}
          </span>
        )}
        {since !== null && (
          <span>
            {waitingWords.since[language]} <Day {...{ day: since, language }} />.
          </span>
        )}
      </div>
    </li>
  );
}
