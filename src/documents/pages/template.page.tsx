import type { ComponentChildren } from 'preact';
import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { NextActs } from '../../web/act.page.js';
import { boardAddress, BOARDS } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { templateActs, templatePlace, type TemplatePlace, templateQuestion } from './template-acts.page.js';
import { pointForms, sectionNames, templateWords as words } from './template-words.js';

type Template = TemplatePlace['template'];

const mediaTypes = { SVG: 'image/svg+xml', PNG: 'image/png' } as const;

/** The template of a board's documents: what is in them that is not in the record. */
export const templatePage: Page = {
  path: `${BOARDS}/:board/mall`,
  documents: [templateQuestion],
  show: async (visit) => {
    const { language } = visit;
    const place = await templatePlace(visit);
    const { id, name, template } = place;
    const { version, administration, logo, points, noticeBoard } = template;
    const said = (text: Words) => text[language];
    const facts: readonly (readonly [Words, ComponentChildren])[] = [
      [words.administration, said(administration)],
      [words.logo, logo === null ? said(words.noLogo) : <Logo of={logo} />],
      [words.points, said(pointForms[points])],
      [words.noticeBoard, said(noticeBoard)],
    ];
    return {
      title: `${said(words.title)}: ${name ?? id}`,
      body: (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={boardAddress(id)}>
              {name ?? id}
            </a>
          </p>
          <NextActs family={templateActs} {...{ place, visit }} />
          <p class="ds-paragraph">{said(version === 0 ? words.none : words.version(version))}</p>
          <dl class="facts">
            {facts.map(([title, fact]) => (
              <div key={title.en}>
                <dt>{said(title)}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
          <Parts {...{ template, language }} />
        </>
      ),
    };
  },
};

function Logo({ of: { format, base64, alternative } }: { readonly of: NonNullable<Template['logo']> }) {
  return <img src={`data:${mediaTypes[format]};base64,${base64}`} alt={alternative} height="48" />;
}

interface PartsProps {
  readonly template: Template;
  readonly language: Language;
}

/** The sections of a report, the opening items of a meeting, and the text on how to appeal. */
function Parts({ template: { sections, openingItems, appeal }, language }: PartsProps) {
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {words.sections[language]}
      </h2>
      <ol class="points">
        {sections.map(({ section, heading, text }, index) => (
          <li key={index}>
            {section !== null && sectionNames[section][language]}
            {heading !== null && <span class="act">{heading[language]}</span>}
            {text !== null && <p class="ds-paragraph comment">{text[language]}</p>}
          </li>
        ))}
      </ol>
      <h2 class="ds-heading" data-size="sm">
        {words.openingItems[language]}
      </h2>
      <ul class="points">
        {openingItems.map((item, index) => (
          <li key={index}>{item[language]}</li>
        ))}
      </ul>
      <h2 class="ds-heading" data-size="sm">
        {words.appeal[language]}
      </h2>
      <p class="ds-paragraph comment">{appeal[language]}</p>
    </>
  );
}
