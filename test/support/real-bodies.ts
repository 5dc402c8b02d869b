import type { AssessmentRules, Vocabulary } from '../../src/steering-models/steering-model.js';

// What real bodies have published of their follow-ups: the words they report in, their goals, and their counts. Codes,
// English labels, phases and colours are ours, for the bodies write words only.

export interface Body {
  /** Last part of the id of its steering model. */
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly year: number;
  /** Words that are left out are those of the default model, for the body has published none of its own. */
  readonly vocabulary: Partial<Omit<Vocabulary, 'rules'>> & { readonly rules: Partial<AssessmentRules> };
}

const notByActivities = { fulfilmentByActivities: false };

/** Three levels. */
export const vargarda = {
  id: 'vargarda',
  name: 'Vårgårda kommun',
  source:
    'https://vargarda.se/kommun-och-demokrati/arsredovisning-2023---vargarda-kommun/god-ekonomisk-hushallning-och-ekonomisk-stallning/maluppfoljning-per-den-31-december-2023.html',
  year: 2023,
  vocabulary: {
    // The body has one sign for “delvis uppfyllt eller kan inte mätas/bedömas”. What cannot be assessed is no status.
    goalStatuses: [
      { code: 'INTE', label: { sv: 'inte uppfyllt', en: 'not met' }, colour: null, rank: 0, fulfilment: false },
      { code: 'DELVIS', label: { sv: 'delvis uppfyllt', en: 'partly met' }, colour: null, rank: 1, fulfilment: false },
      { code: 'HELT', label: { sv: 'uppfyllt', en: 'met' }, colour: null, rank: 2, fulfilment: true },
    ],
    notAssessed: { label: { sv: 'kan inte mätas/bedömas', en: 'cannot be measured or assessed' }, colour: null },
    rules: notByActivities,
  },
  counts: { 'inte uppfyllt': 19, 'delvis uppfyllt': 3, uppfyllt: 8 },
} as const satisfies Body & { counts: object };

/** Signs in colours, and “Bedömning saknas” written out among them. */
export const vasteras = {
  id: 'vasteras',
  name: 'Västerås stad',
  source: 'http://barometern.vasteras.se/teckenforklaring/',
  year: 2015,
  vocabulary: {
    // “Avförd åtgärd” is the fifth sign: it is no status, for the activity is no longer in the plan.
    activityStatuses: [
      {
        code: 'EJ_PABORJAD',
        label: { sv: 'Ej påbörjad åtgärd', en: 'Not begun' },
        colour: '#9e9e9e',
        phase: 'NOT_STARTED',
        deviation: false,
      },
      {
        code: 'FORSENAD',
        label: { sv: 'Försenad åtgärd', en: 'Delayed' },
        colour: '#c62828',
        phase: 'ONGOING',
        deviation: true,
      },
      {
        code: 'PABORJAD',
        label: { sv: 'Påbörjad åtgärd', en: 'Begun' },
        colour: '#f9a825',
        phase: 'ONGOING',
        deviation: false,
      },
      {
        code: 'GENOMFORD',
        label: { sv: 'Genomförd åtgärd', en: 'Carried out' },
        colour: '#2e7d32',
        phase: 'COMPLETED',
        deviation: false,
      },
    ],
    goalStatuses: [
      {
        code: 'ROD',
        label: { sv: 'Målet blir svårt att uppnå', en: 'The goal will be hard to reach' },
        colour: '#c62828',
        rank: 0,
        fulfilment: false,
      },
      {
        code: 'GUL',
        label: { sv: 'Målet kan delvis uppnås', en: 'The goal can be reached in part' },
        colour: '#f9a825',
        rank: 1,
        fulfilment: false,
      },
      {
        code: 'GRON',
        label: { sv: 'Målet kan uppnås', en: 'The goal can be reached' },
        colour: '#2e7d32',
        rank: 2,
        fulfilment: true,
      },
    ],
    notAssessed: { label: { sv: 'Bedömning saknas', en: 'No assessment' }, colour: '#9e9e9e' },
    rules: notByActivities,
  },
} as const satisfies Body;

/** Levels told in per cent of what was expected. A strategic goal is judged on the boards' goals under it. */
export const vansbro = {
  id: 'vansbro',
  name: 'Vansbro kommun',
  source: 'https://finansiellinfo.se/Vansbro_2019/Maluppfyllelse.html',
  year: 2019,
  vocabulary: {
    goalStatuses: [
      {
        code: 'EJ',
        label: { sv: 'Målet ej uppnått (lägre än 80 %)', en: 'Not reached (less than 80 %)' },
        colour: null,
        rank: 0,
        fulfilment: false,
      },
      {
        code: 'DELVIS',
        label: { sv: 'Målet delvis uppnått (minst 80 % måluppfyllelse)', en: 'Partly reached (80 % or more)' },
        colour: null,
        rank: 1,
        fulfilment: false,
      },
      {
        code: 'UPPNATT',
        label: { sv: 'Målet uppnått (förväntad målnivå eller bättre)', en: 'Reached (as expected or better)' },
        colour: null,
        rank: 2,
        fulfilment: true,
      },
    ],
    rules: { ...notByActivities, fulfilmentByMeasures: true },
  },
  goal: 'Vansbro kommun är en attraktiv och trygg kommun, där medborgare och kunder är nöjda med kommunens verksamhet',
  measures: [
    'Hög måluppfyllelse i skolan',
    'Individ- och familjeomsorgen handlägger ärenden enligt gällande lagar och författningar',
    'Äldre och personer med funktionsnedsättning tillförsäkras jämlikhet, delaktighet och inflytande',
    'Den enskildes situation förbättras genom kontakt med individ- och familjeomsorgen',
    'Brukarna ska vara nöjda eller mycket nöjda med hemtjänst och särskilt boende',
  ],
} as const satisfies Body & { goal: string; measures: readonly string[] };

/** Two levels, and indicators that are counted. */
export const uddevalla = {
  id: 'uddevalla',
  name: 'Uddevalla kommun',
  source:
    'https://www.uddevalla.se/kommun-och-politik/kommunfakta/ekonomi/ekonomi-och-budget/arsredovisning/arsredovisningar/arsredovisning-2023/mal/hur-gick-det-med-malen.html',
  year: 2023,
  vocabulary: {
    goalStatuses: [
      { code: 'NAS_EJ', label: { sv: 'nås ej', en: 'is not reached' }, colour: null, rank: 0, fulfilment: false },
      { code: 'NAS', label: { sv: 'nås', en: 'is reached' }, colour: null, rank: 1, fulfilment: true },
    ],
    rules: notByActivities,
  },
  /** “indikatorer som når målsättningen”, “indikatorer som försämrats”, and the same of the financial goals. */
  counts: { indicators: { reached: 4, missed: 1 }, financialGoals: { 'nås ej': 1, nås: 2 } },
} as const satisfies Body & { counts: object };

/** Five levels, where a goal is proved by its activities. */
export const jonkoping = {
  id: 'jonkoping',
  name: 'Jönköpings kommun',
  source: 'https://jonkoping.hallbarometern.se/teckenforklaring/',
  year: 2013,
  vocabulary: {
    // “Åtgärden är inställd” is the fifth sign: it is no status, for the activity is no longer in the plan.
    activityStatuses: [
      {
        code: 'INTE_PABORJAD',
        label: { sv: 'Åtgärden är inte påbörjad', en: 'Not begun' },
        colour: null,
        phase: 'NOT_STARTED',
        deviation: false,
      },
      {
        code: 'FORSENAD',
        label: { sv: 'Åtgärden är försenad / förväntas inte bli klar i tid', en: 'Delayed' },
        colour: null,
        phase: 'ONGOING',
        deviation: true,
      },
      {
        code: 'PABORJAD',
        label: { sv: 'Åtgärden är påbörjad', en: 'Begun' },
        colour: null,
        phase: 'ONGOING',
        deviation: false,
      },
      {
        code: 'GENOMFORD',
        label: { sv: 'Åtgärden är genomförd', en: 'Carried out' },
        colour: null,
        phase: 'COMPLETED',
        deviation: false,
      },
    ],
    goalStatuses: [
      {
        code: 'HAR_INTE_UPPNATTS',
        label: { sv: 'Målet har inte uppnåtts', en: 'Not reached' },
        colour: null,
        rank: 0,
        fulfilment: false,
      },
      {
        code: 'BEDOMS_INTE',
        label: { sv: 'Målet bedöms inte kunna uppnås', en: 'Not expected to be reached' },
        colour: null,
        rank: 1,
        fulfilment: false,
      },
      {
        code: 'OSAKERT',
        label: { sv: 'Osäkert om målet kan uppnås', en: 'Uncertain' },
        colour: null,
        rank: 2,
        fulfilment: false,
      },
      {
        code: 'BEDOMS',
        label: { sv: 'Målet bedöms kunna uppnås', en: 'Expected to be reached' },
        colour: null,
        rank: 3,
        fulfilment: false,
      },
      { code: 'UPPNATT', label: { sv: 'Målet är uppnått', en: 'Reached' }, colour: null, rank: 4, fulfilment: true },
    ],
    rules: {},
  },
} as const satisfies Body;

/** Three levels of what has been done, and one for what never ends. */
export const huddinge = {
  id: 'huddinge',
  name: 'Huddinge kommun, kommunstyrelsen',
  source:
    'https://huddinge.miljobarometern.se/agenda-21/markanvandning-och-samhallsbyggande/battre-forutsattningar-for-resurssnala-transporter/gora-klart-klimat-och-energiplanen-for-samhallsplanering',
  year: 2016,
  vocabulary: {
    activityStatuses: [
      {
        code: 'INTE',
        label: { sv: 'inte genomförd', en: 'not carried out' },
        colour: null,
        phase: 'NOT_STARTED',
        deviation: false,
      },
      {
        code: 'DELVIS',
        label: { sv: 'delvis genomförd', en: 'carried out in part' },
        colour: null,
        phase: 'ONGOING',
        deviation: false,
      },
      {
        code: 'GENOMFORD',
        label: { sv: 'genomförd', en: 'carried out' },
        colour: null,
        phase: 'COMPLETED',
        deviation: false,
      },
      {
        code: 'KONTINUERLIGT',
        label: { sv: 'Genomförs kontinuerligt', en: 'Carried out continuously' },
        colour: null,
        phase: 'ONGOING',
        deviation: false,
      },
    ],
    rules: {},
  },
  counts: { 'inte genomförd': 6, 'delvis genomförd': 18, genomförd: 14, 'Genomförs kontinuerligt': 0 },
} as const satisfies Body & { counts: object };

/** Other words after the year's last tertial than after its first. */
export const ostersund = {
  id: 'ostersund',
  name: 'Östersunds kommun',
  source:
    'https://web5.stratsys.se/proxy/publishedview/ostersund2022/ACED9988-8071-4749-B17B-E9BFC267AD0C/aced9988-8071-4749-b17b-e9bfc267ad0c.html',
  year: 2022,
  vocabulary: {
    activityStatuses: [
      {
        code: 'INTE_GENOMFORT',
        label: { sv: 'är inte genomfört under året', en: 'has not been carried out during the year' },
        colour: null,
        phase: 'ONGOING',
        deviation: true,
      },
      {
        code: 'GENOMFORT',
        label: { sv: 'är genomfört under året', en: 'has been carried out during the year' },
        colour: null,
        phase: 'COMPLETED',
        deviation: false,
      },
    ],
    rules: {},
  },
  sourceT1:
    'https://web5.stratsys.se/publishedview/ostersund/ACED9988-8071-4749-B17B-E9BFC267AD0C/aced9988-8071-4749-b17b-e9bfc267ad0c.html',
  vocabularyT1: {
    activityStatuses: [
      {
        code: 'BEDOMS_BLI_GENOMFORT',
        label: { sv: 'bedöms bli genomfört under året', en: 'expected to be carried out during the year' },
        colour: null,
        phase: 'ONGOING',
        deviation: false,
      },
    ],
    rules: {},
  },
  /** Null: the published page does not show that far. */
  assignments: [
    {
      heading: 'Skapa en tydlig och gemensam omvärldsbild av Östersund',
      T1: 'Profileringsarbete med destinationsbolaget pågår; kännedomsundersökning gjord i januari.',
      T3: { status: 'INTE_GENOMFORT', comment: 'Workshop i september; översynen är inte klar och en analys återstår.' },
    },
    {
      heading: 'Öka barns välbefinnande genom att lägga ökat fokus på friskfaktorer',
      T1: 'Hälsoworkshop hölls 5 maj; resultat redovisas i tertial 2.',
      T3: { status: 'GENOMFORT', comment: 'Workshop med 120 deltagare; resultat presenterat för nämnder.' },
    },
    {
      heading: 'Genomför åtgärder för att minska den psykiska ohälsan hos barn- och unga',
      T1: 'Workshop 5 maj; arbete pågår med att hitta de processer som påverkar barns hälsa mest.',
      T3: { status: 'GENOMFORT', comment: '' },
    },
    {
      heading: 'Genomför en översyn och kvalitetssäkring av investeringsprocessen i sin helhet',
      T1: 'Ny riktlinje för investeringsprocessen antagen i kommunstyrelsen.',
      T3: null,
    },
  ],
} as const satisfies Body & { sourceT1: string; vocabularyT1: Body['vocabulary']; assignments: readonly object[] };

export const bodies: readonly Body[] = [vargarda, vasteras, vansbro, uddevalla, jonkoping, huddinge, ostersund];
