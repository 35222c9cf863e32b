import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Installs what the benches measure beside, when the package asked for is not there yet. */
export function installPeers(wanted: string): void {
  const peers = fileURLToPath(new URL('peers', import.meta.url));
  if (existsSync(`${peers}/node_modules/${wanted}`)) return;
  console.log('Installing what is measured beside (once) …');
  execFileSync('npm', ['ci', '--silent'], { cwd: peers, stdio: 'inherit' });
}
