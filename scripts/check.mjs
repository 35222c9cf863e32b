// npm run check: all checks, no tests.
import { runChecks } from './checks.mjs';
import { install } from './installation.mjs';
import { signalCode, watchSignals } from './processes.mjs';
import { runScript } from './project.mjs';

await runScript(async () => {
  watchSignals();
  await install();
  const { passed, failed } = await runChecks();
  if (signalCode()) return signalCode() ?? 1;
  console.log(`\n${passed} passed, ${failed} failed, 0 skipped`);
  return failed > 0 ? 1 : 0;
});
