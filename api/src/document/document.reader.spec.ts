import { describe, expect, it } from 'vitest';
import { ResyncNeeded } from '../live/live.ts';
import { Reader } from './document.reader.ts';

interface Numbered {
  readonly number: number;
  readonly bytes: number;
}
const event = (number: number, bytes = 1): Numbered => ({ number, bytes });
const numbers = (count: number, from = 1): Numbered[] => Array.from({ length: count }, (_, index) => event(from + index));

function newReader(): { reader: Reader<Numbered>; closed: () => boolean } {
  let closed = false;
  return { reader: new Reader<Numbered>('ada', () => (closed = true)), closed: () => closed };
}

async function take(reader: Reader<Numbered>, count: number): Promise<unknown[]> {
  const events = reader.events();
  const taken: unknown[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    taken.push(done ? 'done' : value instanceof Error ? value : value.number);
  }
  return taken;
}

describe('a reader', () => {
  it('gets the first event, then what it does not know yet, in order', async () => {
    const { reader } = newReader();
    reader.push(numbers(5));
    reader.begin(event(3), ({ number }) => number > 3);
    reader.push([event(2), event(6)]);
    expect(await take(reader, 4)).toEqual([3, 4, 5, 6]);
  });

  it('that is too slow is told to resync and is done, with nothing kept for it', async () => {
    for (const flood of [numbers(1001), numbers(5).map(({ number }) => event(number, 1024 * 1024))]) {
      const { reader, closed } = newReader();
      reader.push(flood);
      expect(closed()).toBe(true);
      reader.push(numbers(5));
      expect(await take(reader, 2)).toEqual([expect.any(ResyncNeeded), 'done']);
    }
  });

  it('that keeps up may read for ever', async () => {
    const { reader, closed } = newReader();
    const events = reader.events();
    for (let round = 0; round < 50; round += 1) {
      reader.push(numbers(100, round * 100).map(({ number }) => event(number, 40_000)));
      for (let read = 0; read < 100; read += 1) await events.next();
    }
    expect(closed()).toBe(false);
  });

  it('that leaves while it waits is closed at once', async () => {
    const { reader, closed } = newReader();
    const events = reader.events();
    const waiting = events.next();
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(closed()).toBe(true);
    await reader.closed;
  });

  it('that is ended with a reason gets the reason and not what waited', async () => {
    const { reader } = newReader();
    reader.push(numbers(3));
    const reason = new Error('no longer yours');
    reader.end(reason);
    reader.end(new Error('again'));
    expect(await take(reader, 2)).toEqual([reason, 'done']);
  });
});
