/** One engine in a process of its own, so that its memory can be told from others'. Started by contenders.ts with a name and what that engine needs. */
import { engine } from './engines.ts';
import { organisations } from './organisations.ts';
import { questions, type Kind, type Question } from './questions.ts';

const [name = '', size = '0', ...needs] = process.argv.slice(2);
const count = Number(size);

/** Asks with so many questions under way: each arrives in a turn of its own, so that one that computes lets the others wait, as in a server. */
async function turn(kind: Kind, concurrent: number, ms: number): Promise<Turn> {
  const times: number[] = [];
  const tally = { asked: 0, found: 0 };
  const end = performance.now() + ms;
  const ask = async (question: Question): Promise<void> => {
    const began = performance.now();
    await new Promise((arrives) => setImmediate(arrives));
    const ids = await opened.search(question);
    times.push(performance.now() - began);
    if (question.answer === null) return;
    tally.asked += 1;
    tally.found += Number(ids.includes(question.answer));
  };
  const worker = async (): Promise<void> => {
    while (performance.now() < end) await ask(asked[kind][next++ % asked[kind].length]!);
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  return { times, ...tally };
}

export interface Turn {
  readonly times: readonly number[];
  readonly asked: number;
  readonly found: number;
}

export interface Built {
  readonly ms: number;
  readonly mb: number;
  /** Processor time until the index began to be built: the questions and the organisations were made up. */
  readonly makingMs: number;
}

export interface Order {
  readonly kind: Kind;
  readonly concurrent: number;
  readonly ms: number;
}

const held = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};

/** Making up the organisations takes as long for everybody and is left out. */
function* timed<Item>(items: Iterable<Item>, making: { ms: number }): Generator<Item> {
  let began = performance.now();
  for (const item of items) {
    making.ms += performance.now() - began;
    yield item;
    began = performance.now();
  }
}

const asked = questions(count);
let next = 0;
const opened = await engine(name, needs);
const before = held();
const { user, system } = process.cpuUsage();
const making = { ms: 0 };
const began = performance.now();
await opened.build(() => timed(organisations(count), making));
const ms = performance.now() - began - making.ms;
const makingMs = (user + system) / 1000 + making.ms;
process.send!({ ms, mb: held() - before, makingMs } satisfies Built);
process.on('message', ({ kind, concurrent, ms: length }: Order) => {
  turn(kind, concurrent, length).then(
    (answer) => process.send!(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
