import type { ActivityLine } from './activity-days.ts';

const MOST_LINES = 200;
/** Events that come within this time are shown together: a burst is one change of the page, and one announcement. */
const TOGETHER_MS = 400;

/** The stream of events on a page: newest first, each once, whether it came with the page, live, or after a gap. */
export class ActivityFeed {
  lines = $state.raw<readonly ActivityLine[]>([]);
  /** Held back while somebody reads. */
  held = $state.raw<readonly ActivityLine[]>([]);
  paused = $state(false);
  private arrived: ActivityLine[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lines: readonly ActivityLine[]) {
    this.lines = lines;
  }

  /** An event of the subscription. */
  arrive(line: ActivityLine): void {
    this.arrived.push(line);
    this.timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  /** The newest page of the list as it is now: fills what a lost connection missed, and renames. */
  catchUp(lines: readonly ActivityLine[]): void {
    if (this.paused)
      this.held = merged(
        this.held,
        lines.filter((line) => !this.lines.some(({ id }) => id === line.id)),
      );
    else this.lines = merged(this.lines, lines);
  }

  pause(): void {
    this.paused = true;
  }

  goOn(): void {
    this.flush();
    this.paused = false;
    this.lines = merged(this.lines, this.held);
    this.held = [];
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const arrived = this.arrived;
    this.arrived = [];
    if (this.paused) this.held = merged(this.held, arrived);
    else this.lines = merged(this.lines, arrived);
  }
}

/** Ids are in the order of time (UUID version 7), so they sort the stream. */
function merged(known: readonly ActivityLine[], others: readonly ActivityLine[]): ActivityLine[] {
  const byId = new Map([...known, ...others].map((line) => [line.id, line]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MOST_LINES);
}
