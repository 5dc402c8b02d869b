import { openEmbedded } from '../../platform/database/embedded-database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import { meetingId } from '../../../test/support/meeting-documents-under-test.js';
import { KeptFiles, keptFileTables, MOST_BYTES_KEPT, type NewFile } from './document-files.service.js';

const subject = { kind: 'summons', summons: 1 } as const;

function file(form: 'docx' | 'html', bytes: number): NewFile {
  return { language: 'sv', form, content: new Uint8Array(bytes) };
}

it('the files of a kept document are bounded together, and are stored all or none', async () => {
  const database = await openEmbedded<ViewTables>('memory');
  try {
    await keptFileTables.create(database.db);
    const files = new KeptFiles(database);
    const half = MOST_BYTES_KEPT / 2;
    await expect(files.store(meetingId, subject, [file('docx', half), file('html', half + 1)])).rejects.toThrow(
      `A document of ${MOST_BYTES_KEPT + 1} bytes is too large to keep.`,
    );
    expect(await files.stored(meetingId, subject)).toEqual([]);
    await files.store(meetingId, subject, [file('docx', 2), file('html', 3)]);
    expect((await files.stored(meetingId, subject)).map(({ form, bytes }) => [form, bytes])).toEqual([
      ['docx', 2],
      ['html', 3],
    ]);
  } finally {
    await database.close();
  }
});
