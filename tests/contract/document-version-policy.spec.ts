import { ANONYMOUS, SYSTEM, type Actor } from '@kopru/api/access/actor';
import { can, READABLE_SQL, readableValues } from '@kopru/api/document-version/document-version.policy';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const [A, B, C] = ['a', 'b', 'c'].map((end) => `01990000-0000-7000-8000-00000000000${end}`) as [string, string, string];
const of = (...organisationIds: string[]): Actor => ({ ...ANONYMOUS, personId: '01990000-0000-7000-8000-000000000001', organisationIds });
const ACTORS = {
  visitor: ANONYMOUS,
  left: of(A),
  both: of(B, C),
  stranger: of(C),
  nobody: of(),
  staff: { ...of(), isStaff: true },
  SYSTEM,
};

describe('the rule for reading versions and its statement', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(inject('postgresUrl'));
    await client.connect();
    await client.query('create temporary table partnership_side (partnership_id int, organisation_id uuid)');
    await client.query('insert into partnership_side values (1, $1), (1, $2), (2, $3)', [A, B, C]);
  });
  afterAll(() => client.end());

  it.each(Object.entries(ACTORS))('agree for %s', async (_name, actor) => {
    const { rows } = await client.query(`select ${READABLE_SQL} as readable from (select 1 as partnership_id) d`, [
      ...readableValues(actor),
    ]);
    expect(rows[0]).toEqual({ readable: can(actor, 'read', { organisationIds: [A, B], organisationId: null }) });
  });
});
