import { actPage } from '../../web/act.page.js';
import { ROLES } from '../../web/addresses.js';
import { personsQuestion, theBoard } from '../../web/board-lists.page.js';
import { anyMay } from '../../kernel/permissions.js';
import { shellWords } from '../../web/words.js';
import {
  permissionTo,
  personControl,
  registerDocuments,
  roleControls,
  roleFaults,
  roleOf,
} from './register-places.page.js';
import { roleWords as words } from './role-words.js';

/** The page on which an administrator gives somebody a role for a board that nobody has. */
export const rolePage = actPage<Awaited<ReturnType<typeof theBoard>>>({
  path: `${ROLES}/:board/:act`,
  acts: [
    {
      ...{ slug: 'ge', command: 'grantRole', then: () => '/', faults: roleFaults },
      title: words.give,
      done: words.given,
      controls: async ({ id }, visit) => [
        await personControl('person', words.person[visit.language], visit),
        ...(await roleControls(id, visit)),
      ],
      input: (typed, { id: boardId }) => ({ personId: typed.person, boardId, ...roleOf(typed) }),
      permission: ({ roles }, { language }) => permissionTo('grantRole', anyMay(roles, 'manageRegister'), language),
    },
  ],
  documents: [personsQuestion, ...registerDocuments],
  placeOf: (visit) => theBoard(visit, visit.params.board),
  home: () => '/',
  name: (_, language) => shellWords.waiting[language],
  permitted: () => [],
  revision: () => null,
});
