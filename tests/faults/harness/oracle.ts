import { createHash } from 'node:crypto';
import type { SqlClient } from '@kopru/api/database/database';
import { loadLog } from '@kopru/api/document/document.store';
import * as Y from 'yjs';

/** Something unmistakable that somebody wrote: where it stands among the writer's own clocks. */
export interface Token {
  readonly text: string;
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Knows what the server acknowledged, and lives outside it: whoever hears an acknowledgement tells it here, and at the end everything that was acknowledged must
 * be everywhere. It asks documents and the log themselves, not the server's opinion of them.
 */
export class Oracle {
  /** What no acknowledgement has come for yet, by client. */
  private readonly open = new Map<number, Token[]>();
  private readonly acknowledged = new Set<string>();
  private lastSequence = 0;

  wrote(token: Token): void {
    const tokens = this.open.get(token.client) ?? [];
    tokens.push(token);
    this.open.set(token.client, tokens);
  }

  /** An update that the server says is stored. */
  heard(update: Uint8Array, sequence: number): void {
    this.lastSequence = Math.max(this.lastSequence, sequence);
    const spans = new Map<number, { from: number; to: number }>();
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const { from, to } = spans.get(id.client) ?? { from: id.clock, to: id.clock };
      spans.set(id.client, { from: Math.min(from, id.clock), to: Math.max(to, id.clock + length) });
    }
    for (const [client, { from, to }] of spans) {
      const tokens = this.open.get(client) ?? [];
      const isIn = (token: Token): boolean => from <= token.from && token.to <= to;
      for (const { text } of tokens.filter(isIn)) this.acknowledged.add(text);
      this.open.set(
        client,
        tokens.filter((token) => !isIn(token)),
      );
    }
  }

  get count(): number {
    return this.acknowledged.size;
  }

  /** How many tokens of this client wait for their acknowledgement. */
  waiting(client: number): number {
    return this.open.get(client)?.length ?? 0;
  }

  /** Everything that is wrong with a document, in words; nothing when it holds all that was acknowledged, once each. */
  faultsOf(name: string, doc: Y.Doc): string[] {
    const found = new Map<string, number>();
    for (const [token] of doc
      .getText('t')
      .toString()
      .matchAll(/⟦[^⟦⟧]*⟧/g))
      found.set(token, (found.get(token) ?? 0) + 1);
    const cells = doc.getMap('cells');
    const faults: string[] = [];
    for (const token of this.acknowledged) {
      const times = found.get(token) ?? 0;
      if (times !== 1) faults.push(`${name}: ${token} is there ${times} times`);
      if (cells.get(token) !== true) faults.push(`${name}: the cell of ${token} is not there`);
    }
    if (doc.store.pendingStructs || doc.store.pendingDs) faults.push(`${name}: something is pending`);
    return faults;
  }

  /** The same for the log: no gap, nothing twice, nothing acknowledged beyond its end. Read from the database, without the server. */
  async faultsOfLog(db: SqlClient, documentId: string): Promise<string[]> {
    const { rows } = await db.query<{ sequence: number; first: number; last: number; rows: number; operations: number }>(
      `select d.sequence, min(u.sequence) as first, max(u.sequence) as last, count(*)::int as rows, count(distinct u.operation_id)::int as operations
       from document d join document_update u on u.document_id = d.id where d.id = $1 group by d.sequence`,
      [documentId],
    );
    const log = rows[0];
    if (!log) return ['the log is empty'];
    const faults: string[] = [];
    if (log.first !== 1 || log.last !== log.rows || log.sequence !== log.last) faults.push(`the log has a gap: ${JSON.stringify(log)}`);
    if (log.operations !== log.rows) faults.push(`an operation is stored twice: ${JSON.stringify(log)}`);
    if (log.sequence < this.lastSequence) faults.push(`the log ends at ${log.sequence}, ${this.lastSequence} was acknowledged`);
    return faults;
  }
}

/** The document as a replay of the log makes it: snapshot, then every update after it, one by one. */
export async function replay(db: SqlClient, documentId: string): Promise<Y.Doc> {
  const log = await loadLog(db, documentId);
  if (!log) throw new Error('There is no such document.');
  const doc = new Y.Doc();
  // The first byte says in which of Yjs's two forms the rest is.
  if (log.snapshot) (log.snapshot[0] === 2 ? Y.applyUpdateV2 : Y.applyUpdate)(doc, log.snapshot.slice(1));
  for (const update of log.updates) Y.applyUpdate(doc, update);
  return doc;
}

/**
 * What a document holds, unit by unit: equal state vectors can hide different contents, and equal documents may be cut into structs differently.
 * Deleted content counts as deleted only: a snapshot does not keep it.
 */
export function digest(doc: Y.Doc): string {
  const hash = createHash('sha256');
  for (const [client, structs] of [...doc.store.clients].toSorted(([a], [b]) => a - b)) {
    for (const struct of structs) {
      const gone = struct.deleted || !(struct instanceof Y.Item);
      const units = gone ? Array.from({ length: struct.length }, () => '') : namesOf(struct);
      units.forEach((unit, index) => hash.update(`${client}:${struct.id.clock + index}:${gone ? 'x' : unit};`));
    }
  }
  return hash
    .update(doc.getText('t').toString())
    .update(JSON.stringify([...doc.getMap('cells').entries()].toSorted()))
    .digest('hex');
}

function namesOf(item: Y.Item): string[] {
  const content = item.content.getContent();
  return content.length === item.length ? content.map((unit) => JSON.stringify(unit)) : [item.content.constructor.name];
}
