import { may, personRoles } from '../../kernel/permissions.js';
import { nameIn, roleNames } from '../../kernel/refusal.js';
import { actPage } from '../../web/act.page.js';
import { ROLES } from '../../web/addresses.js';
import { peopleOfRegister, personsQuestion, theBoard } from '../../web/board-lists.page.js';
import { field } from '../../web/form-controls.js';
import { shellWords } from '../../web/words.js';
import { roleWords as words } from './role-words.js';

/** The page on which an administrator gives somebody a role for a board. */
export const rolePage = actPage<Awaited<ReturnType<typeof theBoard>>>({
  path: `${ROLES}/:board/:act`,
  acts: [
    {
      ...{ slug: 'ge', command: 'grantRole', then: () => '/' },
      faults: { STEP_MISSING: 'steg', NOT_FOUND: 'person', DAYS_OUT_OF_ORDER: 'till' },
      title: words.give,
      done: words.given,
      controls: async (_, visit) => {
        const { language, today } = visit;
        const people = await peopleOfRegister(visit);
        const roles = personRoles.map((value) => ({ value, label: nameIn(language, roleNames, value) }));
        return [
          field.pick('person', words.person[language], [{ value: '', label: words.choose[language] }, ...people], {
            required: true,
          }),
          field.pick('roll', words.role[language], [{ value: '', label: words.choose[language] }, ...roles], {
            required: true,
          }),
          field.line('steg', words.step[language], { hint: words.stepHint[language] }),
          field.day('fran', words.from[language], { required: true, initial: today }),
          field.day('till', words.to[language]),
        ];
      },
      input: ({ person, roll, steg = '', fran, till = '' }, { id: boardId }) => ({
        ...{ personId: person, boardId, role: roll, from: fran, to: till || null },
        step: steg.trim() === '' ? null : steg.trim(),
      }),
      permission: ({ roles }, { language }) => ({
        ...{ command: 'grantRole', code: 'FORBIDDEN', sentence: words.askAdministrator[language] },
        allowed: personRoles.some((role) => roles.includes(role) && may(role, 'manageRegister')),
      }),
    },
  ],
  documents: [personsQuestion],
  placeOf: (visit) => theBoard(visit, visit.params.board),
  home: () => '/',
  name: (_, language) => shellWords.waiting[language],
  permitted: () => [],
  revision: () => null,
});
