import type { ComponentChildren } from 'preact';
import { DataTable } from '../../web/tables/data-table.page.js';
import type { Block, Document, Fact, Foot, Letterhead } from '../document.js';

/** The parts of a document that its page shows. */
interface ShownDocument extends Pick<Document, 'facts' | 'blocks'> {
  readonly letterhead: Pick<Letterhead, 'municipality' | 'sender'>;
  readonly foot: Pick<Foot, 'lines'>;
}

/** A published document. Its texts are data, of which a page shows the characters. */
export function PublishedDocument({ document }: { readonly document: ShownDocument }) {
  const { letterhead, facts, blocks, foot } = document;
  return (
    <article class="published">
      <p class="aside">
        {letterhead.municipality}
        {letterhead.sender !== null && `, ${letterhead.sender}`}
      </p>
      <Facts rows={facts} />
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
      {foot.lines.map((line) => (
        <p class="aside" key={line}>
          {line}
        </p>
      ))}
    </article>
  );
}

function OneBlock({ block }: { readonly block: Block }): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level} text={block.text} />;
    case 'paragraph':
      return <p class="ds-paragraph comment">{block.text}</p>;
    case 'points':
      return block.numbered ? (
        <ol class="points numbered">{itemsOf(block.items)}</ol>
      ) : (
        <ul class="points">{itemsOf(block.items)}</ul>
      );
    case 'list':
      return <ul class="points">{itemsOf(block.items)}</ul>;
    case 'table':
      return (
        <DataTable
          {...{ caption: block.caption, hasRowHeadings: block.hasRowHeadings }}
          columns={block.columns.map(({ heading }) => heading)}
          rows={block.sum === null ? block.rows : [...block.rows, block.sum]}
        />
      );
    case 'facts':
      return <Facts rows={block.rows} />;
    case 'signatures':
      return (
        <ul class="points">
          {itemsOf(block.lines.map(({ role, name }) => (name === '' ? role : `${role}: ${name}`)))}
        </ul>
      );
    case 'note':
      return <p class="aside comment">{block.text}</p>;
  }
}

function Heading({ level, text }: { readonly level: 1 | 2 | 3; readonly text: string }) {
  if (level === 1)
    return (
      <h2 class="ds-heading" data-size="sm">
        {text}
      </h2>
    );
  return level === 2 ? (
    <h3 class="ds-heading" data-size="xs">
      {text}
    </h3>
  ) : (
    <h4>{text}</h4>
  );
}

function itemsOf(items: readonly string[]): ComponentChildren {
  return items.map((item, index) => (
    <li class="comment" key={index}>
      {item}
    </li>
  ));
}

function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  if (rows.length === 0) return null;
  return (
    <dl class="facts">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
