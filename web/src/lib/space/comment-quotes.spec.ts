import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { expect, it } from 'vitest';
import { exactRange, quotedRange } from './comment-quotes.ts';
import { paragraph } from './editors-without-page.ts';
import { proseExtensions } from './prose-extensions.ts';

const schema = getSchema(proseExtensions({ named: () => undefined, somebody: '…', drawn: new Set() }));
const textOf = (...lines: string[]): Node => schema.nodeFromJSON({ type: 'doc', content: lines.map(paragraph) });

/** What is found for a quote when nobody knows where it stood. */
function found(quote: string, ...lines: string[]): string | null {
  const doc = textOf(...lines);
  const range = quotedRange(doc, quote, null);
  return range && doc.textBetween(range.from, range.to, '|');
}

it.each([
  ['words put in between', 'volunteers leave', 'Our volunteers and members leave.', 'volunteers and members leave'],
  ['a line begun between', 'volunteers leave', 'Our volunteers and|members leave.', 'volunteers and|members leave'],
  ['a word gone', 'our volunteers leave every summer', 'And our volunteers leave in summer.', 'our volunteers leave in summer'],
  ['other marks between', 'volunteers leave, and return', 'Our volunteers leave and return.', 'volunteers leave and return'],
  [
    'letters of any script',
    'gönüllülerimiz her yaz ayrılıyor',
    'Gençler: gönüllülerimiz maalesef her yaz ayrılıyor.',
    'gönüllülerimiz maalesef her yaz ayrılıyor',
  ],
  ['another sentence before it', 'volunteers leave', 'The volunteers seldom leave. Our volunteers do leave.', 'volunteers do leave'],
  ['the closer of two first words', 'volunteers leave', 'The volunteers, our volunteers often leave.', 'volunteers often leave'],
])('finds words that were changed: %s', (_what, quote, text, expected) => {
  expect(found(quote, ...text.split('|'))).toBe(expected);
});

it.each([
  ['one word', 'volunteers', 'Our volunteer leaves.'],
  ['two short words', 'we go', 'we never go'],
  ['one of two words', 'volunteers leave', 'Our volunteers stay.'],
  ['another order', 'volunteers leave every summer', 'Every summer volunteers, every leave.'],
  ['fewer than two thirds', 'our volunteers leave every summer', 'our partners leave every summer, our volunteers stay'],
  [
    'more in between than the words themselves',
    'volunteers leave',
    'Volunteers arrive: volunteers who are new here write to those who leave.',
  ],
  ['parts of other words', 'old volunteers leave', 'oldest volunteers leaves'],
  ['nothing but marks', '… –', 'a … b –'],
])('does not take for the quote what is only alike: %s', (_what, quote, text) => {
  expect(found(quote, text)).toBe(null);
});

it.each([
  ['of many words', (at: number) => `v${at % 3001} w${at % 4003} in the x${at % 5009}, `],
  ['that says the same again and again', (at: number) => `our volunteers from place ${at % 50} write down what they need, `],
])('costs no turn that is noticed beside the exact search in a long text %s, when many conversations lost their words', (_what, words) => {
  const lines = Array.from({ length: 250 }, (_, at) =>
    Array.from({ length: 24 }, (_, part) => words(at * 24 + part))
      .join('')
      .slice(0, 420),
  );
  const quotes = lines.slice(0, 50).map((line) => line.slice(20, 90).replace(' ', ' added '));
  const kept = lines.map(paragraph).map((line) => schema.nodeFromJSON(line));
  const took = (search: typeof exactRange): number => {
    const began = performance.now();
    for (let turn = 0; turn < 3; turn += 1) {
      // One line is changed at every key; the others are the same still.
      const text = schema.node('doc', null, kept.with(turn, schema.nodeFromJSON(paragraph(`${lines[turn]} ${search.name}`))));
      for (const quote of quotes) search(text, quote, null);
    }
    return performance.now() - began;
  };
  const [exact, changed] = [exactRange, quotedRange].map((search) => Math.min(took(search), took(search), took(search)));
  // Measured: 13, and 35 to 64 beside other work.
  expect(changed).toBeLessThan(exact! * 150);
});
