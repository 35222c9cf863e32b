// npm start: installs what is missing, builds what is stale, runs the server until it is told to stop. Leaves nothing running.
import { build } from './building.mjs';
import { install } from './installation.mjs';
import { runServer, signalCode, watchSignals } from './processes.mjs';
import { node24, runScript, say, Stop } from './project.mjs';

await runScript(async () => {
  watchSignals();
  try {
    await install();
    await build();
  } catch (error) {
    // Interrupted on the way: that the tool complained of it is no news.
    if (error instanceof Stop && signalCode()) return signalCode() ?? 1;
    throw error;
  }
  if (signalCode()) return signalCode() ?? 1;
  say('starting');
  const { code } = await runServer(node24, ['--enable-source-maps', 'api/dist/main.js']);
  return code;
});
