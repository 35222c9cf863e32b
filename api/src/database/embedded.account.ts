import { execFileSync, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** How to run a command as the system account that owns the database: PostgreSQL refuses to run as root. */
export interface Account {
  /** undefined: as the user we are. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Words to put before the command. When not empty, they drop root themselves and uid and gid are not given to spawn. */
  readonly prefix: readonly string[];
}

/** What the account must be able to use: a program, a folder to read and a folder to work in. All absolute. */
export interface Needs {
  readonly program: string;
  readonly readable: string;
  readonly folder: string;
}

/** The capabilities that open folders, the smaller one first; containers usually grant only the second. */
const PASSING = ['dac_read_search', 'dac_override'];

/** no_setuid_fixup: without it access(2), by which initdb looks for its programs, overlooks capabilities. */
const passingPrefix = (uid: number, gid: number, capability: string): string[] => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--securebits=+no_setuid_fixup',

  `--inh-caps=-all,+${capability}`,
  `--ambient-caps=-all,+${capability}`,
  '--',
];

const ourselves: Account = { uid: undefined, gid: undefined, prefix: [] };

/**
 * As anybody but root: ourselves. As root: the owner of an existing cluster, else `postgres` (created when missing), else `nobody`.
 * When that account may not enter the folders (a clone below /root), it keeps one capability to pass them, by setpriv.
 * Throws a sentence that says what to do.
 */
export function databaseAccount(cluster: string, needs: Needs): Account {
  if (userInfo().uid !== 0) return ourselves;
  const { uid, gid } = ownerOf(cluster) ?? systemAccount();
  const plain: Account = { uid, gid, prefix: [] };
  if (reaches(plain, needs)) return plain;
  for (const capability of PASSING) {
    const passing: Account = { uid, gid, prefix: passingPrefix(uid, gid, capability) };
    if (reaches(passing, needs)) return passing;
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account it would use (uid ${uid}) may not enter ${needs.folder} or ${needs.program}. ` +
      'Put the project in a folder that others may enter, start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Options and words for spawn that run `command` as the account. */
export function asAccount(account: Account, command: string, args: readonly string[]) {
  const [first, ...rest] = [...account.prefix, command, ...args];
  const identity = account.prefix.length > 0 ? {} : { uid: account.uid, gid: account.gid };
  return { command: first ?? command, args: rest, options: { ...identity, cwd: '/', env: plainEnvironment } };
}

/** Nothing of ours: secrets do not belong in the environment of a process of another user, and PG* variables would change its ways. */
const plainEnvironment = { PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function reaches(account: Account, needs: Needs): boolean {
  const script = 'test -x "$1" && test -r "$2" && test -x "$3"';
  const { command, args, options } = asAccount(account, 'sh', ['-c', script, 'sh', needs.program, needs.readable, needs.folder]);
  return spawnSync(command, args, { ...options, stdio: 'ignore' } as SpawnSyncOptions).status === 0;
}

function ownerOf(cluster: string): { uid: number; gid: number } | null {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null;
}

function systemAccount(): { uid: number; gid: number } {
  const account = lookUp('postgres') ?? create('postgres') ?? lookUp('nobody');
  if (!account)
    throw new Error(
      'PostgreSQL does not run as root, and no account "postgres" could be made. Start as an ordinary user, or set DATABASE_URL.',
    );
  return account;
}

function lookUp(name: string): { uid: number; gid: number } | null {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

function create(name: string): { uid: number; gid: number } | null {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  return lookUp(name);
}
