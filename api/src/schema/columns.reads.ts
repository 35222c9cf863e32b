import type { SqlClient } from '../database/database.ts';

/** One column of the database: `table` carries its schema in front unless that is `public`. */
export interface Column {
  readonly table: string;
  readonly column: string;
}

/** Every column that the migrations made, in the order of its table; the ledger of migrations itself is left out. */
export async function columnsOf(db: SqlClient): Promise<Column[]> {
  const { rows } = await db.query<Column>(
    `select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as "table", a.attname as "column"
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
       and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'mikro_orm_migrations'
     order by (n.nspname <> 'public'), n.nspname collate "C", c.relname collate "C", a.attnum`,
  );
  return rows;
}
