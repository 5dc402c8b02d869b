import { sampleReport, sampleView } from '../../../test/support/documents-under-test.js';
import { textsOfDraft, textsOfReport, unprintable } from './unprintable.js';

const draft = {
  texts: { title: 'Uppföljning', brief: 'Bra 😀 jobbat 😀', considerations: 'Se 漢 och \u200F.' },
  attachments: [],
  recipients: ['Revisorerna'],
};

describe('The texts that a PDF cannot show whole', () => {
  it('rule 152: are told with their names and with each character once', () => {
    expect(unprintable(textsOfDraft(draft, sampleReport().version.points))).toEqual([
      {
        name: { sv: 'Ärendet i korthet', en: 'The matter in brief' },
        characters: [{ character: '😀', codePoint: 'U+1F600' }],
      },
      {
        name: { sv: 'Förvaltningens övervägande', en: 'Considerations of the administration' },
        characters: [
          { character: '漢', codePoint: 'U+6F22' },
          { character: '\u200F', codePoint: 'U+200F' },
        ],
      },
    ]);
  });

  it('rule 152: are those of the report as well, and none where the fonts have all', () => {
    const view = sampleView();
    expect(unprintable(textsOfReport(view))).toEqual([]);
    const goals = view.goals.map((goal) => ({
      ...goal,
      activities: goal.activities.map((one) => ({ ...one, description: 'Plan ✅' })),
    }));
    const told = unprintable(textsOfReport({ goals }));
    expect(told).toHaveLength(24);
    expect(told[0]).toEqual({
      name: { sv: goals[0]?.activities[0]?.heading, en: goals[0]?.activities[0]?.heading },
      characters: [{ character: '✅', codePoint: 'U+2705' }],
    });
  });
});
