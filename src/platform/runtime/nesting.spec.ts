import { nestingOf } from './nesting.js';

describe('the nesting of brackets', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['a value', '7', 0],
    ['brackets beside each other', '[[],[],{}]', 2],
    ['brackets in each other', '{"a":[{"b":[1]}]}', 4],
    ['brackets that are not closed', '[[[[', 4],
    ['brackets that are closed too often', ']]]][', 0],
    ['the brackets of arguments', '{ a(b: [{c: 1}]) { d } }', 4],
    ['brackets in a string', '{"a":"[[[[[["}', 1],
    ['an escaped quotation mark', String.raw`{"a":"\"[[[","b":[]}`, 2],
    ['an escaped backslash', String.raw`{"a":"\\","b":[[]]}`, 3],
    ['brackets in a block string', '{ a(b: """[[[ " "" [[[""") }', 2],
    ['an escaped end of a block string', String.raw`{ a(b: """[[[ \""" [[[""") }`, 2],
    ['an empty string', '{ a(b: "") [[ }', 3],
    ['brackets in a comment', '{ a # [[[[[\n }', 1],
    ['a comment in a string', '{ a(b: "#") [[ }', 3],
    ['a string that its line ends', '{ a(b: "\n[[[', 5],
    ['an open string', '{"[[[', 1],
    ['an open block string', '{"""[[[', 1],
  ])('of %s', (_, text, depth) => {
    expect(nestingOf(text)).toBe(depth);
  });

  it('of a text of any length takes no recursion', () => {
    expect(nestingOf('['.repeat(8_000_000))).toBe(8_000_000);
  });
});
