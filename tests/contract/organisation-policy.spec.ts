import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '@kopru/api/access/actor';
import { Visibility } from '@kopru/api/organisation/organisation.enums';
import { can, SHOWN_FACE_SQL, visibilityValues } from '@kopru/api/organisation/organisation.policy';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const id = '019b0000-0000-7000-8000-000000000001';
const ACTORS: readonly (readonly [string, Partial<Actor>])[] = [
  ['a visitor', {}],
  ['a member', { organisationIds: ['019b0000-0000-7000-8000-000000000002'], verifiedOrganisationIds: ['other'] }],
  ['its own person', { organisationIds: [id] }],
  ['a partner', { partnerOrganisationIds: [id] }],
  ['staff', { isStaff: true }],
];

it.each(ACTORS)('the rule and the statement agree by which face %s is shown an organisation', async (_who, rights) => {
  const actor = { ...ANONYMOUS, ...rights };
  for (const visibility of Object.values(Visibility)) {
    const { rows } = await server.services.db.query(
      `select ${SHOWN_FACE_SQL} as face from (select $4::uuid as id, $5::text as visibility) o`,
      [...visibilityValues(actor), id, visibility],
    );
    const subject = { id, visibility };
    expect(rows, visibility).toEqual([{ face: can(actor, 'viewFully', subject) ? 'full' : can(actor, 'view', subject) ? 'alias' : null }]);
  }
});

it('of an organisation that is gone there is no face for anybody but staff', async () => {
  const gone = `select ${SHOWN_FACE_SQL} as face from (select null::uuid as id, null::text as visibility) o`;
  expect((await server.services.db.query(gone, visibilityValues(ANONYMOUS))).rows).toEqual([{ face: null }]);
});
