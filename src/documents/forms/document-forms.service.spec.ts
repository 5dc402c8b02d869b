import { sampleDocument } from '../../../test/support/document-under-test.js';
import { documentFormats } from './document-format.js';
import { DocumentForms } from './document-forms.service.js';
import { Typesetting } from './typesetting.service.js';

describe('the forms of a document', () => {
  const typesetting = new Typesetting();
  afterAll(() => typesetting.onApplicationShutdown());

  it('are each a file of its sort', async () => {
    const forms = new DocumentForms(typesetting);
    const begins = await Promise.all(
      documentFormats.map(async (format) =>
        Buffer.from(await forms.made(sampleDocument(), format)).toString('latin1', 0, 5),
      ),
    );
    expect(begins).toEqual(['%PDF-', '%PDF-', 'PK\u0003\u0004\u0014', '<!doc']);
  });
});
