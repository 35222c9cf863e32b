import { expect, it } from 'vitest';
import { COMMANDS, pair, paragraph, settle, type Writer } from './editors-without-page.ts';

const TEXT = [paragraph('Alpha beta gamma delta.'), paragraph('And gamma once more.')];

function commented(words: string, text: readonly object[] = TEXT): { emre: Writer; sofia: Writer } {
  const { emre, sofia } = pair(text);
  const marked = [emre.comment(words)];
  for (const writer of [emre, sofia]) {
    writer.marked = marked;
    // Both hear of the thread.
    writer.goToPosition(1);
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

const LEAVE = 'volunteers leave';
const LEAVING = [paragraph('Our volunteers leave every summer.'), paragraph('Their members stay, and write.')];

/** Two people at a text; the other has written within the words that are commented on. */
function writtenInto(text = LEAVING): { emre: Writer; sofia: Writer } {
  const { emre, sofia } = commented(LEAVE, text);
  for (const writer of [emre, sofia]) writer.pause();
  sofia.goTo('Our volunteers');
  sofia.type(' and members');
  settle([emre, sofia]);
  sofia.pause();
  return { emre, sofia };
}

const LEFT = 'volunteers and members leave';

it.each(['heading', 'list', 'quote', 'code'] as const)(
  'a comment stays at words that were written into, and made a %s of',
  async (command) => {
    const { emre, sofia } = writtenInto();
    expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
    expect(sofia.do(command)).toBe(true);
    expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
    sofia.undo();
    expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
    sofia.undo();
    expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEAVE));
  },
);

it('a comment goes along with words that were written into when Enter is pressed before them, and back', async () => {
  const { emre, sofia } = writtenInto();
  sofia.goTo('Our ');
  sofia.do('split');
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
  sofia.undo();
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
});

it.each(['volunteers ', 'volunteers and '])('a comment is about both lines when Enter is pressed behind “%s”', async (words) => {
  const { emre, sofia } = words === 'volunteers ' ? commented(LEAVE, LEAVING) : writtenInto();
  sofia.pause();
  sofia.goTo(words);
  sofia.do('split');
  const divided = words === 'volunteers ' ? 'volunteers |leave' : 'volunteers and |members leave';
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(divided));
  sofia.undo();
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(divided.replace('|', '')));
});

it('a comment on the last words of a line is about both lines when Enter is pressed between them', async () => {
  const { emre, sofia } = commented(LEAVE, [paragraph('Our volunteers leave'), paragraph('Their members stay.')]);
  sofia.goTo('volunteers ');
  sofia.do('split');
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME('volunteers |leave'));
});

it('a comment shows the same to both when words at its edges were taken out and came back', async () => {
  const { emre, sofia } = commented(LEAVE, LEAVING);
  for (const words of ['Our volunteers', 'leave every']) {
    sofia.pause();
    sofia.takeOut(words);
    settle([emre, sofia]);
    sofia.undo();
    expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEAVE));
  }
});

it('a comment stays at what is left of its words', async () => {
  const quote = 'volunteers leave every summer';
  const { emre, sofia } = commented(quote, LEAVING);
  sofia.takeOut('every ');
  sofia.do('heading');
  expect(await all(emre, sofia, quote)).toEqual(SAME('volunteers leave summer'));
  sofia.takeOut('volunteers ');
  sofia.do('paragraph');
  expect(await all(emre, sofia, quote)).toEqual(SAME(null));
});

it.each([
  ['before', [paragraph('Some volunteers never leave.'), paragraph(''), ...LEAVING]],
  ['behind', [...LEAVING, paragraph('Some volunteers never leave.')]],
])('a comment is not about a similar sentence %s its own', async (_side, text) => {
  const { emre, sofia } = writtenInto(text);
  sofia.do('heading');
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(LEFT));
});

it('a comment whose words were taken out is not about a similar sentence far from there', async () => {
  const far = paragraph('A line about something else altogether. '.repeat(12));
  const { emre, sofia } = commented(LEAVE, [...LEAVING, far, paragraph('Some volunteers never leave.')]);
  sofia.takeOut('Our volunteers leave every summer.');
  expect(await all(emre, sofia, LEAVE)).toEqual(SAME(null));
});

const ROTA = 'the rota is full';
const FULL = [paragraph('Every year the rota is full of gaps.'), paragraph('Nobody asks.')];

/** Letter by letter, as a person does. */
function typeAt(writer: Writer, words: string, side: 'behind' | 'before', typed: string): void {
  writer.goTo(words, side);
  for (const letter of typed) writer.type(letter);
}

it.each([
  ['before', 'In autumn, '],
  ['before', 'ttt t'],
  ['behind', ' and full'],
  ['behind', 'lll'],
] as const)('a comment is not about what somebody writes right %s its words: “%s”', async (side, typed) => {
  const { emre, sofia } = commented(ROTA, FULL);
  typeAt(sofia, ROTA, side, typed);
  expect(await all(emre, sofia, ROTA)).toEqual(SAME(ROTA));
  typeAt(emre, ROTA, side, typed);
  expect(await all(emre, sofia, ROTA)).toEqual(SAME(ROTA));
});

it('a comment on the last words of a line is not about what somebody writes on behind them', async () => {
  const { emre, sofia } = commented('asks.', FULL);
  typeAt(sofia, 'asks.', 'behind', ' Nor does anybody answer.');
  expect(await all(emre, sofia, 'asks.')).toEqual(SAME('asks.'));
});

it.each([
  ['the rota is full', 'In autumn, not all ', ' of gaps.'],
  ['the rota is full', 'In autumn, to the end, ', ' of gaps.'],
  ['our volunteers', 'More ', ' of gaps.'],
  ['our volunteers', 'More ', ''],
])('a comment goes along with “%s” when somebody writes “%s” before it and then presses Enter', async (words, typed, rest) => {
  const { emre, sofia } = commented(words, [paragraph(`As ever: ${words}${rest}`), paragraph('Nobody asks.')]);
  typeAt(sofia, words, 'before', typed);
  settle([emre, sofia]);
  sofia.do('split');
  expect(await all(emre, sofia, words)).toEqual(SAME(words));
  expect(await emre.shownIn(words)).toBe(`${words}${rest}`);
  typeAt(sofia, words, 'before', 'Also, ');
  expect(await all(emre, sofia, words)).toEqual(SAME(words));
  emre.goTo('Also', 'before');
  emre.do('join');
  expect(await all(emre, sofia, words)).toEqual(SAME(words));
  sofia.undo();
  expect(await all(emre, sofia, words)).toEqual(SAME(words));
});

it.each(['the rota is full', 'the rota is full of gaps.'])(
  'a comment is about its words “%s” and what is put among them after somebody wrote right before them',
  async (words) => {
    const { emre, sofia } = commented(words, FULL);
    typeAt(sofia, words, 'before', 'In autumn, ');
    typeAt(emre, 'rota is ', 'behind', 'now ');
    expect(await all(emre, sofia, words)).toEqual(SAME(words.replace('is', 'is now')));
  },
);

it.each([
  ['the rota', 'the raft', 'the rota is full.'],
  ['10', '12', 'And 10 more.'],
])('a comment on “%s”, made “%s” at the end of a line, is not about the same words in the next', async (words, made, next) => {
  const { emre, sofia } = commented(words, [paragraph(`As ever: ${words}`), paragraph(next)]);
  sofia.takeOut(words.slice(1));
  typeAt(sofia, `: ${words[0]}`, 'behind', made.slice(1));
  expect(await all(emre, sofia, words)).toEqual(SAME(made));
});
