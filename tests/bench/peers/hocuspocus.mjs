// Hocuspocus as its documentation sets it up with a database. STORING: 'every change' holds nothing back; anything else leaves its defaults.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  ...(process.env.STORING === 'every change' ? { debounce: 0, maxDebounce: 0 } : {}),
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const { rows } = await pool.query('select data from hocuspocus_document where name = $1', [documentName]);
        return rows[0] ? new Uint8Array(rows[0].data) : null;
      },
      store: async ({ documentName, state }) => {
        await pool.query(
          'insert into hocuspocus_document (name, data) values ($1, $2) on conflict (name) do update set data = excluded.data',
          [documentName, state],
        );
      },
    }),
  ],
});

await server.listen();
console.log(`listening on ${server.httpServer.address().port}`);
