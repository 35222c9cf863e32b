import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Programs of their own: the server, the scripts that write the contract files and check the indexes, and every worker thread (`*.worker.ts`).
 * In the build they lie side by side, so a worker is found as `./name.worker.js` beside the file that starts it.
 */
const programs = {
  main: here('src/main.ts'),
  'emit-schema': here('src/emit-schema.ts'),
  'search-check': here('src/search-check.ts'),
  ...Object.fromEntries(globSync('src/**/*.worker.ts', { cwd: here('.') }).map((file) => [basename(file, '.ts'), here(file)])),
};

/**
 * Packages from npm stay where they are and are loaded by Node, so that there is one copy of graphql; our workspaces are bundled,
 * because Node runs neither decorators nor TypeScript below node_modules.
 */
export default defineConfig({
  ssr: { noExternal: [/^@kopru\//] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    sourcemap: true,
    rollupOptions: { input: programs, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
});
