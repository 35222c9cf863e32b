import { forgetOtherEngines } from '../directory/index-keeper.ts';
import type { FaultLog } from '../server/format-error.ts';
import type { Services } from '../services.ts';

/** Work that no request waits for. */
export async function startJobs(services: Services, log: FaultLog): Promise<{ stop(): Promise<void> }> {
  await forgetOtherEngines(
    services.db,
    services.indexKeepers.map(({ target }) => target),
  );
  await services.callFollower.follow();
  const mail = new Loop('mail', 5000, () => services.mail.sendWaiting(), log);
  services.mail.onQueued(() => mail.soon());
  const indexes = services.indexKeepers.map((keeper) => new Loop(`index ${keeper.search.engine}`, 1000, () => keeper.applyWaiting(), log));
  // Whatever was committed may have marked something; the loop looks, and finds nothing cheaply.
  services.db.onCommit(() => indexes.forEach((index) => index.soon()));
  const expiry = new Loop('invitation expiry', 30_000, () => services.invitationAnswer.expire(), log);
  const suggestions = new Loop('suggestion expiry', 30_000, () => tendSuggestions(services), log);
  const rounds = new Loop('match rounds', 3000, () => services.roundWork.workOff(), log);
  services.db.onCommit((events) => events.some(({ kind }) => kind.startsWith('MATCH_ROUND_')) && rounds.soon());
  const call = new Loop('current call', 60_000, () => services.callFollower.follow(), log);
  const confirmation = new Loop('profiles to confirm', 3_600_000, () => services.confirmation.ask(), log);
  const finds = new Loop('saved searches', 5000, () => services.savedSearchFinds.look(), log);
  const digests = new Loop('letters about what is new', 60_000, () => services.digest.send(), log);
  const impressions = new Loop('impressions', 10_000, () => services.impressions.write(), log);
  const sweep = new Loop('sweep', 6 * 3_600_000, () => tidy(services), log);
  const loops = [mail, finds, digests, confirmation, expiry, suggestions, rounds, call, impressions, sweep, ...indexes];
  return {
    stop: async () => {
      services.roundWork.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await services.impressions.write().catch((error: unknown) => log('job impressions', error));
    },
  };
}

/** Suggestions whose time is over end; those whose time is near are called to mind. */
async function tendSuggestions({ suggestionAnswer }: Services): Promise<void> {
  await suggestionAnswer.expire();
  await suggestionAnswer.remind();
}

/** What need not be soon: indexes compared with the database, old mail forgotten. */
async function tidy(services: Services): Promise<void> {
  for (const keeper of services.indexKeepers) await keeper.mend();
  await services.mail.forgetOld();
  await services.savedSearch.forgetDeleted();
  await services.impressions.forgetOld();
}

const SOON_MS = 20;
const BATCH_MS = 100;

/** Runs `work` again and again: at once when woken, else every `everyMs`; never twice at a time in one process. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private again = false;
  private busy = false;
  private woken = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly log: FaultLog,
  ) {
    this.plan(everyMs);
  }

  /**
   * Work has come up; wakes within 20 ms, so that a commit on the way is seen. Whoever calls again meanwhile puts nothing off: work comes up
   * without a pause on a busy day.
   */
  soon(): void {
    if (this.busy) this.again = true;
    else if (!this.woken) this.wake(SOON_MS);
  }

  private wake(ms: number): void {
    this.woken = true;
    this.plan(ms);
  }

  private plan(ms: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.running = this.run()), ms);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    this.busy = true;
    this.again = this.woken = false;
    try {
      await this.work();
    } catch (error) {
      this.log(`job ${this.name}`, error);
    }
    this.busy = false;
    // What came up during the work is done together with what comes up in the next moment.
    if (this.again) this.wake(BATCH_MS);
    else this.plan(this.everyMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
