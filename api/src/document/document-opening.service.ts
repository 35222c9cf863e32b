import type { SqlClient } from '../database/database.ts';

const OPEN_MODEL = `insert into document (partnership_id, kind, title) values ($1, 'CAPACITY_MODEL', 'Capacity model') returning id`;
const OPEN_ADAPTATIONS = `insert into document (partnership_id, kind, title, organisation_id)
  select partnership_id, 'ADAPTATION', 'Adaptation', organisation_id from partnership_side where partnership_id = $1 order by side`;

/** Makes the documents of a new partnership, whose sides are stored: one capacity model, and an adaptation for each side. Answers the model's id. */
export async function openDocuments(tx: SqlClient, partnershipId: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(OPEN_MODEL, [partnershipId]);
  await tx.query(OPEN_ADAPTATIONS, [partnershipId]);
  return rows[0]?.id ?? '';
}
