import { hash, randomBytes } from 'node:crypto';
import { DAY } from './values.ts';

/** So many are remembered of what one organisation was shown in a day: five pages. More has no weight in who is seldom seen. */
const MOST_SHOWN = 50;

/** Beyond so many organisations that look in a day, the one that came first is forgotten. */
const MOST_ASKERS = 10_000;

const newKey = (): string => randomBytes(32).toString('base64url');

const today = (): number => Math.floor(Date.now() / DAY);

/**
 * Who was shown to whom today, as far as is needed to count it once and to show somebody else the next time: hashes under a key that nobody else has, in the memory of this process
 * only. The key and all hashes are thrown away at midnight (UTC).
 */
export class ShownToday {
  private day = today();
  private key = newKey();
  private askers = new Map<number, Set<number>>();

  /** Those of some that the asker was not shown yet today; from now on they were. None beyond fifty a day. */
  add(asker: string, ids: readonly string[]): string[] {
    const seen = this.seenBy(asker) ?? this.begin(asker);
    return ids.filter((id) => {
      const hash = this.hash(`${asker}:${id}`);
      if (seen.has(hash) || seen.size >= MOST_SHOWN) return false;
      seen.add(hash);
      return true;
    });
  }

  /** Whom the asker was shown today until now: everybody, once there were fifty. */
  to(asker: string): (id: string) => boolean {
    const seen = this.seenBy(asker);
    if (!seen) return () => false;
    return (id) => seen.size >= MOST_SHOWN || seen.has(this.hash(`${asker}:${id}`));
  }

  private seenBy(asker: string): Set<number> | undefined {
    if (this.day !== today()) {
      this.day = today();
      this.key = newKey();
      this.askers.clear();
    }
    return this.askers.get(this.hash(asker));
  }

  private begin(asker: string): Set<number> {
    const [first] = this.askers.keys();
    if (first !== undefined && this.askers.size >= MOST_ASKERS) this.askers.delete(first);
    const seen = new Set<number>();
    this.askers.set(this.hash(asker), seen);
    return seen;
  }

  private hash(text: string): number {
    return parseInt(hash('sha256', `${this.key}:${text}`).slice(0, 12), 16);
  }
}
