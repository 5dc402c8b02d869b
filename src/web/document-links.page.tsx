import type { Language } from '../kernel/language.js';
import { documentAddress, type DocumentFile } from './addresses.js';
import { documentWords } from './words.js';

interface DocumentLinksProps {
  readonly matterId: string;
  readonly files: readonly DocumentFile[];
  readonly language: Language;
}

/** The documents of a matter, each in the forms that people open. */
export function DocumentLinks({ matterId, files, language }: DocumentLinksProps) {
  if (files.length === 0) return null;
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {documentWords.documents[language]}
      </h2>
      <ul class="points">
        {files.map((file) => (
          <li key={file}>
            {documentWords[file][language]}:{' '}
            {(['html', 'pdf', 'docx'] as const).map((ending) => (
              <a class="ds-link file" key={ending} href={documentAddress(matterId, file, ending)}>
                {ending === 'docx' ? 'Word' : ending.toUpperCase()}
                <span class="said">, {documentWords[file][language]}</span>{' '}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
