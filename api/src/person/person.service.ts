import type { Transaction } from '../database/database.ts';

/**
 * Holds a person for the rest of the transaction, so that of what they do at the same moment nothing is counted too late. Taken before any
 * organisation is held, so that two transactions never wait for each other.
 */
export async function holdPerson(tx: Transaction, personId: string | null): Promise<void> {
  await tx.query('select from auth."user" where id = $1 for no key update', [personId]);
}
