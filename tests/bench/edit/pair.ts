import * as Y from 'yjs';
import type { PairTrace, Turn } from './trace.ts';
import { cpuSeconds, quantile, stored, type Contender, type Session } from './writer.ts';

/**
 * One of two who type at once. A recording of two fits only documents that know as much of each other as theirs did: what arrives waits at
 * the door until the recording says that it was read.
 */
class Typist {
  readonly acknowledgements: number[] = [];
  private readonly doc = new Y.Doc();
  private readonly arrived: Uint8Array[] = [];
  private heard = 0;
  private more: () => void = () => undefined;

  private readonly session: Session;

  constructor(session: Session, clientID: number) {
    this.session = session;
    this.doc.clientID = clientID;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== this && session.write(update));
    session.onHeard((update) => {
      this.arrived.push(update);
      this.more();
    });
  }

  /** Each turn is one update: the next is typed when the one before is acknowledged. */
  async type(turns: readonly Turn[]): Promise<void> {
    for (const { patch, heard } of turns) {
      await this.hear(heard);
      const [position, removed, inserted] = patch;
      const text = this.doc.getText('t');
      const start = performance.now();
      this.doc.transact(() => {
        if (removed > 0) text.delete(position, removed);
        if (inserted) text.insert(position, inserted);
      });
      await this.session.acknowledged();
      this.acknowledgements.push(performance.now() - start);
    }
  }

  async hear(count: number): Promise<void> {
    while (this.heard < count) {
      const update = this.arrived.shift();
      if (update) {
        Y.applyUpdate(this.doc, update, this);
        this.heard += 1;
      } else await new Promise<void>((resolve) => (this.more = resolve));
    }
  }

  get text(): string {
    return this.doc.getText('t').toString();
  }
}

/** What two people wrote at once, as Yjs puts it together without any server: other algorithms order what stands at one place otherwise. */
function together({ turns }: PairTrace): string {
  const docs = turns.map((_, agent) => Object.assign(new Y.Doc(), { clientID: agent + 1 }));
  const updates = docs.map((doc): Uint8Array[] => {
    const own: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'heard' && own.push(update));
    return own;
  });
  const heard = docs.map(() => 0);
  const hear = (agent: number, count: number): void => {
    for (; heard[agent]! < count; heard[agent]! += 1) Y.applyUpdate(docs[agent]!, updates[1 - agent]![heard[agent]!]!, 'heard');
  };
  const places = turns.map(() => 0);
  while (places.some((place, agent) => place < turns[agent]!.length)) {
    for (const [agent, own] of turns.entries()) {
      for (let turn = own[places[agent]!]; turn && turn.heard <= updates[1 - agent]!.length; turn = own[(places[agent]! += 1)]) {
        hear(agent, turn.heard);
        const [position, removed, inserted] = turn.patch;
        const text = docs[agent]!.getText('t');
        docs[agent]!.transact(() => {
          if (removed > 0) text.delete(position, removed);
          if (inserted) text.insert(position, inserted);
        });
      }
    }
  }
  hear(0, updates[1]!.length);
  return docs[0]!.getText('t').toString();
}

/** Two people's typing at once, each edit an update of its own, acknowledged before the next. Throws when a replica or the database has another text. */
export async function pair(contenders: readonly Contender[], trace: PairTrace): Promise<void> {
  const expected = together(trace);
  const edits = trace.turns.flat().length;
  console.log(`\ntwo people at once: ${edits} edits, each an update`);
  for (const contender of contenders) {
    const room = await contender.room();
    const sessions = [await contender.open(room), await contender.open(room)];
    const typists = sessions.map((session, agent) => new Typist(session, agent + 1));
    const [cpu, start] = [cpuSeconds(contender.pid), performance.now()];
    await Promise.all(typists.map((typist, agent) => typist.type(trace.turns[agent]!)));
    const [seconds, cpuMs] = [(performance.now() - start) / 1000, ((cpuSeconds(contender.pid) - cpu) / edits) * 1000];
    await Promise.all(typists.map((typist, agent) => typist.hear(trace.turns[1 - agent]!.length)));
    if (typists.some(({ text }) => text !== expected)) throw new Error(`${contender.name}: the two have different texts.`);
    await stored(contender, sessions[0]!, expected);
    for (const session of sessions) await session.close();
    const times = typists.flatMap(({ acknowledgements }) => acknowledgements);
    const figures = [`${(edits / seconds).toFixed(0).padStart(6)}/s`, `p50 ${quantile(times, 0.5).toFixed(2)} ms`];
    figures.push(`p99 ${quantile(times, 0.99).toFixed(2)} ms`, `server ${cpuMs.toFixed(2)} ms CPU`);
    console.log(`  ${contender.name.padEnd(20)} ${figures.join('  ')}`);
  }
}
