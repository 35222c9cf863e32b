import { afterEach, describe, expect, it } from 'vitest';
import type { SpaceServer } from '../../web/src/lib/space/transport.ts';
import { operation, push, writer } from '../support/space.ts';
import type { App } from './harness/app.ts';
import { Stage } from './harness/stage.ts';

/** Words of the whole crew in each of these tests. */
const WORDS = 200;

let stage: Stage | undefined;
let app: App | undefined;
afterEach(async () => {
  if (app?.running) await app.kill();
  await stage?.close();
});

/** Lets everybody write until so many words are acknowledged, then rest. */
async function writeWords(on: Stage, words = WORDS): Promise<void> {
  on.begin();
  await expect.poll(() => on.oracle.count, { timeout: 120_000, interval: 20 }).toBeGreaterThan(words);
  await on.rest();
}

describe('a bad line', () => {
  it('that is cut again and again loses nothing', async () => {
    const on = (stage = await Stage.open(1));
    app = await on.serve();
    on.joinAll();
    on.begin();
    for (let cut = 1; cut <= 15; cut += 1) {
      await expect.poll(() => on.oracle.count, { timeout: 60_000, interval: 5 }).toBeGreaterThan(cut * 8);
      on.line.cut();
      on.line.mend();
    }
    await on.rest();
    expect(await on.verify()).toBeGreaterThan(15 * 8);
  });

  it('that loses every third answer stores each change once', async () => {
    const on = (stage = await Stage.open(2));
    app = await on.serve();
    let answers = 0;
    on.line.loses = (answer) => answer.includes('"pushDocumentUpdate":{') && ++answers % 3 === 0;
    on.joinAll();
    await writeWords(on);
    await on.verify();
    expect(answers).toBeGreaterThan(30);
  });
});

describe('operations', () => {
  it('that arrive twice, at once and much later, are stored once', async () => {
    const on = (stage = await Stage.open(3));
    app = await on.serve();
    const sent: { operationId: string; update: Uint8Array; sequence: number; server: SpaceServer }[] = [];
    on.joinAll((server) => ({
      ...server,
      push: async (operationId, update) => {
        const [sequence, again] = await Promise.all([server.push(operationId, update), server.push(operationId, update)]);
        expect(again).toBe(sequence);
        sent.push({ operationId, update, sequence, server });
        return sequence;
      },
    }));
    await writeWords(on);
    // The newest first, so that each comes at another place than it was written for.
    for (const { operationId, update, sequence, server } of sent.toReversed())
      expect(await server.push(operationId, update)).toBe(sequence);
    await on.verify();
    expect(sent.length).toBeGreaterThan(30);
  });

  it('that overtake each other are refused or stored, and none is stored out of its order', async () => {
    const on = (stage = await Stage.open(4));
    app = await on.serve();
    const { text, updates } = writer();
    for (let word = 0; word < 40; word += 1) text.insert(text.length, `${word} `);
    const author = { ...on.world.aylin };
    const waiting = updates.map((update, index) => ({ update, id: `overtaking-${index}` }));
    // In a mixed order, each again until the one before it is there: like requests that HTTP delivers as it likes.
    for (let tries = 0; waiting.length > 0 && tries < 2000; tries += 1) {
      const at = on.random(waiting.length);
      const { update, id } = waiting[at]!;
      const stored = await push(author, on.documentId, update, id).then(
        () => true,
        () => false,
      );
      if (stored) waiting.splice(at, 1);
    }
    expect(waiting).toEqual([]);
    on.join('b', on.world.lena);
    await writeWords(on, 5);
    await on.verify();
    expect(on.writers[0]!.peer.text.toString()).toContain('38 39 ');
  });

  it('of somebody who was away for thirty days are merged with what the others wrote and folded meanwhile', async () => {
    const on = (stage = await Stage.open(5));
    app = await on.serve();
    const away = on.join('away', on.world.lena);
    await away.peer.state('saved');
    on.line.cut();
    for (let word = 0; word < 60; word += 1) away.write();
    // The others have a line of their own, and write until the log was folded.
    const { text, updates } = writer();
    for (let word = 0; word < 520; word += 1) text.insert(on.random(text.length + 1), 'x');
    for (const update of updates) await push({ ...on.world.aylin }, on.documentId, update, operation());
    const folded = `select snapshot_sequence as folded from document where id = $1`;
    await expect
      .poll(async () => (await on.db.query<{ folded: number }>(folded, [on.documentId])).rows[0]?.folded, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await on.db.query(`update document_update set at = at - interval '31 days' where document_id = $1`, [on.documentId]);
    on.line.mend();
    await away.rest();
    expect(await on.verify()).toBe(60);
  });
});
