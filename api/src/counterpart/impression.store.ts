import type { SqlClient } from '../database/database.ts';
import { ShownToday } from './shown-today.ts';

/** How far back it counts whether somebody was shown, in days; what is older is forgotten. */
const DAYS = 90;

const ADD = `insert into impression (organisation_id, day, shown)
  select o.id, current_date, noted.shown from unnest($1::uuid[], $2::int[]) as noted(id, shown) join organisation o on o.id = noted.id order by o.id
  on conflict (organisation_id, day) do update set shown = impression.shown + excluded.shown`;

const LATELY = `select organisation_id::text as id, sum(shown)::int as shown from impression
  where organisation_id = any($1::uuid[]) and day > current_date - ${DAYS} group by 1`;

/**
 * To how many organisations each was shown among counterparts: counts by day, without to whom. They are noted in memory and written in batches by a job, so that no page waits; a
 * process that is killed loses what it noted since the last batch. Processes share the table; each adds what it noted itself, and each counts the same two once a day.
 */
export class Impressions {
  private noted = new Map<string, number>();
  private readonly today = new ShownToday();

  constructor(private readonly db: SqlClient) {}

  /** These were shown to the asker. Where its looks count, each does once a day. */
  note(asker: string, ids: readonly string[], counts: boolean): void {
    for (const id of this.today.add(asker, ids)) if (counts) this.add(id, 1);
  }

  /** Whom the asker was shown today, as far as this process knows. */
  shownTodayTo(asker: string): (id: string) => boolean {
    return this.today.to(asker);
  }

  /** How often some were shown within the last 90 days, with what this process has not written yet; who was not is missing. */
  async lately(ids: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.db.query<{ id: string; shown: number }>(LATELY, [ids]);
    const counts = new Map(rows.map(({ id, shown }) => [id, shown]));
    for (const id of ids) if (this.noted.has(id)) counts.set(id, (counts.get(id) ?? 0) + this.noted.get(id)!);
    return counts;
  }

  /** Writes what was noted; what could not be written is kept for the next time. */
  async write(): Promise<void> {
    if (this.noted.size === 0) return;
    const batch = this.noted;
    this.noted = new Map();
    try {
      await this.db.query(ADD, [[...batch.keys()], [...batch.values()]]);
    } catch (error) {
      for (const [id, shown] of batch) this.add(id, shown);
      throw error;
    }
  }

  async forgetOld(): Promise<void> {
    await this.db.query(`delete from impression where day <= current_date - ${DAYS}`);
  }

  private add(id: string, shown: number): void {
    this.noted.set(id, (this.noted.get(id) ?? 0) + shown);
  }
}
