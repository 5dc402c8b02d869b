import type { Block, Document, DocumentKind, Table } from '../../src/documents/document.js';

const comment =
  'Arbetet har kommit i gång som planerat. Förvaltningen har under perioden genomfört intervjuer med samtliga enheter och ' +
  'sammanställt ett underlag för den fortsatta dialogen om kompetensförsörjning och arbetsmiljö.';

const statuses = ['Pågående enligt plan', 'Pågående med avvikelse', 'Avslutad enligt plan', 'Ej påbörjad', 'Vänteläge'];

const counts: Table = {
  kind: 'table',
  caption: 'Aktiviteter efter status',
  columns: [
    { heading: 'Status', isNumeric: false },
    { heading: 'Antal', isNumeric: true },
  ],
  rows: statuses.map((status, at) => [status, String(at * 3)]),
  hasRowHeadings: true,
  sum: ['Summa', '30'],
};

/** A table of activities with five columns. */
export function activitiesTable(goal: number, activities: number): Table {
  return {
    kind: 'table',
    caption: `Aktiviteter under mål ${goal}`,
    columns: ['Aktivitet', 'Start', 'Slut', 'Status', 'Kommentar'].map((heading) => ({ heading, isNumeric: false })),
    rows: Array.from({ length: activities }, (_, at) => [
      `Aktivitet ${goal}.${at + 1}: Ta fram en kommunikationsplan för medarbetarnas delaktighet`,
      '1 januari 2026',
      '31 december 2026',
      statuses[(goal + at) % statuses.length] ?? '',
      at % 4 === 3 ? '' : comment,
    ]),
    hasRowHeadings: true,
    sum: null,
  };
}

function goalBlocks(goal: number, activities: number): Block[] {
  return [
    { kind: 'heading', level: 1, text: `Mål ${goal}: Kommunen är en attraktiv arbetsgivare med god arbetsmiljö` },
    {
      kind: 'facts',
      rows: [
        { label: 'Bedömning', value: 'Delvis uppfyllt' },
        { label: 'Kommentar', value: comment },
      ],
    },
    activitiesTable(goal, activities),
  ];
}

export interface SampleSize {
  readonly goals: number;
  readonly activitiesOfAGoal: number;
}

/** A document of each sort of block, as long as a real one. */
export function sampleDocument(
  kind: DocumentKind = 'report',
  { goals, activitiesOfAGoal }: SampleSize = { goals: 3, activitiesOfAGoal: 5 },
): Document {
  return {
    kind,
    language: 'sv',
    title: 'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
    kindName: {
      report: 'Tjänsteskrivelse',
      summons: 'Kallelse',
      minutes: 'Protokoll',
      extract: 'Protokollsutdrag',
      notice: 'Anslag',
    }[kind],
    date: '2026-05-18',
    letterhead: { municipality: 'Exempels kommun', sender: 'Kommunförvaltningen', logo: null },
    facts: [
      { label: 'Datum', value: '18 maj 2026' },
      { label: 'Diarienummer', value: 'KS 2026/322' },
      { label: 'Handläggare', value: 'Hanna Handläggare' },
      { label: 'Mottagare', value: 'Kommunstyrelsen' },
    ],
    blocks: [
      { kind: 'heading', level: 1, text: 'Förslag till beslut' },
      { kind: 'paragraph', text: 'Kommunförvaltningen föreslår kommunstyrelsen besluta att' },
      {
        kind: 'points',
        numbered: true,
        items: [
          'godkänna redovisningen av måluppföljning per tertial 1 2026,',
          'aktiviteten Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande tas ur verksamhetsplan för 2026, samt',
          'aktiviteten Ta fram och genomföra en kommunikationsplan tas ur verksamhetsplan för 2026.',
        ],
      },
      { kind: 'heading', level: 1, text: 'Förvaltningens övervägande' },
      { kind: 'paragraph', text: `${comment} ${comment} ${comment}` },
      { kind: 'heading', level: 2, text: 'Utfall' },
      counts,
      { kind: 'note', text: 'Ett mål är inte bedömt. Två aktiviteter är inte rapporterade.' },
      { kind: 'heading', level: 1, text: 'Beslutsunderlag' },
      { kind: 'list', items: ['Tjänsteskrivelse daterad 18 maj 2026', 'Verksamhetsplan för 2026'] },
      { kind: 'heading', level: 1, text: 'Beslutet skickas till' },
      { kind: 'points', numbered: false, items: ['Ekonomienheten', 'Kommunfullmäktige'] },
      {
        kind: 'signatures',
        lines: [
          { role: 'Kommunchef', name: 'Karin Kommunchef' },
          { role: 'Ekonomichef', name: '' },
        ],
      },
    ],
    annexes: [
      {
        title: 'Mål och aktiviteter',
        blocks: Array.from({ length: goals }, (_, at) => goalBlocks(at + 1, activitiesOfAGoal)).flat(),
      },
    ],
    foot: {
      lines: [
        'Loggens kontrollpunkt: 1 234 händelser, rot 5f2b7e0c5b0d1f3a9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a3928',
      ],
      initials: kind === 'minutes' || kind === 'extract' ? ['Justerandes signatur', 'Utdragsbestyrkande'] : [],
    },
  };
}
