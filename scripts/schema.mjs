// npm run schema: writes the contract files again after the API changed.
import { emitSchema } from './emitted-schema.mjs';
import { install } from './installation.mjs';
import { watchSignals } from './processes.mjs';
import { inProject, runScript, say } from './project.mjs';

await runScript(async () => {
  watchSignals();
  await install();
  await emitSchema(inProject('schema'));
  say('wrote the contract files in schema/; look at the difference before you commit it');
  return 0;
});
