/**
 * Texts that try to be more than text: what they are, the text, and what every form shows of it. A PDF has the code points
 * of what its fonts lack besides.
 */
export const hostileTexts: readonly (readonly [what: string, text: string, shown: string])[] = [
  ...[
    ['code of the layout', '#panic("x") #read("/document.typ") = Rubrik *fet* $x$ @ref // slut'],
    ['an import', '#import "@preview/x:1.0.0": *'],
    ['markup', '<script>alert(1)</script> &amp; <b>fet</b> ]]>'],
    ['a formula of a spreadsheet', '=HYPERLINK("http://example.com";"x")'],
    ['a field of a word processor', '{ INCLUDETEXT "/etc/passwd" } ${document.title}'],
    ['a long word', 'å'.repeat(5000)],
  ].map(([what = '', text = '']): [string, string, string] => [what, text, text]),
  ['a control character', 'a\u0000b', 'a[U+0000]b'],
  ['a mark of direction', 'a\u202Eb\u200F.', 'a[U+202E]b[U+200F].'],
  ['a lone surrogate', 'a\uD800b', 'a[U+D800]b'],
];
