import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { installPeers } from '../peers-installed.ts';
import { bestOfBoth, type Table } from './tables.ts';
import { figures, timed } from './timing.ts';

const MOST = 1000;
const OF_EACH = 25;

type Munkres = (costs: Int32Array[]) => [number, number][];

/** The Hungarian method of npm's `munkres` on the whole table; minimises, so costs are what is missing to 100 points. */
export async function byMunkres(shape: string, { size, scores }: Table, total: number): Promise<void> {
  installPeers('munkres');
  const munkres = createRequire(new URL('../peers/package.json', import.meta.url))('munkres') as { default?: Munkres } & Munkres;
  const costs = Array.from({ length: size }, (_, row) =>
    Int32Array.from(scores.subarray(row * size, (row + 1) * size), (score) => MOST - score),
  );
  const found = await timed(() => (munkres.default ?? munkres)(costs));
  const reached = found.result.reduce((sum, [row, column]) => sum + scores[row * size + column]!, 0);
  console.log(`${' '.repeat(18)} munkres  ${figures(found)}  total ${reached}${reached === total ? '' : ', NOT THE SAME'}`);
}

/** HiGHS as a linear programme on the best of each row and column: fewer pairs than the whole table, so its total may be less. */
export async function byHighs(shape: string, made: Table, total: number): Promise<void> {
  const highs = await loadHighs();
  const { left, right, score } = bestOfBoth(made, OF_EACH);
  const rows = 2 * made.size;
  const found = await timed(() =>
    highs.withModel(
      {
        numCols: score.length,
        numRows: rows,
        sense: highs.constants.objectiveSense.maximize,
        colCost: Float64Array.from(score),
        colLower: new Float64Array(score.length),
        colUpper: new Float64Array(score.length).fill(1),
        rowLower: new Float64Array(rows).fill(-highs.infinity),
        rowUpper: new Float64Array(rows).fill(1),
        matrix: {
          format: 'csc',
          numRows: rows,
          numCols: score.length,
          starts: Int32Array.from({ length: score.length + 1 }, (_, at) => 2 * at),
          indices: Int32Array.from({ length: 2 * score.length }, (_, at) =>
            at % 2 === 0 ? left[at / 2]! : made.size + right[(at - 1) / 2]!,
          ),
          values: new Float64Array(2 * score.length).fill(1),
        },
      },
      (model) => {
        model.options.set({ output_flag: false });
        model.run();
        return model.getObjectiveValue();
      },
    ),
  );
  const reached = Math.round(found.result);
  const pruned = reached === total ? '' : `, ${total - reached} less than the whole table allows (${shape})`;
  console.log(`${' '.repeat(18)} HiGHS LP ${figures(found)}  total ${reached} on ${score.length} pairs${pruned}`);
}
