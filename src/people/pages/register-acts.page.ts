import { actPage, type Acts } from '../../web/act.page.js';
import { boardAddress, personAddress, REGISTER } from '../../web/addresses.js';
import { type Control, field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import type { ValueOf } from '../../web/selection.js';
import { type Managed, managedBy, permissionTo, placesQuestion } from './register-places.page.js';
import { registerForms as forms, registerWords as words } from './register-words.js';

interface RegisterPlace {
  readonly places: ValueOf<typeof placesQuestion>;
  readonly managed: Managed;
}

export async function registerPlace(visit: Visit): Promise<RegisterPlace> {
  const [places, managed] = await Promise.all([visit.ask(placesQuestion), managedBy(visit)]);
  return { places, managed };
}

/** The acts about the whole register. */
export const registerActs: Acts<RegisterPlace> = {
  path: `${REGISTER}/:act`,
  acts: [
    {
      ...{ slug: 'ny-person', command: 'addPerson', title: forms.addPerson, done: forms.added, then: personAddress },
      faults: { SIGN_IN_TAKEN: 'inloggning' },
      controls: (_, { language }) => [
        // The log keeps the id for ever, so that it says nothing about the person.
        field.hidden('id', crypto.randomUUID()),
        field.line('namn', words.name[language], { required: true }),
        field.line('titel', words.title[language]),
        field.line('epost', words.email[language], { hint: words.emailHint[language] }),
        field.line('inloggning', words.signIn[language], { hint: words.signInHint[language] }),
      ],
      input: ({ id, namn, titel = '', epost = '', inloggning = '' }) => ({
        ...{ personId: id, name: namn, title: titel, email: epost.trim() },
        subject: inloggning.trim() === '' ? null : inloggning.trim(),
      }),
      permission: ({ managed }, { language }) => permissionTo('addPerson', managed.isAll, language),
    },
    {
      ...{ slug: 'ny-namnd', command: 'addBoard', title: forms.addBoard, done: forms.boardAdded, then: boardAddress },
      faults: { ALREADY_REGISTERED: 'kort', NOT_FOUND: 'kort' },
      controls: (_, { language }) => [
        nameControl(language),
        field.line('kort', forms.shortName[language], { required: true, hint: forms.shortNameHint[language] }),
      ],
      input: ({ namn, kort = '' }, { places: { municipality } }) => ({
        ...{ boardId: `${municipality.id}.${kort.trim()}`, name: namn },
      }),
      permission: ({ managed }, { language }) => permissionTo('addBoard', managed.isAll, language),
    },
    {
      ...{ slug: 'kommunens-namn', command: 'renameMunicipality' },
      ...{ title: forms.renameMunicipality, done: forms.nameChanged },
      controls: ({ places: { municipality } }, { language }) => [nameControl(language, municipality.name)],
      input: ({ namn }) => ({ name: namn }),
      permission: ({ managed }, { language }) => permissionTo('renameMunicipality', managed.isAll, language),
    },
  ],
  documents: [placesQuestion],
  placeOf: registerPlace,
  home: () => REGISTER,
  name: (_, language) => words.register[language],
  permitted: () => [],
  revision: () => null,
};

export function nameControl(language: 'sv' | 'en', initial = ''): Control {
  return field.line('namn', words.name[language], { required: true, initial });
}

export const registerActPage = actPage(registerActs);
