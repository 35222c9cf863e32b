import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const globalSetup = path('tests/support/global-setup.ts');

/**
 * graphql refuses objects made by a second copy of itself ("another realm"). Vite would choose index.mjs for our sources while Node
 * chooses index.js for our dependencies, so our sources are pointed at the file that Node chooses.
 */
const oneGraphql = [{ find: /^graphql$/, replacement: path('node_modules/graphql/index.js') }];

/** Tests of the whole server share one PostgreSQL and one browser, which the global setup starts. */
const wholeServer = {
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // What is waited for may take its time on a busy machine; that it never comes is what fails.
  expect: { poll: { timeout: 15_000 } },
  globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
};

/** What a socket that breaks while it is being opened fails with. */
const BROKEN_LINE = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

export default defineConfig({
  resolve: { alias: oneGraphql },
  test: {
    // The fault suite kills servers on purpose; graphql-ws then keeps a promise of a socket that nobody holds any more. Everything else counts.
    onUnhandledError: (error) => {
      const cause = (error as { error?: { code?: string } }).error;
      return cause?.code && BROKEN_LINE.includes(cause.code) ? false : undefined;
    },
    projects: [
      {
        extends: true,
        test: {
          ...wholeServer,
          name: 'unit',
          include: ['{schema,search,api}/src/**/*.spec.ts', 'tests/support/**/*.spec.ts', 'scripts/*.spec.ts'],
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false })],
        test: { name: 'unit-web', environment: 'node', include: ['web/src/**/*.spec.ts'] },
      },
      { extends: true, test: { ...wholeServer, name: 'contract', include: ['tests/contract/**/*.spec.ts'] } },
      { extends: true, test: { ...wholeServer, name: 'journeys', include: ['tests/journeys/**/*.spec.ts'], testTimeout: 120_000 } },
      { extends: true, test: { ...wholeServer, name: 'faults', include: ['tests/faults/**/*.spec.ts'] } },
    ],
  },
});
