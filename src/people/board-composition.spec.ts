import { adam, boardId, hanna, held, lars, otherBoardId, sara } from '../../test/support/register-under-test.js';
import { boardComposition } from './role-assignments.js';

const day = '2026-05-27';

describe('a board on a day', () => {
  it('rule 79: is its chair, vice chairs, members and substitutes', () => {
    const roles = [
      held(1, lars, 'BOARD_MEMBER', { step: 'CHAIR' }),
      held(2, sara, 'BOARD_MEMBER', { step: 'VICE_CHAIR' }),
      held(3, hanna, 'BOARD_MEMBER'),
      held(4, adam, 'BOARD_MEMBER', { step: 'SUBSTITUTE' }),
    ];
    expect(boardComposition(roles, boardId, day)).toEqual({
      boardId,
      day,
      chair: lars,
      viceChairs: [sara],
      members: [lars, sara, hanna],
      substitutes: [adam],
    });
  });

  it('is of those who served then, and of no other board or role', () => {
    const seat = { step: 'MEMBER' };
    const roles = [
      held(1, lars, 'BOARD_MEMBER', { step: 'CHAIR', to: '2026-05-26' }),
      held(2, sara, 'BOARD_MEMBER', { ...seat, from: '2026-05-28' }),
      held(3, hanna, 'BOARD_MEMBER', { ...seat, boardId: otherBoardId }),
      held(4, adam, 'SECRETARY'),
    ];
    expect(boardComposition(roles, boardId, day)).toMatchObject({ chair: null, members: [], substitutes: [] });
    expect(boardComposition(roles, boardId, '2026-05-26')).toMatchObject({ chair: lars, members: [lars] });
    expect(boardComposition(roles, boardId, '2026-05-28')).toMatchObject({ chair: null, members: [sara] });
  });
});
