import { writesSql } from '@kopru/api/document/document.policy';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { base64, newSpace, operation, push, PUSH, refusal, writer } from '../support/space.ts';
import { newInhabitant, newWorld, type Inhabitant, type World } from '../support/world.ts';

let world: World;
/** Knows that it may write: its first word is stored. */
let known: Inhabitant;
let partnershipId: string;
let documentId: string;
let updates: Uint8Array[];
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  known = await newInhabitant(world.server, { country: 'DE' });
  ({ partnershipId, documentId } = await newSpace(world.server.services, world.callId, world.aylin.organisationId, known.organisationId));
  updates = words();
  await push(known, documentId, updates[0]!);
});

/** Words of one author, each an update. */
function words(): Uint8Array[] {
  const { text, updates: made } = writer();
  for (const word of ['one ', 'two ', 'three']) text.insert(text.length, word);
  return made;
}

const query = (text: string, values: unknown[] = []) => world.server.services.db.query(text, values);
const stored = async (): Promise<number> => (await query('select from document_update where document_id = $1', [documentId])).rows.length;
const PERSON = `(select id from auth."user" where email = $1)`;

describe('somebody who is known to write in a document', () => {
  it('has their next change stored by one statement, which finds out again that they may', async () => {
    const { db } = world.server.services;
    const asked = vi.spyOn(db, 'query');
    await push(known, documentId, updates[1]!);
    const own = asked.mock.calls.map(([text]) => text).filter((text) => text.includes('auth.session'));
    asked.mockRestore();
    expect(own.map((text) => text.includes('insert into document_update'))).toEqual([true]);
    expect(await stored()).toBe(2);
  });

  it('is answered as ever when an operation is known, by its bytes', async () => {
    const id = operation();
    expect(await push(known, documentId, updates[1]!, id)).toBe(2);
    expect(await push(known, documentId, updates[1]!, id)).toBe(2);
    expect(await refusal(known, documentId, updates[2]!, id)).toBe('CONFLICT');
    expect(await push(known, documentId, updates[2]!)).toBe(3);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'no longer represents the organisation',
      'NOT_FOUND',
      () => query('delete from representative where organisation_id = $1', [known.organisationId]),
    ],
    ['was signed out', 'UNAUTHENTICATED', () => query(`delete from auth.session where "userId" = ${PERSON}`, [known.email])],
    [
      'has a session that ran out',
      'UNAUTHENTICATED',
      () => query(`update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = ${PERSON}`, [known.email]),
    ],
    [
      'is in a partnership that ended',
      'RULE_BROKEN',
      () => query(`update partnership set status = 'DROPPED_OUT' where id = $1`, [partnershipId]),
    ],
  ])('and %s, is refused with the next change: %s, and the partner’s of the same moment is stored', async (_why, code, change) => {
    const theirs = words();
    await push(world.aylin, documentId, theirs[0]!);
    await change();
    const [refused, other] = await Promise.all([
      refusal(known, documentId, updates[1]!),
      code === 'RULE_BROKEN' ? null : push(world.aylin, documentId, theirs[1]!),
    ]);
    expect([refused, other]).toEqual([code, code === 'RULE_BROKEN' ? null : 3]);
    // What is wrong with the change itself is not for them to hear.
    expect(await refusal(known, documentId, new Uint8Array([1, 2, 3]))).toBe(code);
    expect(await refusal(known, documentId, updates[1]!)).toBe(code);
    expect(await stored()).toBe(code === 'RULE_BROKEN' ? 2 : 3);
  });

  it('is nobody else, whoever the client thinks is signed in', async () => {
    const AS = PUSH.replace('($documentId', '($personId: ID, $documentId').replace('(documentId:', '(personId: $personId, documentId:');
    const { rows } = await query('select person_id as id from representative where organisation_id = $1', [world.aylin.organisationId]);
    const variables = { documentId, operationId: operation(), update: base64(updates[1]!), personId: (rows[0] as { id: string }).id };
    expect(await known.client.refused(AS, variables)).toBe('UNAUTHENTICATED');
    expect(await stored()).toBe(1);
  });
});

describe('the rule for writing and its statement', () => {
  const SURE = `select ${writesSql('$2', '$3::uuid')} as sure`;
  const CAN = `query ($id: ID!) { document(id: $id) { viewerCanWrite } }`;

  it.each(['ACTIVE', 'DROPPED_OUT'])('agree for everybody about every document of a partnership that is %s', async (status) => {
    await query('update partnership set status = $2 where id = $1', [partnershipId, status]);
    const { rows: documents } = await query('select id, kind from document where partnership_id = $1 order by kind, id', [partnershipId]);
    const seen: string[] = [];
    for (const [name, email, client] of [
      ['known', known.email, known.client],
      ['aylin', world.aylin.email, world.aylin.client],
      ['stranger', world.stranger.email, world.stranger.client],
    ] as const) {
      const { rows } = await query(`select token, "userId" as id from auth.session where "userId" = ${PERSON}`, [email]);
      const { token, id } = rows[0] as { token: string; id: string };
      for (const document of documents as { id: string; kind: string }[]) {
        const { rows: answer } = await query(SURE, [document.id, token, id]);
        const { document: found } = await client.ask(CAN, { id: document.id });
        expect((answer[0] as { sure: boolean }).sure).toBe(found?.viewerCanWrite ?? false);
        if (found?.viewerCanWrite) seen.push(`${name} ${document.kind}`);
      }
    }
    const all = ['known ADAPTATION', 'known CAPACITY_MODEL', 'aylin ADAPTATION', 'aylin CAPACITY_MODEL'];
    expect(seen.toSorted()).toEqual(status === 'ACTIVE' ? all.toSorted() : []);
  });
});
