/** Two people type on, letter by letter, while a third presses Enter here and there, and writes: the words of each stay together, in a line with those they stand behind. */
import { expect, it } from 'vitest';
import { list, pair, paragraph, settle, Writer } from './editors-without-page.ts';
import { agree, numbers } from './rescue-cases.ts';

const FROM = Number(process.env['RESCUE_FROM'] ?? 1);
const RUNS = Number(process.env['RESCUE_RUNS'] ?? 40);
/** None of them is a part of another. */
const WORDS = ['Alpha', 'bo', 'gamma', 'delta', 'epsilon', 'zig', 'iota', 'th'];
/** Letters that the line does not have, since the binding tells from the texts alone what was typed. */
const TYPED = ['①②③④⑤⑥⑦⑧⑨', 'ZBCDEFGHI'];

/** What they read in the end, and behind which word each wrote. */
function story(seed: number): { text: string; behind: readonly string[] } {
  const below = numbers(seed);
  const any = <One>(of: readonly One[]): One => of[below(of.length)]!;
  const line = `${WORDS.join(' ')}.`;
  const { server, emre, sofia } = pair(below(3) > 0 ? [paragraph(line), paragraph('Omega.')] : [list(line, 'Omega.')]);
  const deniz = new Writer(server);
  deniz.connect();
  const all = [emre, deniz, sofia];
  const behind = [any(WORDS), any(WORDS)];
  const typing = [emre, deniz].map((writer, index) => ({ writer, letters: [...TYPED[index]!] }));
  for (const [index, { writer }] of typing.entries()) writer.goTo(behind[index]!);
  for (let enters = 0; typing.some(({ letters }) => letters.length > 0);) {
    const choice = below(12);
    const one = any(typing);
    if (choice < 6 && one.letters.length > 0) one.writer.type(one.letters.shift()!);
    else if (choice < 7 && enters < 4) {
      sofia.goTo(any(WORDS));
      if (!sofia.do('splitItem')) sofia.do('split');
      if (below(2) > 0) sofia.type('+');
      enters += 1;
    } else if (choice < 9) any(all).send();
    else any(all).receive();
  }
  settle(all);
  return { text: agree(...all), behind };
}

it('keeps words together', { timeout: 5000 + RUNS * 200 }, () => {
  const torn: string[] = [];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const { text, behind } = story(seed);
    const isWhole = [...WORDS, ...TYPED].every((word) => text.split(word).length === 2);
    if (!isWhole) torn.push(`seed ${seed}: ${text} ${behind}`);
  }
  expect(torn).toEqual([]);
});
