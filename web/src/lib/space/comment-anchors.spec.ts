import { expect, it } from 'vitest';
import { COMMANDS, pair, paragraph, settle, type Writer } from './editors-without-page.ts';

const TEXT = [paragraph('Alpha beta gamma delta.'), paragraph('And gamma once more.')];

function commented(words: string): { emre: Writer; sofia: Writer } {
  const { emre, sofia } = pair(TEXT);
  const marked = [emre.comment(words)];
  for (const writer of [emre, sofia]) {
    writer.marked = marked;
    // Both hear of the thread.
    writer.goTo('Alpha');
    writer.type('!');
    settle([emre, sofia]);
  }
  return { emre, sofia };
}

/** What both show, and somebody who opens the text now. */
async function all(emre: Writer, sofia: Writer, id: string): Promise<(string | null)[]> {
  settle([emre, sofia]);
  const later = pair([]).emre;
  later.marked = emre.marked;
  later.read(emre);
  return Promise.all([emre, sofia, later].map((writer) => writer.shown(id)));
}

const SAME = (words: string | null): (string | null)[] => [words, words, words];

it.each(['heading', 'list', 'quote', 'code'] as const)(
  'a comment stays at its words when their paragraph becomes a %s',
  async (command) => {
    const { emre, sofia } = commented('gamma');
    sofia.goTo('beta');
    expect(COMMANDS[command]).toBeDefined();
    expect(sofia.do(command)).toBe(true);
    expect(await all(emre, sofia, 'gamma')).toEqual(SAME('gamma'));
  },
);

it('a comment goes along with words that Enter takes to the next paragraph, and back', async () => {
  const { emre, sofia } = commented('gamma');
  sofia.goTo('beta ');
  sofia.do('split');
  expect(await all(emre, sofia, 'gamma')).toEqual(SAME('gamma'));
  sofia.goTo('gamma', 'before');
  sofia.do('join');
  expect(await all(emre, sofia, 'gamma')).toEqual(SAME('gamma'));
});

it('a comment says that its words are gone when they are, and finds them when undo brings them back', async () => {
  const { emre, sofia } = commented('delta');
  emre.pause();
  emre.takeOut('delta');
  expect(await all(emre, sofia, 'delta')).toEqual(SAME(null));
  emre.undo();
  expect(await all(emre, sofia, 'delta')).toEqual(SAME('delta'));
});

it('of several equal words the nearest are meant', async () => {
  const { emre, sofia } = commented('gamma');
  sofia.goTo('beta');
  sofia.do('heading');
  settle([emre, sofia]);
  sofia.goTo('more');
  sofia.do('quote');
  settle([emre, sofia]);
  for (const writer of [emre, sofia]) expect(await writer.shownIn('gamma')).toContain('beta');
});
