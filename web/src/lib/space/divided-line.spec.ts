/** Somebody writes in a line while another divides it with Enter: the cursor and the letters go with the words they were typed among. */
import { expect, it } from 'vitest';
import { list, pair, paragraph, settle, Writer } from './editors-without-page.ts';
import { agree } from './rescue-cases.ts';

const LINE = 'Alpha beta gamma delta.';
const WORDS = ' lenas long words';

const heading = (words: string): object => ({ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: words }] });

/** Enter, behind some words. */
function divide(writer: Writer, ...behind: readonly string[]): void {
  for (const words of behind) {
    writer.goTo(words);
    expect(writer.do('splitItem') || writer.do('split')).toBe(true);
  }
}

/** How far the words are known to who presses Enter, and how far they are typed when that arrives. */
const SPLITS = [0, 1, 6, WORDS.length]
  .flatMap((typed) => [0, 1, 4, typed].map((known) => ({ known, typed })))
  .filter(({ known, typed }) => known <= typed);

/** `enter`: behind which words. */
function typedMeanwhile(
  content: readonly object[],
  behind: string,
  enter: readonly string[],
  { known, typed }: (typeof SPLITS)[number],
): string {
  const { emre, sofia } = pair(content);
  const type = (letters: string): void => [...letters].forEach((letter) => emre.type(letter));
  emre.goTo(behind);
  type(WORDS.slice(0, known));
  emre.send();
  while (sofia.waiting.length > 0) sofia.receive();
  type(WORDS.slice(known, typed));
  divide(sofia, ...enter);
  sofia.send();
  while (emre.waiting.length > 0) emre.receive();
  type(WORDS.slice(typed));
  settle([emre, sofia]);
  return agree(emre, sofia);
}

/** Where the words go on, behind which words Enter is pressed, and what may come of it: all that was typed is in one line. */
const CASES: readonly [string, readonly object[], string, readonly string[], ...string[]][] = [
  ['in a paragraph', [paragraph(LINE)], 'gamma', ['Alpha'], `paragraph(Alpha) paragraph( beta gamma${WORDS} delta.)`],
  ['at its end', [paragraph(LINE)], 'delta.', ['Alpha'], `paragraph(Alpha) paragraph( beta gamma delta.${WORDS})`],
  ['twice before', [paragraph(LINE)], 'gamma', ['Alpha', 'beta'], `paragraph(Alpha) paragraph( beta) paragraph( gamma${WORDS} delta.)`],
  ['twice around', [paragraph(LINE)], 'beta', ['Alpha', 'gamma'], `paragraph(Alpha) paragraph( beta${WORDS} gamma) paragraph( delta.)`],
  ['in a short rest', [paragraph('Alpha be')], 'be', ['Alpha'], `paragraph(Alpha) paragraph( be${WORDS})`],
  ['behind', [paragraph(LINE)], 'beta', ['gamma'], `paragraph(Alpha beta${WORDS} gamma) paragraph( delta.)`],
  [
    'exactly there',
    [paragraph(LINE)],
    'beta',
    ['beta'],
    `paragraph(Alpha beta${WORDS}) paragraph( gamma delta.)`,
    `paragraph(Alpha beta) paragraph(${WORDS} gamma delta.)`,
  ],
  [
    'at the very end',
    [paragraph(LINE)],
    'delta.',
    ['delta.'],
    `paragraph(${LINE}${WORDS}) paragraph()`,
    `paragraph(${LINE}) paragraph(${WORDS})`,
  ],
  ['in words that come again', [paragraph('na na na na na')], 'na na na', ['na na'], `paragraph(na na) paragraph( na${WORDS} na na)`],
  [
    'in an item',
    [list(LINE, 'Omega')],
    'gamma',
    ['Alpha'],
    `bulletList(listItem(paragraph(Alpha)) listItem(paragraph( beta gamma${WORDS} delta.)) listItem(paragraph(Omega)))`,
  ],
  [
    'in a heading',
    [heading(LINE), paragraph('Omega')],
    'gamma',
    ['Alpha'],
    `heading(Alpha) heading( beta gamma${WORDS} delta.) paragraph(Omega)`,
  ],
];

it.each(CASES)('Enter %s', (_, content, behind, enter, ...whole) => {
  for (const split of SPLITS) expect(whole, JSON.stringify(split)).toContain(typedMeanwhile(content, behind, enter, split));
});

it('Enter before a line moves nothing in it', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  emre.goTo('beta');
  sofia.goTo('Alpha', 'before');
  sofia.do('split');
  settle([emre, sofia]);
  emre.type(' lena');
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph() paragraph(Alpha beta lena gamma delta.)');
});

it('what was selected goes along as it was', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  emre.select('beta ', 'gamma');
  divide(sofia, 'Alpha');
  settle([emre, sofia]);
  emre.type('lena');
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Alpha) paragraph( beta lena delta.)');
});

/** Written without network, while the other presses Enter. */
function apart(content: readonly object[], away: (emre: Writer) => void, here: (sofia: Writer) => void): { emre: Writer; sofia: Writer } {
  const { emre, sofia } = pair(content);
  emre.disconnect();
  away(emre);
  here(sofia);
  sofia.send();
  emre.connect();
  settle([emre, sofia]);
  return { emre, sofia };
}

it('words without network at several places of a line go to their own, with their marks', () => {
  const { emre, sofia } = apart(
    [paragraph(LINE)],
    (writer) => {
      writer.goTo('Alpha');
      writer.type('1');
      writer.goTo('beta');
      writer.type('22');
      writer.mark('22', 'bold');
      writer.goTo('delta.');
      writer.type('333');
    },
    (writer) => divide(writer, 'Alpha', 'gamma'),
  );
  expect(agree(emre, sofia)).toBe('paragraph(Alpha1) paragraph( betabold(22) gamma) paragraph( delta.333)');
  expect(emre.moved).toEqual([]);
});

it('words go along when who pressed Enter wrote on around them, and stay when nothing says where they belong', () => {
  const words = 'Alpha beta gamma, and a long rest of a line.';
  const typed = (writer: Writer): void => {
    writer.goTo('a long ');
    writer.type('lena ');
  };
  const { emre, sofia } = apart([paragraph(words)], typed, (writer) => {
    divide(writer, 'Alpha');
    writer.type('So:');
    writer.goTo('line.');
    writer.type(' Yes.');
  });
  expect(agree(emre, sofia)).toBe('paragraph(Alpha) paragraph(So: beta gamma, and a long lena rest of a line. Yes.)');
  const other = apart([paragraph(words)], typed, (writer) => {
    writer.takeOut(' beta gamma, and a long rest of a line.');
    divide(writer, 'Alpha');
    writer.type('Another line.');
  });
  expect(agree(other.emre, other.sofia)).toBe('paragraph(Alphalena ) paragraph(Another line.)');
});

it('of words that somebody knew and left, when they took out what was around them, none goes anywhere', () => {
  const { emre, sofia } = pair([paragraph('')]);
  emre.goToPosition(1);
  emre.type('Oh Alpha beta gamma delta epsilon.');
  settle([emre, sofia]);
  emre.disconnect();
  sofia.takeOut('Alpha ');
  divide(sofia, 'gamma');
  sofia.type('Alpha ');
  sofia.send();
  emre.connect();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Oh beta gamma) paragraph(Alpha  delta epsilon.)');
});

it('a third person writes at the same place, and each brings their own', () => {
  const { server, emre, sofia } = pair([paragraph(LINE)]);
  const deniz = new Writer(server);
  deniz.connect();
  for (const [writer, words] of [
    [emre, ' lena'],
    [deniz, ' deniz'],
  ] as const) {
    writer.goTo('beta');
    writer.type(words);
  }
  emre.send();
  divide(sofia, 'Alpha');
  sofia.send();
  settle([emre, sofia, deniz]);
  emre.type('1');
  deniz.type('2');
  settle([emre, sofia, deniz]);
  expect(agree(emre, sofia, deniz)).toMatch(/^paragraph\(Alpha\) paragraph\( beta (lena1 deniz2|deniz2 lena1) gamma delta\.\)$/);
});

it('two windows of one person take the same words along once', () => {
  const { server, emre, sofia } = pair([paragraph(LINE)]);
  emre.disconnect();
  emre.goTo('gamma');
  emre.type(' lena');
  const second = new Writer(server, emre.left);
  divide(sofia, 'Alpha');
  sofia.send();
  for (const window of [emre, second]) window.hear();
  for (const window of [emre, second]) window.connect();
  settle([emre, second, sofia]);
  expect(agree(emre, second, sofia)).toBe('paragraph(Alpha) paragraph( beta gamma lena delta.)');
});

it('the Enter that is taken back keeps what the other wrote behind it', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  sofia.pause();
  emre.goTo('gamma');
  emre.type(' lena');
  divide(sofia, 'Alpha');
  sofia.send();
  settle([emre, sofia]);
  emre.type(' ever');
  settle([emre, sofia]);
  sofia.undo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Alpha beta gamma delta.) paragraph(lena ever )');
});

it('undo takes back what was taken along as one of the steps it was written in, and redo brings it back there', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  emre.pause();
  emre.goTo('gamma');
  emre.type(' lena');
  divide(sofia, 'Alpha');
  sofia.send();
  settle([emre, sofia]);
  emre.undo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Alpha) paragraph( beta gamma delta.)');
  emre.redo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(Alpha) paragraph( beta gamma lena delta.)');
});

it('the same when it was taken along later than its step', () => {
  const { emre, sofia } = pair([paragraph(LINE)]);
  emre.pause();
  emre.goTo('gamma');
  emre.type(' lena');
  emre.pause();
  divide(sofia, 'Alpha');
  sofia.send();
  settle([emre, sofia]);
  for (const way of ['undo', 'redo'] as const) {
    emre[way]();
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe(`paragraph(Alpha) paragraph( beta gamma${way === 'redo' ? ' lena' : ''} delta.)`);
  }
});
