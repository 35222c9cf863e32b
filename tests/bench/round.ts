/**
 * Rounds: scoring, matching whole tables, and quotas, beside `munkres` (dense Hungarian, npm) and HiGHS (linear programme), in one run. `npm run bench:round`;
 * SIZES=500,2000 SHAPES=uniform,hubs shorten it; PEER_SIZE (2000) is the largest table that the peers get, LP_SIZE (500) that the linear programme gets.
 * Optima are compared before times; every matching is held against its whole table by code that shares nothing with the search.
 */
import { cpus, loadavg } from 'node:os';
import { assignTable, coversTable } from '@kopru/api/matching/dense';
import { benchScoring } from './round/scoring.ts';
import { byHighs, byMunkres } from './round/peers.ts';
import { benchQuotas } from './round/quotas.ts';
import { SHAPES, table, type Table } from './round/tables.ts';
import { figures, timed } from './round/timing.ts';

const list = (name: string, usual: string): string[] => (process.env[name] ?? usual).split(',').filter(Boolean);
const SIZES = list('SIZES', '500,2000,10000').map(Number);
const PEER_SIZE = Number(process.env['PEER_SIZE'] ?? 2000);
const LP_SIZE = Number(process.env['LP_SIZE'] ?? 500);

async function matched(shape: string, { size, scores }: Table): Promise<number> {
  const whole = { rows: size, columns: size, row: (index: number) => scores.subarray(index * size, (index + 1) * size) };
  const found = await timed(() => assignTable(whole, size));
  const { columnOf, rowPrice, columnPrice, placePrice, turns, candidates } = found.result;
  const total = columnOf.reduce((sum, column, row) => sum + (column === -1 ? 0 : scores[row * size + column]!), 0);
  const proven = [...rowPrice, ...columnPrice].reduce((sum, price) => sum + price, size * placePrice);
  const check = await timed(() => coversTable(whole, found.result));
  if (!check.result || proven !== total) throw new Error(`The prices do not prove the matching (${shape}, ${size}).`);
  const share = ((100 * candidates) / (size * size)).toFixed(2);
  console.log(
    `${shape.padEnd(10)} ${String(size).padStart(6)}  Köprü    ${figures(found)}  total ${total}, proven; ${turns} turns, ${share}% of the pairs; proof checked in ${check.cpuMs.toFixed(0)} ms CPU`,
  );
  return total;
}

console.log(`${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
for (const size of SIZES) await benchScoring(size);
for (const size of SIZES) {
  for (const shape of list('SHAPES', Object.keys(SHAPES).join(','))) {
    const made = table(shape, size);
    const total = await matched(shape, made);
    if (size <= PEER_SIZE) await byMunkres(shape, made, total);
    if (size <= LP_SIZE) await byHighs(shape, made, total);
  }
}
for (const size of SIZES) await benchQuotas(size);
console.log(`load at the end ${loadavg()[0]?.toFixed(1)}`);
