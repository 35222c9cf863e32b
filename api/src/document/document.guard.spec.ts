import { addRow, appendProse, setFact } from '@kopru/schema/capacity-model-document';
import { writeVarUint } from 'lib0/encoding';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentGuard } from './document.guard.ts';
import type { Review } from './document.scratch.ts';
import { ThreadClosed } from './document.thread.ts';

const guards: DocumentGuard[] = [];
function newGuard(options: ConstructorParameters<typeof DocumentGuard>[0] = {}): DocumentGuard {
  const guard = new DocumentGuard({ threads: 1, ...options });
  guards.push(guard);
  return guard;
}
afterAll(() => Promise.all(guards.map((guard) => guard.close())));

/** Reviews on top of `base`, which is loaded whenever the document is not held. */
async function review(guard: DocumentGuard, documentId: string, updates: Uint8Array[], base: Uint8Array[] = []): Promise<Review> {
  for (;;) {
    const proposals = updates.map((update) => ({ update, personId: 'ada' }));
    const answer = await guard.review(documentId, 0, proposals);
    if ('verdicts' in answer) return answer;
    await guard.load(documentId, { snapshot: null, updates: base, sequence: base.length, bindings: [] });
  }
}
const kinds = (answer: Review): string[] => answer.verdicts.map((verdict) => verdict.kind);

const chain = (length: number): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.getText('t').insert(0, 'x'.repeat(length));
  return Y.encodeStateAsUpdate(doc);
};

/**
 * Characters that were all written at the very beginning, each before another neighbour of `chain`: to place one, Yjs walks over all others,
 * so the whole costs the square of their number. No honest editor writes this; the bytes are in order.
 */
function slowUpdate(characters: number): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  writeVarUint(encoder.restEncoder, 1);
  writeVarUint(encoder.restEncoder, characters);
  encoder.writeClient(7);
  writeVarUint(encoder.restEncoder, 0);
  for (let clock = 0; clock < characters; clock += 1) {
    const item = new Y.Item(Y.createID(7, clock), null, null, null, Y.createID(1, clock + 1), null, null, new Y.ContentString('y'));
    item.write(encoder, 0);
  }
  writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

function textUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('other').insert(0, 'fine');
  return Y.encodeStateAsUpdate(doc);
}

describe('the deadline', () => {
  it('refuses an update that takes too long, and the next one is tried as if nothing had been', async () => {
    const guard = newGuard({ deadlineMs: 1000 });
    const base = [chain(20_000)];
    const slow = slowUpdate(19_000);
    expect(slow.length).toBeLessThan(256 * 1024);
    expect(kinds(await review(guard, 'd', [slow], base))).toEqual(['refused']);
    expect(kinds(await review(guard, 'd', [textUpdate()], base))).toEqual(['accepted']);
  });

  it('leaves the others of a batch undecided, to be tried without it', async () => {
    const guard = newGuard({ deadlineMs: 1000 });
    const base = [chain(20_000)];
    expect(kinds(await review(guard, 'd', [textUpdate(), slowUpdate(19_000)], base))).toEqual(['undecided', 'undecided']);
    expect(kinds(await review(guard, 'd', [textUpdate()], base))).toEqual(['accepted']);
  });

  it('holds nobody up in this thread', async () => {
    const guard = newGuard({ deadlineMs: 1000 });
    const base = [chain(20_000)];
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    count();
    await review(guard, 'd', [slowUpdate(19_000)], base);
    counting = false;
    expect(turns).toBeGreaterThan(100);
  });
});

describe('a guard', () => {
  it('that is closed answers nothing, so that no update counts as refused', async () => {
    const guard = newGuard();
    const asked = guard.review('d', 0, [{ update: textUpdate(), personId: 'ada' }]).catch((error: unknown) => error);
    await guard.close();
    expect(await asked).toBeInstanceOf(ThreadClosed);
    await expect(guard.review('d', 0, [])).rejects.toThrow(ThreadClosed);
  });

  it('refuses by size before anything else', () => {
    expect(() => DocumentGuard.checkSize(new Uint8Array(256 * 1024))).not.toThrow();
    expect(() => DocumentGuard.checkSize(new Uint8Array(256 * 1024 + 1))).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

/** So many mutated updates to a document; `npm run faults` tries forty documents. */
const MUTATIONS = 5000;
const DOCUMENTS = Math.ceil(Number(process.env['HOSTILE'] ?? MUTATIONS) / MUTATIONS);
/** Of a thread that answers requests, in its own processor time, which does not count what else the machine does. */
const LONGEST_STOP_MS = 50;

/** Watches how much processor time passes in this thread from one turn of the event loop to the next; answers the most of it, in milliseconds. */
function watchedTurns(): () => number {
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, most, watching] = [spent(), 0, true];
  const turn = (): void => {
    const now = spent();
    most = Math.max(most, now - last);
    last = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    watching = false;
    return most;
  };
}

describe('five thousand mutated updates', () => {
  const seeds = Array.from({ length: DOCUMENTS }, (_, index) => 20_261_123 + index);
  it.each(seeds)('leave the document as the accepted ones make it, whole, and an honest writer can go on (seed %i)', async (seed) => {
    const guard = newGuard();
    const random = randomFrom(seed);
    const longest = watchedTurns();
    const { doc, updates } = honestUpdates();
    const accepted = updates.slice(0, 20);
    let refused = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const update = mutate(updates[random(updates.length)]!, random);
      const { verdicts } = await review(guard, 'd', [update], accepted);
      if (verdicts[0]?.kind === 'accepted') accepted.push(update);
      else refused += 1;
    }
    const stop = longest();
    if (process.env['HOSTILE']) {
      // oxlint-disable-next-line no-console -- the figure of a long run
      console.log(`${MUTATIONS} mutated updates, ${refused} refused, longest turn of the loop ${stop.toFixed(1)} ms`);
      expect(stop).toBeLessThan(LONGEST_STOP_MS);
    }
    expect(accepted.length).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(2000);
    // Loaded again from what was accepted, when the last mutation broke what was held.
    await review(guard, 'd', [new Uint8Array([0, 0])], accepted);
    const held = await guard.encode('d');
    const fromLog = new Y.Doc();
    for (const update of accepted) {
      Y.applyUpdate(fromLog, update);
      expect(fromLog.store.pendingStructs).toBeNull();
      expect(fromLog.store.pendingDs).toBeNull();
    }
    expect(base64(held?.update ?? new Uint8Array())).toBe(base64(Y.encodeStateAsUpdate(fromLog)));
    // A new client of the same person, who sees what is there and writes on.
    const writer = new Y.Doc();
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(fromLog));
    const before = Y.encodeStateVector(writer);
    writer.getText('t').insert(0, 'still here');
    expect(kinds(await review(guard, 'd', [Y.encodeStateAsUpdate(writer, before)], accepted))).toEqual(['accepted']);
    doc.destroy();
  });
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A capacity model and other types beside it: marks, rows, nested types, deletions, what people's documents are made of, as they were written. */
function honestUpdates(): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  doc.clientID = 4711;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  writeModel(doc);
  const text = doc.getText('t');
  for (let edit = 0; edit < 30; edit += 1) text.insert(Math.floor(text.length / 2), `çalışma ${edit} `);
  text.format(3, 20, { bold: true });
  text.delete(10, 15);
  for (let row = 0; row < 10; row += 1) {
    const map = new Y.Map<unknown>();
    map.set('cell', new Y.Text('hücre'));
    map.set('due', { cents: row, currency: 'EUR' });
    doc.getMap('rows').set(`r${row}`, map);
  }
  doc.getMap('rows').delete('r3');
  doc.getXmlFragment('f').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('satır')]);
  updates.push(Y.encodeStateAsUpdate(doc));
  return { doc, updates };
}

function mutate(update: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Array.from(update);
  for (let change = random(4); change >= 0; change -= 1) {
    const at = random(bytes.length);
    const kind = random(4);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (kind === 2) bytes.splice(at, 1 + random(3));
    else bytes.splice(at, 0, random(256));
  }
  return new Uint8Array(bytes);
}

/** The same numbers in every run, so that a failure can be looked at. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function writeModel(doc: Y.Doc): void {
  appendProse(doc, 'prose:practice', ['Her ay iki saat', 'Nöbet listesi duvarda']);
  const practice = doc.getXmlFragment('prose:practice');
  ((practice.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 3, { bold: {} });
  const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
    const made = new Y.XmlElement(name);
    made.insert(0, children);
    return made;
  };
  const heading = element('heading', new Y.XmlText('Kim, ne zaman'));
  heading.setAttribute('level', 3 as unknown as string);
  const list = element('bulletList', element('listItem', element('paragraph', new Y.XmlText('iki kişi'))));
  practice.insert(1, [heading, list]);
  for (const action of ['Yürüyüş', 'Ziyaret', 'Atölye']) addRow(doc, 'actions', { action });
  setFact(doc, 'learning-mode', 'MUTUAL');
}
