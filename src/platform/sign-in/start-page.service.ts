import { createHash } from 'node:crypto';
import type { Language } from '../../kernel/language.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { demoPeople, type DemoPerson } from './demo-sign-in.service.js';

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly today: string;
  readonly chooseWho: string;
  readonly signedIn: string;
  readonly clock: string;
  readonly roles: Readonly<Record<DemoPerson['role'], string>>;
}

const words: Readonly<Record<Language, Words>> = {
  sv: {
    title: 'Tertial – demonstration',
    intro:
      'Här finns en påhittad kommun med en verksamhetsplan för 2026. Planen följs upp, två aktiviteter föreslås utgå ' +
      'och kommunstyrelsen beslutar. Allt börjar om när demonstrationen startas om.',
    today: 'I demonstrationen är det',
    chooseWho: 'Välj vem du vill vara',
    signedIn: 'Du kommer till en sida där du ställer frågor till tjänsten, inloggad som den du har valt.',
    clock:
      'Skriv ett datum i fönstret där demonstrationen startades för att flytta klockan framåt. Starta om med ' +
      'npm run demo -- --clock 2026-05-20 för att stå mitt i ärendet.',
    roles: {
      CONTROLLER: 'controller',
      CLERK: 'handläggare',
      REVIEWER: 'granskare',
      SECRETARY: 'nämndsekreterare',
      BOARD_MEMBER: 'ledamot',
      AUDITOR: 'revisor',
      ADMINISTRATOR: 'administratör',
    },
  },
  en: {
    title: 'Tertial – demonstration',
    intro:
      'This is an invented municipality with a plan for 2026. The plan is followed up, the removal of two activities is ' +
      'proposed, and the board decides. Everything begins anew when the demonstration is started again.',
    today: 'In the demonstration it is',
    chooseWho: 'Choose who you want to be',
    signedIn: 'You come to a page where you ask the service questions, signed in as the person that you chose.',
    clock:
      'Type a date in the window where the demonstration was started to move the clock forward. Start again with ' +
      'npm run demo -- --clock 2026-05-20 to stand in the middle of the case.',
    roles: {
      CONTROLLER: 'controller',
      CLERK: 'clerk',
      REVIEWER: 'reviewer',
      SECRETARY: 'secretary',
      BOARD_MEMBER: 'board member',
      AUDITOR: 'auditor',
      ADMINISTRATOR: 'administrator',
    },
  },
};

const style = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; }
li { margin: 0.5rem 0; }
a { display: inline-block; padding: 0.25rem 0; }
`;

/** Lets the start page use its own style and its own links, and nothing else. */
export const startPagePolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: [`'sha256-${createHash('sha256').update(style).digest('base64')}'`],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Returns the demonstration's start page as HTML, with a link for each of its people. */
export function startPage(language: Language, today: IsoDate): string {
  const { title, intro, today: itIs, chooseWho, signedIn, clock, roles } = words[language];
  const day = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const people = demoPeople.map(
    ({ id, name, role }) => `<li><a href="/graphiql?as=${id}">${name}</a>, ${roles[role]}</li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${intro}</p>
<p>${itIs} <time datetime="${today}">${day.format(new Date(today))}</time>.</p>
<h2>${chooseWho}</h2>
<p>${signedIn}</p>
<ul>
${people.join('\n')}
</ul>
<p>${clock}</p>
</main>
</body>
</html>
`;
}
