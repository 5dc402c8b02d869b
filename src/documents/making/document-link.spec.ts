import { idOf } from '../../kernel/identity.js';
import { type DocumentLink, fileNameOf, readLink, writtenLink } from './document-link.js';

const link: DocumentLink = {
  matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-142'),
  kind: 'extract',
  asOf: 'adjusted',
  language: 'sv',
  paragraph: '87 a',
  format: 'pdf-ua',
  personId: 'lars',
  until: '2026-06-24T08:10:00.000Z',
};

function queryOf(written: string): Record<string, string> {
  return Object.fromEntries(new URL(written, 'http://localhost').searchParams);
}

describe('A link to a document', () => {
  it.each([link, { ...link, paragraph: null }])('is read as it was written', (one) => {
    expect(readLink(queryOf(writtenLink(one)))).toEqual(one);
  });

  it.each([
    ['kind', 'letter'],
    ['asOf', 'then'],
    ['format', 'odt'],
    ['language', 'fi'],
    ['matterId', 'exempel.ks.2026'],
    ['personId', ''],
    ['until', 'soon'],
  ])('is none with %s %j', (field, value) => {
    expect(readLink({ ...queryOf(writtenLink(link)), [field]: value })).toBeNull();
  });

  it.each([undefined, null, 'kind=report', {}])('is not read of %j', (query) => {
    expect(readLink(query)).toBeNull();
  });

  it('names its file', () => {
    expect(fileNameOf(link)).toBe('exempel.ks.dnr-ks-2026-142.extract.sv.ua.pdf');
  });
});
