import { sealedText } from '@kopru/schema/document-text';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { spaceOfTwo } from '../support/space.ts';
import { NAME, plan, reads, SIGN, write } from '../support/versions.ts';
import { newWorld, type Inhabitant, type World } from '../support/world.ts';

const AUTH_SECRET = 'one secret for two processes that share a database';
const ROUNDS = 15;

let world: World;
let second: TestServer;
beforeAll(async () => {
  world = await newWorld({ AUTH_SECRET });
  second = await startTestServer({ AUTH_SECRET }, { databaseUrl: world.server.databaseUrl });
});
afterAll(async () => {
  await second.close();
  await world.close();
});

/** The same person with the other process's door. */
async function elsewhere(who: Inhabitant): Promise<Inhabitant> {
  return { ...who, client: await new TestClient(second.url).signIn(who.email) };
}

it('a signature never stands on another text, though one process signs while the other writes', async () => {
  const { aylin } = world;
  const lena = await elsewhere(world.lena);
  const documentId = await spaceOfTwo(world);
  let met = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await write(aylin, documentId, `Round ${round}.`);
    const { nameDocumentVersion: version } = await aylin.client.ask(NAME, { documentId, name: `Round ${round}` });
    const [signing, writing] = await Promise.allSettled([
      aylin.client.ask(SIGN, { id: version.id, organisationId: aylin.organisationId }),
      round % 2 ? plan(lena, documentId, 'At once') : write(lena, documentId, 'Meanwhile.'),
    ]);
    expect(writing.status).toBe('fulfilled');
    if (signing.status === 'fulfilled') met += 1;
    const current = await reads(aylin, documentId);
    const { rows } = await world.server.services.db.query<{ text: string }>(
      `select v.text from document_version v join document_signature s on s.version_id = v.id where s.document_id = $1 and s.ended_at is null`,
      [documentId],
    );
    for (const { text } of rows) expect(sealedText(JSON.parse(text))).toBe(current);
  }
  // Otherwise the two never met, and nothing was tried.
  expect(met).toBeGreaterThan(0);
  const { rows } = await world.server.services.db.query<{ fallen: number }>(
    `select count(*)::int as fallen from document_signature where document_id = $1 and ended_how = 'FALLEN'`,
    [documentId],
  );
  expect(rows[0]?.fallen).toBe(met);
});
