/** Somebody types on while another makes their paragraph, the last of the text or not, something else. */
import { expect, it } from 'vitest';
import { type COMMANDS, pair, paragraph, settle } from './editors-without-page.ts';
import { openEnd } from './open-end.ts';
import { agree } from './rescue-cases.ts';

const BEFORE = 'Volunteers leave.';
const BEGUN = 'Every volunteer gets a';
const WORD = ' card';

const CASES: readonly [keyof typeof COMMANDS, (line: string) => string][] = [
  ['heading', (line) => `paragraph(${BEFORE}) heading(${line})`],
  ['list', (line) => `paragraph(${BEFORE}) bulletList(listItem(paragraph(${line})))`],
  ['quote', (line) => `paragraph(${BEFORE}) blockquote(paragraph(${line}))`],
  ['code', (line) => `paragraph(${BEFORE}) codeBlock(${line})`],
  ['join', (line) => `paragraph(${BEFORE}${line})`],
];

/** How far the word is known to the other, and how far it is typed when the change of the other arrives. */
const SPLITS = Array.from({ length: WORD.length + 1 }, (_, typed) =>
  Array.from({ length: typed + 1 }, (_, known) => ({ known, typed })),
).flat();

/** `rest`: what stands behind the cursor; `below`: the paragraphs after it. */
function typedMeanwhile(
  command: keyof typeof COMMANDS,
  rest: string,
  below: readonly string[],
  { known, typed }: (typeof SPLITS)[number],
): string {
  const { emre, sofia } = pair([BEFORE, `${BEGUN}${rest}`, ...below].map(paragraph), () => [openEnd()]);
  const type = (letters: string): void => [...letters].forEach((letter) => emre.type(letter));
  emre.goTo(BEGUN);
  type(WORD.slice(0, known));
  emre.send();
  while (sofia.waiting.length > 0) sofia.receive();
  sofia.goTo(BEGUN, 'before');
  sofia.do(command);
  type(WORD.slice(known, typed));
  sofia.send();
  while (emre.waiting.length > 0) emre.receive();
  type(WORD.slice(typed));
  settle([emre, sofia]);
  return agree(emre, sofia);
}

it.each(CASES)('what somebody types at the end of a text goes on in the same word (%s)', (command, made) => {
  const end = command === 'join' ? '' : ' paragraph()';
  for (const split of SPLITS)
    for (const rest of ['', ' today.'])
      expect(typedMeanwhile(command, rest, [], split), JSON.stringify(split)).toBe(`${made(`${BEGUN}${WORD}${rest}`)}${end}`);
});

it.each(CASES)('the same above a paragraph that says nearly the same (%s)', (command, made) => {
  const below = `${BEGUN} cardigan.`;
  for (const split of SPLITS)
    for (const rest of ['', ' today.'])
      expect(typedMeanwhile(command, rest, [below], split), JSON.stringify(split)).toBe(
        `${made(`${BEGUN}${WORD}${rest}`)} paragraph(${below})`,
      );
});
