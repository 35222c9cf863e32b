import { type KeptAdaptation, type KeptText, sealedText } from '@kopru/schema/document-text';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { spaceOfTwo } from '../support/space.ts';
import { adapt, adaptationOf, NAME, plan, reads, SIGN, write } from '../support/versions.ts';
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
  const adaptationId = await adaptationOf(lena, documentId);
  let met = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await write(aylin, documentId, `Round ${round}.`);
    const { nameDocumentVersion: version } = await aylin.client.ask(NAME, { documentId, name: `Round ${round}` });
    const [signing, writing] = await Promise.allSettled([
      aylin.client.ask(SIGN, { id: version.id, organisationId: aylin.organisationId }),
      [
        () => plan(lena, documentId, 'At once'),
        () => write(lena, documentId, 'Meanwhile.'),
        () => adapt(lena, adaptationId, `Round ${round}.`),
      ][round % 3]!(),
    ]);
    expect(writing.status).toBe('fulfilled');
    if (signing.status === 'fulfilled') met += 1;
    const current = [await reads(aylin, documentId), await reads(aylin, adaptationId)];
    const { rows } = await world.server.services.db.query<KeptText>(
      `select v.text, v.adaptations from document_version v join document_signature s on s.version_id = v.id
       where s.document_id = $1 and s.ended_at is null`,
      [documentId],
    );
    for (const { text, adaptations } of rows) {
      const own = (JSON.parse(adaptations ?? '[]') as KeptAdaptation[]).find(
        ({ organisationId }) => organisationId === lena.organisationId,
      );
      expect([sealedText(JSON.parse(text)), own && sealedText(own.text)]).toEqual(current);
    }
  }
  // Otherwise the two never met, and nothing was tried.
  expect(met).toBeGreaterThan(0);
  const { rows } = await world.server.services.db.query<{ fallen: number }>(
    `select count(*)::int as fallen from document_signature where document_id = $1 and ended_how = 'FALLEN'`,
    [documentId],
  );
  expect(rows[0]?.fallen).toBe(met);
});
