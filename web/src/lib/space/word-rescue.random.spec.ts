/** Whatever several people do to one text at once, with and without network: every word that somebody typed and nobody took out stands in it. */
import { expect, it } from 'vitest';
import { COMMANDS, paragraph, Server, settle, Writer } from './editors-without-page.ts';

const FROM = Number(process.env['RESCUE_FROM'] ?? 1);
const RUNS = Number(process.env['RESCUE_RUNS'] ?? 40);
const STEPS = Number(process.env['RESCUE_STEPS'] ?? 60);

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

class Story {
  readonly server = new Server();
  readonly writers: Writer[] = [];
  readonly typed: string[] = [];
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
    const choice = this.below(20);
    this.log.push(`${index}: ${choice}`);
    if (choice < 7) this.type(writer);
    else if (choice < 13) this.change(writer);
    else if (choice < 15) this.send(writer);
    else if (choice < 17) for (let left = this.below(4); left > 0; left -= 1) writer.receive();
    else if (choice < 18) this.toggleLine(writer);
    else if (choice < 19) this.reload(index);
    else settle(this.writers.filter((one) => this.server.connected.has(one)));
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

  private type(writer: Writer): void {
    this.go(writer);
    // Letters that nothing around them begins or ends with: the binding tells from the texts alone what was typed.
    const word = String.fromCharCode(0x4e00 + this.typed.length).repeat(3);
    this.typed.push(word);
    writer.type(` ${word} `);
    this.log.push(`   ${word} -> ${writer.text}`);
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

it('keeps every word', { timeout: 5000 + RUNS * 200 }, () => {
  const missing: string[] = [];
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const story = new Story(seed);
    for (let step = 0; step < STEPS; step += 1) story.step();
    story.end();
    const [first] = story.writers;
    for (const { text } of story.writers) expect(text, `seed ${seed}`).toBe(first!.text);
    const words = story.typed.filter((word) => !first!.text.includes(word));
    if (words.length > 0) missing.push(`seed ${seed}: ${words.join(' ')}`);
    if (process.env['RESCUE_LOG'] === String(seed)) console.log(story.log.join('\n'), '\n', first!.text);
  }
  expect(missing).toEqual([]);
});
