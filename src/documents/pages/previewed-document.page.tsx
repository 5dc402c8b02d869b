import { aFlag, aNumber, aText, fields, listOf, oneOf, orNull, type ValueOf } from '../../web/selection.js';
import { blockKinds, blockOf } from '../publishing/document-parts.js';
import { PublishedDocument } from './published-document.page.js';

const someFacts = listOf(fields({ label: aText, value: aText }));
const texts = listOf(aText);
// The API names the kinds in capitals.
const kindNames = blockKinds.map((kind) => kind.toUpperCase());

const aBlock = fields({
  kind: oneOf(kindNames),
  ...{ level: orNull(aNumber), text: orNull(aText), numbered: orNull(aFlag), items: orNull(texts) },
  columns: orNull(listOf(fields({ heading: aText, isNumeric: aFlag }))),
  ...{ caption: orNull(aText), cells: orNull(listOf(texts)), hasRowHeadings: orNull(aFlag), sum: orNull(texts) },
  ...{ facts: orNull(someFacts), lines: orNull(listOf(fields({ role: aText, name: aText }))) },
});

/** A document as it would become public. */
export const aDocument = fields({
  ...{ title: aText, municipality: aText, sender: orNull(aText) },
  ...{ facts: someFacts, blocks: listOf(aBlock), footLines: texts },
});

/** Shows a document as the page of the public would. */
export function PreviewedDocument({ of }: { readonly of: ValueOf<typeof aDocument> }) {
  const { title, municipality, sender, facts, blocks, footLines } = of;
  const document = {
    ...{ letterhead: { municipality, sender }, facts, foot: { lines: footLines } },
    blocks: blocks.flatMap(({ kind, ...block }) => {
      const found = blockKinds.find((one) => one.toUpperCase() === kind);
      return found === undefined ? [] : [blockOf({ kind: found, ...block })];
    }),
  };
  return (
    <div class="previewed">
      <p class="ds-paragraph act">{title}</p>
      <PublishedDocument document={document} />
    </div>
  );
}
