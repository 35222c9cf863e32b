/**
 * Whatever several people do to one text at once, with and without network: every word that somebody typed stands in it, unless somebody who saw
 * it took it out, or took back that they had typed it. Who takes a step back takes back no word of others.
 */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { COMMANDS, paragraph, Server, settle, Writer } from './editors-without-page.ts';
import { numbers } from './rescue-cases.ts';
import { RescueNotes } from './rescue-notes.ts';

const FROM = Number(process.env['RESCUE_FROM'] ?? 1);
const RUNS = Number(process.env['RESCUE_RUNS'] ?? 40);
const STEPS = Number(process.env['RESCUE_STEPS'] ?? 60);

class Story {
  readonly server = new Server();
  readonly writers: Writer[] = [];
  readonly typed: string[] = [];
  /** Words that somebody who saw them took out. Of two who took a word out at once, one may bring it back: then it has to stand. */
  readonly out = new Set<string>();
  /** Words that vanished when somebody took something else back. */
  readonly wronged: string[] = [];
  /** Words that somebody typed or took out: theirs to take back, and no others. */
  private readonly theirs = new Map<number, Set<string>>();
  readonly log: string[] = [];
  private readonly known: Uint8Array[] = [];
  private readonly below: (most: number) => number;

  constructor(seed: number) {
    this.below = numbers(seed);
    const people = 2 + this.below(2);
    for (let index = 0; index < people; index += 1) this.writers.push(new Writer(this.server));
    for (const writer of this.writers) writer.connect();
    this.writers[0]!.write([paragraph('First words here.'), paragraph('Second words there.'), paragraph('Third words.')]);
    settle(this.writers);
  }

  step(): void {
    const index = this.below(this.writers.length);
    const writer = this.writers[index]!;
    const choice = this.below(26);
    this.log.push(`${index}: ${choice}`);
    writer.pause();
    if (choice < 7) this.type(index);
    else if (choice < 13) this.change(writer);
    else if (choice < 15) this.send(writer);
    else if (choice < 17) for (let left = this.below(4); left > 0; left -= 1) writer.receive();
    else if (choice < 18) this.toggleLine(writer);
    else if (choice < 19) this.reload(index);
    else if (choice < 20) settle(this.writers.filter((one) => this.server.connected.has(one)));
    else if (choice < 22) this.takeOut(index);
    else if (choice < 24) this.takeBack(index, 'undo');
    else if (choice < 25) this.takeBack(index, 'redo');
    else this.mark(writer);
  }

  end(): void {
    settle(this.writers.filter((one) => this.server.connected.has(one)));
    for (const writer of this.writers) if (!this.server.connected.has(writer)) writer.connect();
    settle(this.writers);
  }

  /** Between two words, so that each word stays whole. */
  private go(writer: Writer): void {
    const places: number[] = [];
    writer.view.state.doc.descendants((node, position) => {
      if (!node.isTextblock) return;
      const text = node.textContent;
      for (let at = 0; at <= text.length; at += 1) if (!text[at - 1]?.trim() || !text[at]?.trim()) places.push(position + 1 + at);
    });
    writer.goToPosition(places[this.below(places.length)] ?? 0);
  }

  private type(index: number): void {
    const writer = this.writers[index]!;
    this.go(writer);
    // Letters that nothing around them begins or ends with: the binding tells from the texts alone what was typed.
    const word = String.fromCharCode(0x4e00 + this.typed.length).repeat(3);
    this.typed.push(word);
    this.mayTakeBack(index).add(word);
    writer.type(` ${word} `);
    this.log.push(`   ${word} -> ${writer.text}`);
  }

  private takeOut(index: number): void {
    const writer = this.writers[index]!;
    const words = seenBy(writer);
    const word = words[this.below(words.length)];
    if (!word) return;
    writer.takeOut(word);
    this.out.add(word);
    this.mayTakeBack(index).add(word);
    this.log.push(`   -${word} -> ${writer.text}`);
  }

  private mark(writer: Writer): void {
    const words = seenBy(writer);
    const word = words[this.below(words.length)];
    if (word) writer.mark(word, this.below(2) > 0 ? 'bold' : 'italic');
  }

  private takeBack(index: number, way: 'undo' | 'redo'): void {
    const writer = this.writers[index]!;
    const before = seenBy(writer);
    writer[way]();
    const after = seenBy(writer);
    this.log.push(`   ${way} -> ${writer.text}`);
    for (const word of after) if (!before.includes(word)) this.out.delete(word);
    for (const word of before) {
      if (after.includes(word)) continue;
      this.out.add(word);
      if (!this.mayTakeBack(index).has(word)) this.wronged.push(word);
    }
  }

  private mayTakeBack(index: number): Set<string> {
    const words = this.theirs.get(index) ?? new Set();
    this.theirs.set(index, words);
    return words;
  }

  private change(writer: Writer): void {
    this.go(writer);
    const names = Object.keys(COMMANDS);
    const name = names[this.below(names.length)]!;
    if (name !== 'removeColumn') writer.do(name);
    this.log.push(`   ${name} -> ${writer.text}`);
  }

  private send(writer: Writer): void {
    if (this.server.connected.has(writer)) writer.send();
  }

  private toggleLine(writer: Writer): void {
    if (this.server.connected.has(writer)) writer.disconnect();
    else writer.connect();
  }

  /** A new window without network, with what the device kept. */
  private reload(index: number): void {
    const old = this.writers[index]!;
    if (this.server.connected.has(old)) return;
    this.writers[index] = new Writer(this.server, old.left);
    old.destroy();
  }
}

const seenBy = ({ text }: Writer): string[] => [...new Set(text.match(/([\u4e00-\u9fff])\1\1/gu))];

/** Letters that were brought back, and stand where they were typed too, or where they were brought back before. */
function twiceIn(doc: Y.Doc): number {
  const sources = new RescueNotes(doc, null, () => true).sources();
  const first = (letter: string): string => {
    const source = sources.get(letter);
    return source ? first(source.letter) : letter;
  };
  const stands = (letter: string): boolean => {
    const [client, clock] = letter.split('-').map(Number);
    const structs = doc.store.clients.get(client!);
    return Boolean(structs && !structs[Y.findIndexSS(structs, clock!)]!.deleted);
  };
  const standing = [...sources.keys()].filter(stands).map(first);
  return standing.length - new Set(standing).size + [...new Set(standing)].filter((letter) => stands(letter)).length;
}

it('keeps every word', { timeout: 5000 + RUNS * 200 }, () => {
  const [missing, wronged, twice]: [string[], string[], string[]] = [[], [], []];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const story = new Story(seed);
    for (let step = 0; step < STEPS; step += 1) story.step();
    story.end();
    const [first] = story.writers;
    for (const { text } of story.writers) expect(text, `seed ${seed}`).toBe(first!.text);
    const words = story.typed.filter((word) => !story.out.has(word) && !first!.text.includes(word));
    if (words.length > 0) missing.push(`seed ${seed}: ${words.join(' ')}`);
    if (story.wronged.length > 0) wronged.push(`seed ${seed}: ${story.wronged.join(' ')}`);
    if (twiceIn(first!.doc) > 0) twice.push(`seed ${seed}: ${twiceIn(first!.doc)}`);
    if (process.env['RESCUE_LOG'] === String(seed)) console.log(story.log.join('\n'), '\n', first!.text);
  }
  expect({ missing, wronged, twice }).toEqual({ missing: [], wronged: [], twice: [] });
});
