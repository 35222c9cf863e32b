import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Programs of their own: the server, the script that writes the contract files, and every worker thread (`*.worker.ts`). */
const programs = {
  main: here('src/main.ts'),
  'emit-schema': here('src/emit-schema.ts'),
  ...Object.fromEntries(globSync('src/**/*.worker.ts', { cwd: here('.') }).map((file) => [basename(file, '.ts'), here(file)])),
};

/** In the source a worker lies beside its room; in the build all programs lie side by side. */
const workersSideBySide: Plugin = {
  name: 'kopru-workers',
  enforce: 'pre',
  transform: (code) => ({
    code: code.replace(
      /new URL\((['"])\.{1,2}\/[^'"]*?([\w.-]+\.worker)\.ts\1, import\.meta\.url\)/g,
      "new URL('./$2.js', import.meta.url)",
    ),
    map: null,
  }),
};

/**
 * Packages from npm stay where they are and are loaded by Node, so that there is one copy of graphql; our workspaces are bundled,
 * because Node runs neither decorators nor TypeScript below node_modules.
 */
export default defineConfig({
  plugins: [workersSideBySide],
  ssr: { noExternal: [/^@kopru\//] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    rollupOptions: { input: programs, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
});
