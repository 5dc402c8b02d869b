import { counted, inEach, listed, paragraphWords } from '../../kernel/history-labels.js';
import { type Property, same, type StreamHistory, type Words } from '../../kernel/history.js';
import { matterFold } from '../../matters/matter.js';
import { type KeptDocument, type KeptDocumentEvent, keptDocumentsFold, type KeptForm } from '../document-keeping.js';

/** The name of the kept document that the event is about. */
interface Context {
  readonly name: Words;
}

export const keptDocumentsHistory: StreamHistory<readonly KeptDocument[], KeptDocumentEvent, Context> = {
  fold: keptDocumentsFold,
  context: async ({ event: { data }, after }, lookAt) => {
    const subject = after.find(({ number }) => number === data.number)?.subject;
    if (subject === undefined) return { name: { sv: 'en handling', en: 'a document' } };
    if (subject.kind !== 'report') return { name: nameOf(subject, '') };
    const matter = await lookAt(matterFold, subject.matterId);
    return { name: nameOf(subject, matter?.dnr ?? subject.matterId) };
  },
  sentences: {
    DocumentKept: ({ data: { files } }, { name }) => {
      const forms = listed(
        [...new Set(files.map(({ form }) => form))].filter((form) => form !== 'tree').map(formWords),
      );
      return { sv: `bevarade ${name.sv} som ${forms.sv}`, en: `kept ${name.en} as ${forms.en}` };
    },
    DocumentErased: (_, { name }) => ({
      sv: `raderade den bevarade filen av ${name.sv}`,
      en: `erased the kept file of ${name.en}`,
    }),
  },
  facts: { DocumentKept: ({ data: { files } }) => files.map(fileFact) },
  describe: () => [],
};

function nameOf(subject: KeptDocument['subject'], dnr: string): Words {
  switch (subject.kind) {
    case 'summons':
      return { sv: `kallelse ${subject.summons}`, en: `summons ${subject.summons}` };
    case 'report':
      return {
        sv: `tjänsteskrivelsen i ärendet ${dnr} till kallelse ${subject.summons}`,
        en: `the report of the matter ${dnr} to summons ${subject.summons}`,
      };
    case 'minutes':
      return {
        sv: `protokollet vid justering ${subject.adjustment}`,
        en: `the minutes of adjustment ${subject.adjustment}`,
      };
    case 'extract': {
      const paragraph = paragraphWords(subject.paragraph);
      return { sv: `protokollsutdraget för ${paragraph}`, en: `the extract of ${paragraph}` };
    }
    case 'notice': {
      const { notice, correction } = subject;
      if (correction === 0) return { sv: `anslag ${notice}`, en: `notice ${notice}` };
      return {
        sv: `anslag ${notice} efter rättelse ${correction}`,
        en: `notice ${notice} after correction ${correction}`,
      };
    }
  }
}

const forms: Readonly<Record<KeptForm, Words>> = {
  'pdf-ua': same('PDF/UA'),
  'pdf-a': same('PDF/A'),
  docx: same('DOCX'),
  html: same('HTML'),
  tree: { sv: 'underlag', en: 'source' },
};

function formWords(form: KeptForm): Words {
  return forms[form];
}

function fileFact({ language, form, sha256, bytes }: KeptDocument['files'][number]): Property {
  const name = { sv: { sv: 'svenska', en: 'Swedish' }, en: { sv: 'engelska', en: 'English' } }[language];
  const size = counted(bytes, { sv: 'byte', en: 'byte' }, { sv: 'byte', en: 'bytes' });
  return {
    name: inEach((each) => `${formWords(form)[each]}, ${name[each]}`),
    value: inEach((each) => `SHA-256 ${sha256}, ${size[each]}`),
  };
}
