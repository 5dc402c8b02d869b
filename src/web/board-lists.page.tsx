import type { ComponentChildren } from 'preact';
import type { Language } from '../kernel/language.js';
import { anyMay } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import { boardAddress, historyAddress } from './addresses.js';
import type { Option } from './form-controls.js';
import { me } from './layout.page.js';
import type { Visit } from './page.page.js';
import { aFlag, aName, asked, aText, called, fields, listOf, orNull, query } from './selection.js';
import { webRefusals } from './web-refusals.js';
import { shellWords } from './words.js';

interface BoardSection {
  readonly id: string;
  readonly name: string | null;
  readonly list: ComponentChildren;
}

type ListOf = (visit: Visit, boardId: string, roles: readonly string[]) => Promise<ComponentChildren>;

/**
 * Makes a list for each board of the person.
 *
 * @throws PageRefused when the person may read none of the lists
 */
export async function boardLists(visit: Visit, listOf: ListOf): Promise<readonly BoardSection[]> {
  const { boards, roles } = (await visit.ask(me)).me;
  const lists = await Promise.allSettled(
    boards.map(async ({ id, name }): Promise<BoardSection> => {
      const own = roles.filter(({ board }) => board === null || board.id === id).map(({ role }) => role);
      return { id, name, list: await listOf(visit, id, own) };
    }),
  );
  const shown = lists.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = lists.find((one) => one.status === 'rejected');
  // Somebody can have a role for one board that reads its things, and a role for another that does not.
  if (shown.length === 0 && refused !== undefined) throw refused.reason;
  return shown;
}

/** A section for each board, with its name as heading. */
export function BoardLists({ of, none }: { readonly of: readonly BoardSection[]; readonly none: string }) {
  if (of.length === 0) return <p class="ds-paragraph">{none}</p>;
  return (
    <>
      {of.map(({ id, name, list }) => (
        <section key={id}>
          <h2 class="ds-heading" data-size="sm">
            <a class="ds-link" href={boardAddress(id)}>
              {name ?? id}
            </a>
          </h2>
          {list}
        </section>
      ))}
    </>
  );
}

/** Returns the board and the person's roles for it. @throws Refusal for a board that the person has no role for */
export async function theBoard({ ask }: Visit, boardId = '') {
  const { boards, roles } = (await ask(me)).me;
  const own = roles.filter((one) => one.board === null || one.board.id === boardId).map(({ role }) => role);
  if (own.length === 0) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return { id: boardId, name: boards.find(({ id }) => id === boardId)?.name ?? null, roles: own };
}

/** A page of the people of the register. */
export const personsQuestion = query('$after: String', {
  persons: asked(
    'first: 100, after: $after',
    fields({
      edges: listOf(fields({ node: aName })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

/** All people of the register, for a list to choose from. */
export async function peopleOfRegister(visit: Visit, after: string | null = null): Promise<readonly Option[]> {
  const { edges, pageInfo } = (await visit.ask(personsQuestion, { after })).persons;
  const people = edges.map(({ node }) => ({ value: node.id, label: called(node) }));
  return pageInfo.hasNextPage ? [...people, ...(await peopleOfRegister(visit, pageInfo.endCursor))] : people;
}

interface HistoryLinkProps {
  /** The id of the thing that has the history. */
  readonly of: string;
  /** The roles of the reader for its board. */
  readonly roles: readonly string[];
  readonly language: Language;
}

/** Leads to the history of a thing, for whoever reads histories. */
export function HistoryLink({ of, roles, language }: HistoryLinkProps) {
  if (!anyMay(roles, 'readHistory')) return null;
  return (
    <p class="ds-paragraph">
      <a class="ds-link" href={historyAddress(of)}>
        {shellWords.history[language]}
      </a>
    </p>
  );
}
