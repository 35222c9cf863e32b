/** What the adapters need of PostgreSQL: `pg.Pool`, `pg.Client` and `pg.PoolClient` all are one. Placeholders are $1, $2 … */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
