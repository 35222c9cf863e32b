import type { SqlClient } from '../sql-client.ts';
import { Answers } from './answer.ts';
import { Faces, type CopiedRow } from './faces.ts';

const COLUMNS = `organisation_id, face, audience, verified, without_partner,
  case when created_at > '-infinity' then floor(extract(epoch from created_at) * 1000)::float8 end as created, name, name_keys, tags, body::text as body`;

const ROWS = 500;
/** So many faces more than there are find room before the next load. */
const SPARE = 2_000;
const SPARE_SHARE = 0.25;
/** From so many changes on it is quicker to read everything. */
const MOST_CHANGES = 20_000;
/** So many are taken in while a search waits. */
const AT_ONCE = 500;

/** A copy of `search.face`, and how far it has followed the changes of `search.face_change`. */
export class Following {
  readonly answers: Answers;
  readonly #client: SqlClient;
  readonly #faces: Faces;
  readonly #tags = new Map<number, string>();
  #seq: number;

  private constructor(client: SqlClient, faces: Faces, seq: number) {
    this.#client = client;
    this.#faces = faces;
    this.#seq = seq;
    this.answers = new Answers(faces, (code) => this.#tags.get(code));
  }

  /** Reads everything, by name. What changes meanwhile is followed afterwards, so that reading need not be of one moment. */
  static async load(client: SqlClient): Promise<Following> {
    const { rows } = await client.query(
      `select (select coalesce(max(seq), 0) from search.face_change)::float8 as seq, (select count(*) from search.face)::integer as faces`,
    );
    const { seq, faces: count } = rows[0] as { seq: number; faces: number };
    const faces = new Faces(count + SPARE + Math.ceil(count * SPARE_SHARE));
    let last = ['', '00000000-0000-0000-0000-000000000000', ''];
    for (;;) {
      const batch = await client.query(
        `select ${COLUMNS} from search.face where (name, organisation_id, face) > ($1::text collate "und-x-icu", $2::uuid, $3::text)
         order by name, organisation_id, face limit ${ROWS}`,
        last,
      );
      const end = batch.rows.at(-1) as CopiedRow | undefined;
      if (end === undefined) break;
      for (const row of batch.rows as unknown as CopiedRow[]) if (faces.size < faces.capacity) faces.add(row);
      last = [end.name, end.organisation_id, end.face];
    }
    faces.seal();
    const following = new Following(client, faces, seq);
    await following.#learnTags();
    return following;
  }

  /** Whether the next load should begin, while this copy still answers. */
  get isNearlyFull(): boolean {
    return this.#faces.size > this.#faces.capacity - SPARE / 2;
  }

  /**
   * Takes in what was committed until now. `current`: it is what the index is; `behind`: some is taken in, and more is left than a search should wait for; `lost`:
   * it must be read anew.
   */
  async follow(): Promise<'current' | 'behind' | 'lost'> {
    const since = this.#seq;
    const { rows } = await this.#client.query(
      `select count(*)::integer as changes, max(seq)::float8 as seq from (select seq from search.face_change where seq > $1::bigint order by seq limit ${MOST_CHANGES + 1}) as later`,
      [since],
    );
    const { changes } = rows[0] as { changes: number };
    if (changes === 0) return 'current';
    if (changes > MOST_CHANGES) return 'lost';
    return this.#takeIn(since, changes > AT_ONCE);
  }

  /** One statement: what is taken in is of one moment. */
  async #takeIn(since: number, isMuch: boolean): Promise<'current' | 'behind' | 'lost'> {
    const { rows } = await this.#client.query(
      `with later as (select seq, organisation_id from search.face_change where seq > $1::bigint order by seq ${isMuch ? `limit ${AT_ONCE}` : ''}),
         changed as (select organisation_id as changed_id, (select max(seq) from later)::float8 as seq from later group by organisation_id)
       select changed_id, seq, changed_face.* from changed left join lateral (select ${COLUMNS} from search.face where organisation_id = changed_id) as changed_face on true`,
      [since],
    );
    const changed = rows as unknown as (CopiedRow & { changed_id: string; seq: number; organisation_id: string | null })[];
    // Somebody else took it in meanwhile.
    if (this.#seq > since) return this.follow();
    if (this.#faces.size + changed.length > this.#faces.capacity) return 'lost';
    for (const id of new Set(changed.map((row) => row.changed_id))) this.#faces.remove(id);
    for (const row of changed) if (row.organisation_id !== null) this.#faces.add(row);
    this.#seq = changed[0]?.seq ?? since;
    if (changed.some(({ tags }) => tags?.some((tag) => !this.#tags.has(tag)))) await this.#learnTags();
    return isMuch ? 'behind' : 'current';
  }

  async #learnTags(): Promise<void> {
    const { rows } = await this.#client.query('select code, tag from search.tag');
    for (const { code, tag } of rows) this.#tags.set(Number(code), String(tag));
  }
}
