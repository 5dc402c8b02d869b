import { counted, paragraphWords } from '../../kernel/history-labels.js';
import { type Property, same, type StreamHistory, type Words } from '../../kernel/history.js';
import { type Publication, type PublicationEvent, publicationsFold } from './publication.js';
import type { PublishedSubject, ShownNames } from './publication.js';

/** The name of the document that the event is about. */
interface Context {
  readonly name: Words;
}

export const publicationsHistory: StreamHistory<readonly Publication[], PublicationEvent, Context> = {
  fold: publicationsFold,
  context: ({ event: { data }, after }) => {
    const subject = after.find(({ number }) => number === data.number)?.subject;
    return Promise.resolve({ name: subject === undefined ? { sv: 'en handling', en: 'a document' } : nameOf(subject) });
  },
  sentences: {
    DocumentPublished: (_, { name }) => ({ sv: `publicerade ${name.sv}`, en: `published ${name.en}` }),
    PublicationTakenDown: ({ data: { erase } }, { name }) => {
      const erased = erase
        ? { sv: ' och raderade den publicerade texten', en: ' and erased the published text' }
        : same('');
      return {
        sv: `tog ned ${name.sv} från de offentliga sidorna${erased.sv}`,
        en: `took ${name.en} down from the public pages${erased.en}`,
      };
    },
  },
  facts: { DocumentPublished: ({ data }) => chosen(data) },
  describe: () => [],
};

function nameOf(subject: PublishedSubject): Words {
  switch (subject.kind) {
    case 'minutes':
      return {
        sv: `protokollet vid justering ${subject.adjustment}`,
        en: `the minutes of adjustment ${subject.adjustment}`,
      };
    case 'extract': {
      const paragraph = paragraphWords(subject.paragraph);
      return { sv: `protokollsutdraget för ${paragraph}`, en: `the extract of ${paragraph}` };
    }
    case 'notice':
      return { sv: `anslag ${subject.notice}`, en: `notice ${subject.notice}` };
  }
}

const namesShown: Readonly<Record<ShownNames, Words>> = {
  NONE: { sv: 'inga', en: 'none' },
  ELECTED: { sv: 'ledamöters och ersättares', en: 'those of members and substitutes' },
  ALL: { sv: 'allas', en: "everybody's" },
};

type Chosen = Pick<Publication, 'names' | 'shown' | 'parts' | 'sha256'>;

/** Says what the secretary chose to show, and how much was left out. */
function chosen({ names, shown, parts, sha256 }: Chosen): Property[] {
  const all = counted(parts, { sv: 'del', en: 'part' }, { sv: 'delar', en: 'parts' });
  return [
    { name: { sv: 'Namn som visas', en: 'Names shown' }, value: namesShown[names] },
    {
      name: { sv: 'Delar som visas', en: 'Parts shown' },
      value: { sv: `${shown.length} av ${all.sv}`, en: `${shown.length} of ${all.en}` },
    },
    { name: same('SHA-256'), value: same(sha256) },
  ];
}
