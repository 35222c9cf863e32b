import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Installs what rounds are measured beside, on first use. */
export function installPeers(): void {
  const peers = fileURLToPath(new URL('../peers', import.meta.url));
  if (existsSync(`${peers}/node_modules/munkres`)) return;
  console.log('Installing what the bench measures beside …');
  execFileSync('npm', ['ci', '--silent'], { cwd: peers, stdio: 'inherit' });
}
