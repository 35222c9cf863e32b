import { expect } from 'vitest';
import * as Y from 'yjs';
import { Line } from '../../support/line.ts';
import { newSpace, Peer, serverOf } from '../../support/space.ts';
import { newWorld, type Inhabitant, type World } from '../../support/world.ts';
import { App, type AppSettings } from './app.ts';
import { randomFrom, Writer, type Manners } from './crew.ts';
import { digest, Oracle, replay } from './oracle.ts';

const AUTH_SECRET = 'a secret that all servers of a stage share, for tests only';

/** A document of two organisations, the server processes that serve it, and the oracle that watches. */
export class Stage {
  readonly oracle = new Oracle();
  readonly writers: Writer[] = [];

  private constructor(
    /** Keeps the people; nobody writes through this server. */
    readonly world: World,
    readonly documentId: string,
    /** Always the same address, whichever server is behind it. */
    readonly line: Line,
    readonly random: (below: number) => number,
  ) {}

  /** `postgresUrl`: a server other than the one all tests share. */
  static async open(seed: number, postgresUrl?: string): Promise<Stage> {
    const world = await newWorld({ AUTH_SECRET }, postgresUrl ? { databaseUrl: postgresUrl } : {});
    const { documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, world.lena.organisationId);
    const line = await Line.to(world.server.url);
    line.cut();
    return new Stage(world, documentId, line, randomFrom(seed));
  }

  get db(): World['server']['services']['db'] {
    return this.world.server.services.db;
  }

  /** A server process on this stage's database. */
  start(more: Partial<AppSettings> = {}): Promise<App> {
    return App.start({ databaseUrl: this.world.server.databaseUrl, authSecret: AUTH_SECRET, ...more });
  }

  /** The same server, and the line leads to it. */
  async serve(more: Partial<AppSettings> = {}): Promise<App> {
    const app = await this.start(more);
    this.line.leadTo(app.url);
    this.line.mend();
    return app;
  }

  /** Somebody more who writes, over the line unless `url` says otherwise. */
  join(name: string, who: Inhabitant, more: { url?: string; manners?: Manners } = {}): Writer {
    const writer = new Writer(name, who.client, this.documentId, this.oracle, this.random, { url: this.line.url, ...more });
    this.writers.push(writer);
    return writer;
  }

  /** Two of each organisation. */
  joinAll(manners?: Manners): void {
    for (const [name, who] of [
      ['a', this.world.aylin],
      ['b', this.world.lena],
      ['c', this.world.aylin],
      ['d', this.world.lena],
    ] as const) {
      this.join(name, who, manners && { manners });
    }
  }

  begin(): void {
    for (const writer of this.writers) writer.begin();
  }

  async rest(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.rest()));
  }

  /**
   * Everything acknowledged is in every replica, in a document loaded anew and in a replay of the log, and all of them hold the same, unit by unit.
   * Writers must be at rest, and a server be reachable over the line. Answers how many words were acknowledged.
   */
  async verify(): Promise<number> {
    const cold = new Peer(serverOf(this.world.lena.client, this.documentId, this.line.url));
    await cold.state('saved');
    const log = await replay(this.db, this.documentId);
    // What the others wrote may still be on its way to a replica that is otherwise at rest.
    const vector = Buffer.from(Y.encodeStateVector(log)).toString('hex');
    for (const { peer } of this.writers) await reached(peer.doc, vector);
    const copies = new Map<string, Y.Doc>([['cold load', cold.doc], ['replay of the log', log], ...this.replicas()]);
    const faults = [...copies].flatMap(([name, doc]) => this.oracle.faultsOf(name, doc));
    faults.push(...(await this.oracle.faultsOfLog(this.db, this.documentId)));
    expect(faults).toEqual([]);
    const digests = new Map([...copies].map(([name, doc]) => [name, digest(doc)]));
    expect(Object.fromEntries(digests)).toEqual(Object.fromEntries([...digests.keys()].map((name) => [name, digests.get('cold load')])));
    await cold.leave();
    return this.oracle.count;
  }

  private replicas(): [string, Y.Doc][] {
    return this.writers.map(({ name, peer }) => [`replica of ${name}`, peer.doc]);
  }

  async close(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.leave()));
    await this.line.close();
    await this.world.close();
  }
}

/** Settles when a replica has a state vector. Clients stand in a vector in the order of their ids, so equal vectors are equal bytes. */
function reached(doc: Y.Doc, vector: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (Buffer.from(Y.encodeStateVector(doc)).toString('hex') !== vector) return;
      doc.off('update', look);
      resolve();
    };
    doc.on('update', look);
    look();
  });
}
