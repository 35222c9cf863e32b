import { expect, it } from 'vitest';
import { type COMMANDS, pair, paragraph, settle } from './editors-without-page.ts';
import { openEnd } from './open-end.ts';
import { agree } from './rescue-cases.ts';

it.each<[keyof typeof COMMANDS, string]>([
  ['heading', 'heading(We do.) paragraph()'],
  ['list', 'bulletList(listItem(paragraph(We do.))) paragraph()'],
])('a text that ends with a %s gets one paragraph behind it, and one step takes both back', (command, made) => {
  const { emre, sofia } = pair([paragraph('We do.')], () => [openEnd()]);
  sofia.pause();
  sofia.goTo('We do.');
  sofia.do(command);
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe(made);
  emre.goTo('We do.');
  emre.type(' Now.');
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe(made.replace('do.', 'do. Now.'));
  emre.takeOut(' Now.');
  settle([emre, sofia]);
  sofia.undo();
  settle([emre, sofia]);
  expect(agree(emre, sofia)).toBe('paragraph(We do.)');
});
