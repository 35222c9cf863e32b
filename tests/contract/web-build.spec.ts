import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WEB_BUILD } from '../support/browser.ts';

/** What Yjs says when it finds another copy of itself in the process. */
const SECOND_YJS = 'Yjs was already imported';

it('the pages use the server’s Yjs and bring none of their own', () => {
  const server = join(WEB_BUILD, 'server');
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const sources = new Map(files.map((file) => [file, readFileSync(join(server, file), 'utf8')]));
  expect([...sources].filter(([, source]) => source.includes(SECOND_YJS)).map(([file]) => file)).toEqual([]);
  expect([...sources.values()].some((source) => /from ['"]yjs['"]/.test(source))).toBe(true);
});
