import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestClient } from '../support/client.ts';
import { JPEG, JPEG_PROGRESSIVE, WEBP, WEBP_MOVING, GIF_MOVING } from '../support/pictures.ts';
import { newSpace } from '../support/space.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let partnershipId: string;
let documentId: string;

beforeAll(async () => {
  world = await newWorld();
  ({ partnershipId, documentId } = await newSpace(
    world.server.services,
    world.callId,
    world.aylin.organisationId,
    world.lena.organisationId,
  ));
});
afterAll(() => world.close());

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A black square that tells something. */
function png(side: number, comment = 'taken at home', picture = deflateSync(Buffer.alloc(side * (side + 1), 0))): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(comment)),
    chunk('IDAT', picture),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const upload = (who: TestClient, body: Buffer, id = documentId, headers: Record<string, string> = {}) =>
  fetch(`${who.url}/documents/${id}/images`, {
    method: 'POST',
    headers: { cookie: who.cookie, 'content-type': 'image/png', ...headers },
    body: new Uint8Array(body),
  });
const look = (who: TestClient, src: string, headers: Record<string, string> = {}) =>
  fetch(`${who.url}${src}`, { headers: { cookie: who.cookie, ...headers }, redirect: 'manual' });
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

it('an image is stored without what it tells, and both sides and staff see it', async () => {
  const answer = await upload(world.aylin.client, png(12));
  expect(answer.status).toBe(201);
  const stored = (await answer.json()) as { src: string };
  expect(stored).toMatchObject({ width: 12, height: 12 });
  for (const who of [world.aylin.client, world.lena.client, world.staff]) {
    const seen = await look(who, stored.src);
    expect(seen.status).toBe(200);
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(Buffer.from(await seen.arrayBuffer()).includes('taken at home')).toBe(false);
    expect((await look(who, stored.src, { 'if-none-match': seen.headers.get('etag') ?? '' })).status).toBe(304);
  }
  // The same picture again is the same image, so that a retry after a lost answer costs nothing.
  expect(await (await upload(world.lena.client, png(12, 'another comment'))).json()).toEqual(stored);
});

it('is taken in every format that browsers draw, also when it moves', async () => {
  for (const bytes of [JPEG, JPEG_PROGRESSIVE, WEBP, WEBP_MOVING, GIF_MOVING]) {
    expect((await upload(world.aylin.client, Buffer.from(bytes))).status).toBe(201);
  }
});

it('is not there for a stranger, a visitor, or under another document', async () => {
  const { src } = (await (await upload(world.aylin.client, png(13))).json()) as { src: string };
  expect(await code(await look(world.stranger.client, src))).toEqual([404, 'NOT_FOUND']);
  expect(await code(await look(world.stranger.client, src, { 'if-none-match': `"${src.split('/').at(-1)}"` }))).toEqual([404, 'NOT_FOUND']);
  expect(await code(await look(world.visitor, src))).toEqual([401, 'UNAUTHENTICATED']);
  const elsewhere = await newSpace(world.server.services, world.callId, world.stranger.organisationId, world.masked.organisationId);
  expect(await code(await look(world.stranger.client, src.replace(documentId, elsewhere.documentId)))).toEqual([404, 'NOT_FOUND']);
  expect(await code(await look(world.aylin.client, `/documents/${documentId}/images/none`))).toEqual([404, 'NOT_FOUND']);
});

it('is taken only from those who write the document', async () => {
  expect(await code(await upload(world.staff, png(4)))).toEqual([409, 'RULE_BROKEN']);
  expect(await code(await upload(world.stranger.client, png(4)))).toEqual([404, 'NOT_FOUND']);
  expect(await code(await upload(world.visitor, png(4)))).toEqual([401, 'UNAUTHENTICATED']);
  expect((await upload(world.aylin.client, png(4), documentId, { origin: 'https://evil.example' })).status).toBe(403);
  const { rows } = await world.server.services.db.query<{ id: string }>(
    `select id from document where partnership_id = $1 and organisation_id = $2`,
    [partnershipId, world.lena.organisationId],
  );
  expect(await code(await upload(world.aylin.client, png(4), rows[0]!.id))).toEqual([409, 'RULE_BROKEN']);
  expect((await upload(world.lena.client, png(4), rows[0]!.id)).status).toBe(201);
});

it('is refused with a reason when it is none, too large, or the document is full', async () => {
  const none: Uint8Array[] = [
    Buffer.from('<svg onload="x()"/>'),
    Buffer.alloc(0),
    png(8).subarray(0, 50),
    png(8).map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
    png(8, '', Buffer.from('no picture at all')),
    png(8, '', deflateSync(Buffer.alloc(8 * 9 - 1))),
    png(8, '', deflateSync(Buffer.alloc(50_000_000))),
    png(12_001, '', Buffer.from('large')),
    Buffer.from(JPEG.subarray(0, JPEG.length - 60)),
    Buffer.from(WEBP.map((byte, at) => (at < 24 ? byte : 7))),
  ];
  for (const body of none) {
    const answer = await upload(world.aylin.client, Buffer.from(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BAD_USER_INPUT', fields: { image: expect.any(String) } });
  }
  expect(await code(await upload(world.aylin.client, Buffer.alloc(6 * 1024 * 1024)))).toEqual([400, 'BAD_USER_INPUT']);
  await world.server.services.db.query(
    `insert into document_image (document_id, hash, type, width, height, bytes)
     select $1, decode(lpad(to_hex(n), 64, '0'), 'hex'), 'image/png', 1, 1, '' from generate_series(1, 200) n`,
    [documentId],
  );
  const full = await upload(world.aylin.client, png(9));
  expect(await full.json()).toMatchObject({ code: 'RULE_BROKEN', rule: 'document-images' });
  const { rows } = await world.server.services.db.query('select from document_image where width = 9');
  expect(rows).toEqual([]);
});
