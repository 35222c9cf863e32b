import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';

const BUILD = fileURLToPath(new URL('../../.build', import.meta.url));

/**
 * The program CHROMIUM_PATH names, or the Chromium that npm brought, unpacked once per version into `.build`. By itself it would be unpacked
 * into the machine's one temporary folder, where another user's, an older or a half-written one may lie.
 */
export async function chromiumPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  const home = join(BUILD, `chromium-${version()}`);
  const program = join(home, 'chromium');
  if (existsSync(program)) return program;
  mkdirSync(BUILD, { recursive: true });
  const draft = mkdtempSync(join(BUILD, 'chromium-draft-'));
  await unpackInto(draft);
  try {
    renameSync(draft, home);
  } catch (error) {
    // Another worker was faster.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}

/** The package knows no other way to say where. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await sparticuz.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function version(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFile = join(entry.slice(0, entry.lastIndexOf('build')), 'package.json');
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
}
