import type { Actor } from '../access/actor.ts';
import { ACCESS_CHANGED_TOPIC } from '../organisation/organisation.events.ts';
import type { Live } from './live.ts';

interface Watcher {
  readonly actor: Actor;
  freshActor(): Promise<Actor>;
}

const STALE_MS = 1000;

/**
 * A subscription's events for as long as `allowed` holds: asked again when it begins, when the person's access changes and, at most once a
 * second, before an event. When it no longer holds the stream ends; nothing is delivered after.
 */
export async function* whileAllowed<Payload>(
  live: Live,
  watcher: Watcher,
  source: AsyncGenerator<Payload, void, void>,
  allowed: (actor: Actor) => boolean | Promise<boolean>,
): AsyncGenerator<Payload, void, void> {
  let checkedAt = Date.now();
  let over = false;
  const check = async (): Promise<boolean> => {
    checkedAt = Date.now();
    if (!over && !(await allowed(await watcher.freshActor()))) over = true;
    return !over;
  };
  const ask = (): void =>
    void check().then(
      (fine) => (fine ? undefined : source.return()),
      () => source.return(),
    );
  const stop = live.listen<{ personId: string }>(ACCESS_CHANGED_TOPIC, ({ personId }) => {
    if (personId === watcher.actor.personId) ask();
  });
  // What ended between the asking at the door and now was announced before anybody listened.
  ask();
  try {
    for await (const payload of source) {
      if (over || (Date.now() - checkedAt > STALE_MS && !(await check()))) return;
      yield payload;
    }
  } finally {
    stop();
    await source.return();
  }
}
