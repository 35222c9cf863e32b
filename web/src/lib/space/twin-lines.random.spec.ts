/** Two or three people press Enter in one line at once, type, join lines and take steps back: all read the same, and no word is lost; none stands twice where each divides it once. */
import { expect, it } from 'vitest';
import { list, paragraph, row, Server, settle, Writer } from './editors-without-page.ts';
import { agree, numbers } from './rescue-cases.ts';

const FROM = Number(process.env['RESCUE_FROM'] ?? 1);
const RUNS = Number(process.env['RESCUE_RUNS'] ?? 40);
/** None of them is a part of another, or of two others. */
const WORDS = ['Alpha', 'bo', 'gamma', 'delta', 'epsilon', 'zig', 'iota', 'th'];
const LINE = `${WORDS.join(' ')}.`;
const TEXTS = [[paragraph(LINE), paragraph('Omega.')], [list(LINE, 'Omega.')], [row(LINE, 'Omega.'), paragraph('')], [paragraph(LINE)]];

type Deed = 'enter' | 'type' | 'join' | 'undo' | 'redo';

class Story {
  readonly typed: string[] = [];
  readonly log: string[] = [];
  readonly people: Writer[];
  private readonly server = new Server();
  private readonly below: (most: number) => number;

  constructor(seed: number, people: number) {
    this.below = numbers(seed);
    this.people = Array.from({ length: people }, () => new Writer(this.server));
    // Somebody who is not there any more, for their words are nobody's to take back.
    const before = new Writer(this.server);
    before.connect();
    before.write(this.any(TEXTS));
    settle([before]);
    before.destroy();
    for (const writer of this.people) writer.connect();
  }

  any<One>(of: readonly One[]): One {
    return of[this.below(of.length)]!;
  }

  do(deed: Deed, writer = this.any(this.people)): void {
    writer.pause();
    if (deed === 'undo' || deed === 'redo') writer[deed]();
    else if (deed !== 'type') {
      if (!this.go(writer, 'before')) return;
      if (deed === 'join') writer.do('join');
      else if (!writer.do('splitItem')) writer.do('split');
    } else {
      if (this.below(2) > 0) this.go(writer, 'behind');
      const word = String.fromCharCode(0x4e00 + this.typed.length);
      this.typed.push(word);
      writer.type(word);
    }
    this.log.push(`${this.people.indexOf(writer)} ${deed}: ${writer.text}`);
  }

  /** False when the word is torn, or gone. */
  private go(writer: Writer, side: 'before' | 'behind'): boolean {
    const words = WORDS.slice(1).filter((word) => writer.text.includes(word));
    if (words.length > 0) writer.goTo(this.any(words), side);
    return words.length > 0;
  }

  /** Something goes to the server, or comes from there, or somebody is without network for a while. */
  pass(most = 9): void {
    const writer = this.any(this.people.filter((one) => most > 8 || this.server.connected.has(one)));
    const choice = this.below(most);
    if (choice < 4) writer.send();
    else if (choice < 8) writer.receive();
    else if (this.server.connected.has(writer)) writer.disconnect();
    else writer.connect();
  }

  /** One is without network until the end. */
  leave(): void {
    this.any(this.people).disconnect();
  }

  settle(): void {
    for (const writer of this.people) if (!this.server.connected.has(writer)) writer.connect();
    settle(this.people);
  }

  /** What all read in the end, and whoever comes later. */
  end(): string {
    this.settle();
    const later = new Writer(this.server);
    later.connect();
    const text = agree(...this.people, later);
    for (const writer of [...this.people, later]) writer.destroy();
    this.log.push(text);
    return text;
  }
}

/** Which words do not stand there once in the end. */
function told(seed: number, story: Story, words: readonly string[] = [...WORDS, ...story.typed]): { lost: string[]; twice: string[] } {
  const text = story.end();
  if (process.env['RESCUE_LOG'] === String(seed)) console.log(story.log.join('\n'));
  // What was typed within a word does not make it another.
  const plain = text.replaceAll(/\p{Script=Han}/gu, '');
  const times = (word: string): number => (WORDS.includes(word) ? plain : text).split(word).length - 1;
  const named = (some: readonly string[]): string[] => (some.length > 0 ? [`seed ${seed}: ${some.join(' ')} in ${text}`] : []);
  return { lost: named(words.filter((word) => times(word) === 0)), twice: named(words.filter((word) => times(word) > 1)) };
}

const TIMES = { timeout: 5000 + RUNS * 400 };

/** Everybody writes, divides the line and writes, in any order. */
function round(story: Story, after: () => void): void {
  const deeds = story.people.flatMap((writer) => (['type', 'enter', 'type'] as const).map((deed) => ({ writer, deed })));
  while (deeds.length > 0) {
    const { writer } = story.any(deeds);
    const [next] = deeds.splice(
      deeds.findIndex((one) => one.writer === writer),
      1,
    );
    story.do(next!.deed, writer);
    after();
  }
}

it('leaves every word once when two write and divide the line before they hear of each other', TIMES, () => {
  const wrong: string[] = [];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const story = new Story(seed, 2);
    if (seed % 2 > 0) story.leave();
    round(story, () => undefined);
    for (let some = 0; some < 8; some += 1) story.pass(8);
    story.settle();
    const { lost, twice } = told(seed, story);
    wrong.push(...lost, ...twice);
  }
  expect(wrong).toEqual([]);
});

it('loses no word when they hear of each other meanwhile', TIMES, () => {
  const wrong: string[] = [];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const story = new Story(seed, 2 + (seed % 2));
    for (let time = 0; time < 3; time += 1) {
      round(story, () => story.any([0, 1]) > 0 && story.pass());
      if (story.any([0, 1]) > 0) story.settle();
    }
    wrong.push(...told(seed, story).lost);
  }
  expect(wrong).toEqual([]);
});

it('loses no word of the line when they join lines and take back what they did, too', TIMES, () => {
  const wrong: string[] = [];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const story = new Story(seed, 2 + (seed % 2));
    const deeds: readonly Deed[] = seed % 3 > 0 ? ['enter', 'enter', 'type', 'join', 'undo', 'redo'] : ['enter', 'type', 'undo'];
    for (let steps = 5 + story.any([0, 5, 10, 20]); steps > 0; steps -= 1) {
      story.do(story.any(deeds));
      if (story.any([0, 1]) > 0) story.pass();
    }
    wrong.push(...told(seed, story, WORDS).lost);
  }
  expect(wrong).toEqual([]);
});
