import type { Id } from '../kernel/identity.js';

/** Where other features ask what people are called. */
export const NAMES = 'NAMES';

export interface ReadNames {
  /** In the order asked for. Who is not in the register, or has been erased from it, has no name. */
  names(
    municipalityId: Id<'Municipality'>,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string | null }[]>;
}
