import { paragraphWords } from './history-labels.js';

it('writes a paragraph with one sign, however it was written down', () => {
  expect(['85', '§ 85', '§85'].map(paragraphWords)).toEqual(['§ 85', '§ 85', '§ 85']);
});
