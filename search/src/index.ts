/** The organisation index: what is indexed, who may find it, the port and its two engines. */
export * from './audience.ts';
export { BadCursor, SORTS, type Sort } from './cursor.ts';
export * from './document.ts';
export * from './filter.ts';
export * from './fold.ts';
export * from './outbox.ts';
export * from './port.ts';
export * from './query.ts';
export * from './reconcile.ts';
export type { SqlClient } from './sql-client.ts';
export { CopiedSearch } from './copy/copied-search.ts';
export { PostgresSearch } from './postgres/postgres-search.ts';
export { SEARCH_SCHEMA_SQL } from './postgres/schema.sql.ts';
export { MeilisearchSearch } from './meilisearch/meilisearch-search.ts';
