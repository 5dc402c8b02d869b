import { linesOf } from './page-lines.js';

describe('the lines of a page', () => {
  const texts = (html: string) => linesOf(html).map(({ text }) => text);

  it('are its headings, paragraphs and items, without the tags within them', () => {
    const html = '<h2 class="a &gt; b">Mål</h2><p>Ett <a href="/x?a=1&amp;b=2">två</a>  tre</p><ul><li>fyra</li></ul>';
    expect(linesOf(html)).toEqual([
      { text: 'Mål', isHeading: true },
      { text: 'Ett två tre', isHeading: false },
      { text: 'fyra', isHeading: false },
    ]);
  });

  it('are the rows of a table and of a list of facts', () => {
    const html =
      '<table><tr><th>Pågår</th><td>14</td><td></td></tr><tr><td>Klar</td><td>3</td></tr></table><dl><div><dt>Dag</dt><dd>1 maj</dd></div></dl>';
    expect(texts(html)).toEqual(['Pågår · 14', 'Klar · 3', 'Dag: 1 maj']);
  });

  it('are those that somebody has typed', () => {
    expect(texts('<p>ett\ntvå\n\ntre</p>')).toEqual(['ett', 'två', 'tre']);
    expect(texts('<p>&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp;amp; &quot;x&quot;</p>')).toEqual(['<b>5 < 6</b> &amp; "x"']);
  });

  it('have no forms, menus, drawings or hidden words', () => {
    const hidden = '<form><input name="a" required><p>x</p><div><input/></div></form><nav><a href="/">y</a></nav>';
    expect(texts(`${hidden}<svg><rect width="1"/></svg><p>kvar<span class="said">, dolt</span></p>`)).toEqual(['kvar']);
  });

  it('are none of nothing', () => {
    expect(linesOf('')).toEqual([]);
    expect(texts('bara text')).toEqual(['bara text']);
  });
});
