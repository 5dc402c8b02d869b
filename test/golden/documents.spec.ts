import { readFileSync, writeFileSync } from 'node:fs';
import type { Document } from '../../src/documents/document.js';
import { documentText } from '../../src/documents/document-text.js';
import { extractDocument, minutesDocument } from '../../src/documents/minutes.js';
import { noticeDocument } from '../../src/documents/notice.js';
import { reportDocument } from '../../src/documents/report.js';
import type { Setting } from '../../src/documents/setting.js';
import { summonsDocument } from '../../src/documents/summons.js';
import { languages } from '../../src/kernel/language.js';
import { sampleReport, settingIn } from '../support/documents-under-test.js';
import {
  sampleMinutes,
  sampleNotice,
  sampleParagraph,
  sampleSummons,
} from '../support/meeting-documents-under-test.js';

// What each kind of document says, in each language: the files change only with a sentence.

const documents: Readonly<Record<string, (setting: Setting) => Document>> = {
  report: (setting) => reportDocument(sampleReport(), setting),
  summons: (setting) => summonsDocument(sampleSummons(), setting),
  minutes: (setting) => minutesDocument(sampleMinutes(), setting),
  extract: (setting) => extractDocument(sampleMinutes(), sampleParagraph('87'), setting),
  notice: (setting) => noticeDocument(sampleNotice(), setting),
};

describe.each(Object.entries(documents))('the document of the kind %s', (kind, made) => {
  it.each(languages)('rule 143: reads as before in %s', (language) => {
    const file = new URL(`documents/${kind}.${language}.txt`, import.meta.url);
    const text = documentText(made(settingIn(language)));
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(text).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object|Invalid/);
  });
});
