import fc from 'fast-check';
import { goalsArbitrary, modelOf, realReports, viewOf } from '../../../test/support/any-report.js';
import { sampleDocument } from '../../../test/support/document-under-test.js';
import { sampleReport, settingIn } from '../../../test/support/documents-under-test.js';
import { languages } from '../../kernel/language.js';
import { reportDocument } from '../report.js';
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

  it('rules 145 and 152: are made of any report under any model, and none fails', async () => {
    const forms = new DocumentForms(typesetting);
    const anything = [fc.constantFrom(...realReports), goalsArbitrary, fc.constantFrom(...languages)] as const;
    await fc.assert(
      fc.asyncProperty(...anything, async (real, given, language) => {
        const model = modelOf(real);
        const reports = [{ view: viewOf(model, given), modelName: real.id, model }];
        const document = reportDocument({ ...sampleReport(), reports }, settingIn(language));
        for (const format of documentFormats)
          expect((await forms.made(document, format)).byteLength).toBeGreaterThan(1_000);
      }),
      { numRuns: 4 },
    );
  });
});
