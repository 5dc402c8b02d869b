import { settingIn } from '../../test/support/documents-under-test.js';
import { sampleSummons } from '../../test/support/meeting-documents-under-test.js';
import { documentText } from './document-text.js';
import { summonsDocument } from './summons.js';

describe('a summons as a document', () => {
  it('rules 143 and 150: says the time and the place to which the members were summoned', () => {
    const material = sampleSummons();
    const summons = { ...material.summons, time: '08:15', place: 'Biblioteket' };
    const text = documentText(summonsDocument({ ...material, summons }, settingIn('sv')));
    expect(text).toContain('kl. 08.15');
    expect(text).toContain('Biblioteket');
  });
});
