/** The styles of a page, on a screen and on paper. */
export const htmlStyles = `
:root { color: #1d2733; background: #fff; font: 1.05rem/1.5 Georgia, Cambria, 'Times New Roman', serif; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, dt, table, .sender, .kind, .note, .signatures, .initials, footer, dl.head {
  font-family: 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
}
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: break-word; break-after: avoid; }
h1 { font-size: 1.75rem; margin: 2rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 0.6rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 1.4rem 0 0.4rem; color: #45505c; }
.letterhead { display: flex; gap: 1rem; align-items: center; border-bottom: 2px solid #1d2733; }
.letterhead img { height: 4rem; }
.sender { flex: 1; line-height: 1.3; }
.kind { color: #45505c; text-transform: uppercase; letter-spacing: 0.04em; font-size: 0.9rem; }
dl.head { display: flex; flex-wrap: wrap; gap: 0.6rem 2.5rem; margin: 0.75rem 0 0; line-height: 1.3; }
dl.head dt { font-size: 0.8rem; color: #45505c; }
dl.facts > div { display: grid; grid-template-columns: minmax(8rem, 17rem) 1fr; gap: 1rem; margin: 0.3rem 0; }
dl.facts dt { font-size: 0.95rem; font-weight: 600; }
dd { margin: 0; }
li { margin: 0.35rem 0; }
ul.points { list-style: '– '; }
table { border-collapse: collapse; min-width: min(100%, 22rem); margin: 1.5rem 0; font-size: 0.92rem; line-height: 1.35; overflow-wrap: break-word; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.4rem; break-after: avoid; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid #9aa5b1; }
td { overflow-wrap: anywhere; }
thead th { background: #eef1f4; border-bottom: 2px solid #1d2733; vertical-align: bottom; }
tbody th { font-weight: 600; }
.long tbody th { font-weight: 400; }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid #1d2733; }
.number { text-align: right; }
tr { break-inside: avoid; }
.note { background: #eef1f4; border-left: 4px solid #9aa5b1; padding: 0.6rem 0.8rem; }
.signatures, .initials { list-style: none; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 0 3rem; break-inside: avoid; break-before: avoid; }
.signatures li { margin-top: 4rem; padding-top: 0.3rem; border-top: 1px solid #1d2733; }
.role { color: #45505c; font-size: 0.9rem; }
.initials li { border: 1px solid #9aa5b1; padding: 0.25rem 0.4rem; min-height: 2.75rem; font-size: 0.8rem; }
footer { margin-top: 3rem; border-top: 1px solid #9aa5b1; color: #45505c; font-size: 0.8rem; }
.annex { break-before: page; border-top: 2px solid #1d2733; margin-top: 3rem; }
@media print {
  @page { size: A4; margin: 20mm 22mm; }
  :root { font-size: 10.5pt; }
  body { max-width: none; margin: 0; padding: 0; }
  p, li, dd { orphans: 2; widows: 2; }
  .annex { border: 0; margin: 0; }
}
`;
