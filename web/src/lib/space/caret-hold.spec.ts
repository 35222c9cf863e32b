/** Two people type at one place of a text at once, key by key: the words of each stay together. */
import { TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { list, pair, paragraph, settle, type Writer } from './editors-without-page.ts';
import { agree } from './rescue-cases.ts';

/** In turns, each letter on its way while the other types the next. */
function inTurns(writers: readonly [Writer, string][]): void {
  const most = Math.max(...writers.map(([, words]) => words.length));
  for (let at = 0; at < most; at += 1) {
    for (const [writer, words] of writers) if (words[at]) writer.type(words[at]!);
    settle(writers.map(([writer]) => writer));
  }
}

it.each([
  ['at the end of a paragraph', [paragraph('Volunteers leave.')], 'leave.', /^paragraph\(Volunteers leave\.(abcdef12345|12345abcdef)\)$/],
  ['within a word', [paragraph('Volunteers leave.')], 'lea', /^paragraph\(Volunteers lea(abcdef12345|12345abcdef)ve\.\)$/],
  ['within an item', [list('Ask them', 'Listen')], 'Ask', /listItem\(paragraph\(Ask(abcdef12345|12345abcdef) them\)\)/],
] as const)('%s', (_, content, behind, whole) => {
  for (const first of ['emre', 'sofia'] as const) {
    const { emre, sofia } = pair(content);
    for (const writer of [emre, sofia]) writer.goTo(behind);
    const turns: [Writer, string][] = [
      [emre, 'abcdef'],
      [sofia, '12345'],
    ];
    inTurns(first === 'emre' ? turns : turns.toReversed());
    expect(agree(emre, sofia)).toMatch(whole);
  }
});

it('at the beginning of a line the cursor stays there, and behind a line break and a mention too', () => {
  const broken = { type: 'paragraph', content: [{ type: 'text', text: 'Ask' }, { type: 'hardBreak' }, { type: 'text', text: 'them' }] };
  for (const [content, words] of [
    [paragraph('Ask them'), 'Ask'],
    [broken, 'them'],
  ] as const) {
    const { emre, sofia } = pair([content]);
    emre.goTo(words, 'before');
    sofia.goTo(words, 'before');
    sofia.type('Please ');
    settle([emre, sofia]);
    emre.type('Then ');
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toContain(`Then Please ${words}`);
  }
});

it('in a paragraph in which nothing stands yet', () => {
  const { emre, sofia } = pair([paragraph('Volunteers leave.'), paragraph('')]);
  for (const writer of [emre, sofia]) writer.goToPosition(writer.view.state.doc.content.size - 1);
  sofia.type('123');
  settle([emre, sofia]);
  inTurns([
    [emre, 'abc'],
    [sofia, '45'],
  ]);
  expect(agree(emre, sofia)).toBe('paragraph(Volunteers leave.) paragraph(abc12345)');
});

it('what somebody else writes at either end of a selection is not selected', () => {
  for (const backward of [false, true]) {
    const { emre, sofia } = pair([paragraph('Volunteers leave us.')]);
    emre.select('Volunteers ', 'leave');
    const { doc, tr, selection } = emre.view.state;
    if (backward) emre.view.dispatch(tr.setSelection(TextSelection.create(doc, selection.head, selection.anchor)));
    sofia.goTo('leave');
    sofia.type('1');
    sofia.goTo('Volunteers ');
    sofia.type('2');
    settle([emre, sofia]);
    emre.type('stay');
    settle([emre, sofia]);
    expect(agree(emre, sofia)).toBe('paragraph(Volunteers 2stay1 us.)');
  }
});
