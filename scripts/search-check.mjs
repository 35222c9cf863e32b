// npm run search:check: compares the search indexes with the database and repairs what differs; -- --dry-run only looks.
import { build } from './building.mjs';
import { install } from './installation.mjs';
import { run, watchSignals } from './processes.mjs';
import { inProject, node24, runScript } from './project.mjs';

await runScript(async () => {
  watchSignals();
  await install();
  await build('api');
  const { code } = await run(node24, ['--enable-source-maps', inProject('api/dist/search-check.js'), ...process.argv.slice(2)]);
  return code;
});
