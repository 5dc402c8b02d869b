// The words of the stories: sentences of the length that people write.

const sentences = [
  'Arbetet följer tidplanen och de första delarna är genomförda under perioden.',
  'Upphandlingen är överprövad i förvaltningsrätten och ramavtalet kan inte tecknas som planerat.',
  'Enheten har saknat en handläggare sedan februari och tjänsten är nu tillsatt från augusti.',
  'Utbildningen har hållits för samtliga arbetsgrupper och utvärderingen visar på gott resultat.',
  'Samverkan med grannkommunerna har gett ett gemensamt underlag som ska beslutas under hösten.',
  'Kostnaden ryms inom ram, men införandet kräver att driften av det gamla systemet förlängs.',
  'Rutinerna är framtagna och tillämpas sedan den 1 mars av hela förvaltningen.',
  'En uppföljning med brukarråden visar att tillgängligheten har ökat jämfört med föregående år.',
  'Bedömningen är att aktiviteten kan slutföras under året om beslut fattas före sommaren.',
  'Arbetsmiljöronderna har genomförts och åtgärderna är införda i handlingsplanen.',
];

const things = ['e-arkiv', 'kompetensplan', 'kommunikationsplan', 'taxeöversyn', 'medborgardialog', 'beredskapsplan'];
const verbs = ['Införa', 'Ta fram och besluta', 'Revidera', 'Utvärdera', 'Samordna', 'Utreda förutsättningarna för'];

/** A text of so many sentences. */
export function prose(random, count) {
  return Array.from({ length: count }, () => pick(random, sentences)).join(' ');
}

export function headingOf(random, n) {
  return `${pick(random, verbs)} ${pick(random, things)} ${n}`;
}

export function pick(random, values) {
  return values[Math.floor(random() * values.length)];
}
