import { after, board, by, clerk, controller, person, recorded, refused } from '../../test/support/given.js';
import type { Logo } from './document.js';
import { adoptTemplate, type AdoptTemplateData, logoProblem, MOST_BYTES_OF_LOGO } from './template-adoption.js';
import { defaultTemplate, documentTemplateFold } from './template.js';

const administrator = person('adam', 'ADMINISTRATOR');
const blank = { sv: 'Text', en: ' ' };
const own = { heading: { sv: 'Ekonomi', en: 'Economy' }, text: { sv: 'Inga kostnader.', en: 'No costs.' } };
const data: AdoptTemplateData = { boardId: board, ...defaultTemplate, sections: [{ section: 'PROPOSAL' }, own] };

function adopted(changes: Partial<AdoptTemplateData> = {}, actor = administrator) {
  return adoptTemplate({ ...data, ...changes }, by(actor));
}

function svg(inside: string, start = ''): Logo {
  const text = `${start}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${inside}</svg>`;
  return { format: 'svg', base64: Buffer.from(text).toString('base64'), alternative: 'Exempels kommun' };
}

describe("The template of a board's documents", () => {
  it('rule 155: is adopted by an administrator in versions, and is the default until then', () => {
    const first = adopted();
    expect(documentTemplateFold.initial).toEqual({ version: 0, ...defaultTemplate });
    const template = after(documentTemplateFold, ...first, ...adopted({ points: 'SENTENCES' }));
    expect(template).toMatchObject({ version: 2, points: 'SENTENCES' });
    expect(template.sections).toEqual([
      { kind: 'MADE', section: 'PROPOSAL' },
      { kind: 'FIXED', ...own },
    ]);
    expect(recorded(first[0] ?? never(), 0, administrator).data.boardId).toBe(board);
    for (const actor of [clerk, controller]) refused(() => adopted({}, actor), 'FORBIDDEN');
  });

  it.each([
    ['administration', { administration: blank }],
    ['appeal', { appeal: blank }],
    ['appeal', { noticeBoard: blank }],
    ['section', { sections: [{ section: 'PROPOSAL' }, { heading: own.heading }] }],
    ['section', { sections: [{ section: 'PROPOSAL', ...own }] }],
    ['section', { sections: [{ section: 'PROPOSAL' }, { ...own, text: blank }] }],
    ['opening items', { openingItems: [blank] }],
    ['proposal', { sections: [own] }],
    ['distinct sections', { sections: [{ section: 'PROPOSAL' }, { section: 'PROPOSAL' }] }],
  ] as const)('rule 155: is refused when it lacks %s: %j', (missing, changes) => {
    refused(() => adopted(changes), 'TEMPLATE_INCOMPLETE', { missing });
  });
});

function never(): never {
  throw new Error('The rule makes an event.');
}

describe('The logo of a template', () => {
  const png = { format: 'png', alternative: 'Exempels kommun' } as const;
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

  it.each([
    svg('<path d="M0 0h1v1z" fill="url(#g)"/><use href="#g" xlink:href=\'#g\'/>'),
    svg('<text>A &amp; B</text>', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'),
    { ...png, base64: Buffer.from([...signature, 0]).toString('base64') },
  ])('rule 155: is an SVG or a PNG', (logo) => {
    expect(logoProblem(logo)).toBeNull();
  });

  it.each([
    ['script', svg('<script>alert(1)</script>')],
    ['script', svg('<svg:script xmlns:svg="s"/>')],
    ['script', svg('<path onload="alert(1)"/>')],
    ['script', svg('<path/onclick=alert(1)>')],
    ['script', svg('<foreignObject><p/></foreignObject>')],
    ['script', svg('<a href="#a&#106;"/>')],
    ['script', svg('<!DOCTYPE svg [<!ENTITY x "y">]>')],
    ['script', svg('<?xml-stylesheet href="#a"?>')],
    ['script', svg('<animate attributeName="href" values="javascript:alert(1)"/>')],
    ['reference', svg('<image href="https://example.se/a.png"/>')],
    ['reference', svg('<use xlink:href = "other.svg#a"/>')],
    ['reference', svg('<style>@import "a.css"</style>')],
    ['reference', svg('<style>path{fill:url( "https://example.se" )}</style>')],
    ['reference', svg('<style>path{fill:u\\72l(a)}</style>')],
    ['format', svg('', 'text')],
    ['format', { ...svg(''), base64: 'no base64' }],
    ['format', { ...png, base64: svg('').base64 }],
    ['alternative', { ...svg(''), alternative: ' ' }],
    ['size', svg(' '.repeat(MOST_BYTES_OF_LOGO))],
  ] as const)('rule 155: is refused with %s', (problem, logo) => {
    expect(logoProblem(logo)).toBe(problem);
    refused(() => adopted({ logo }), 'LOGO_UNSOUND', { problem });
  });
});
