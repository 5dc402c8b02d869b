import type { Language } from '../../kernel/language.js';
import { reviewWords } from '../words.js';
import { wordDifference } from './word-difference.js';

interface ChangedTextProps {
  /** Null: the text is new. */
  readonly before: string | null;
  /** Null: the text is gone. */
  readonly after: string | null;
  readonly language: Language;
}

/** A text with what has been taken out of it and what has been put in, for eyes and for ears. */
export function ChangedText({ before, after, language }: ChangedTextProps) {
  return (
    <p class="ds-paragraph comment changed">
      {wordDifference(before ?? '', after ?? '').map(({ kind, text }, index) => {
        if (kind === 'same') return text;
        const said = reviewWords[kind][language];
        return kind === 'removed' ? (
          <del key={index}>
            <span class="said">[{said}: </span>
            {text}
            <span class="said">]</span>
          </del>
        ) : (
          <ins key={index}>
            <span class="said">[{said}: </span>
            {text}
            <span class="said">]</span>
          </ins>
        );
      })}
    </p>
  );
}
