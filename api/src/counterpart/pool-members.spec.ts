import { expect, it } from 'vitest';
import { ProfileColumns } from './columns.ts';
import type { Gate } from './counterpart.reads.ts';
import { PoolMembers, type Acquaintance } from './pool-members.ts';
import type { PooledRow } from './pool.reads.ts';

const row = (id: string, change: Partial<PooledRow['profile']> = {}, visibility: PooledRow['visibility'] = 'PUBLIC'): PooledRow => ({
  profile: {
    ...{ id, country: 'DE', kind: 'ASSOCIATION', fieldIds: ['youth'], issues: [], languages: ['de'], about: null, representatives: 1 },
    ...{ updatedAt: null, answered: 0, unanswered: 0, masked: false },
    ...change,
  },
  visibility,
  verified: false,
});

const filter = { countries: [], fields: [], issues: [], direction: null, kinds: [], languages: [], verified: null };
const gate: Gate = { organisationId: 'own', callId: null, countries: ['DE', 'FR'], kinds: ['ASSOCIATION', 'FOUNDATION'], filter };

it('keeps the best, texts included, as sorting everybody would', () => {
  const members = new PoolMembers();
  const places = Int32Array.from({ length: 3000 }, (_, index) => members.write(row(String(index).padStart(5, '0'))));
  const facts = Uint16Array.from(places, (place) => (place * 7919) % 700);
  const textOf = (place: number): number => (place * 104_729) % 101;
  const all = Array.from(places, (place) => ({ id: String(place).padStart(5, '0'), tenths: facts[place]! + textOf(place) }));
  const sorted = all.sort((a, b) => b.tenths - a.tenths || (a.id < b.id ? -1 : 1));
  for (const most of [1, 20, 1250, 5000]) expect(members.best(places, facts, textOf, 100, most)).toEqual(sorted.slice(0, most));
});

it('lets pass whom the gate lets pass, and never the asker, one of another country, or one who left', () => {
  const members = new PoolMembers();
  const columns = new ProfileColumns(8);
  const rows = [
    row('own'),
    row('a'),
    row('b', { country: 'PL' }),
    row('c', { kind: 'FOUNDATION', country: 'FR' }),
    row('d', {}, 'PSEUDONYMOUS'),
    row('e'),
  ];
  for (const one of rows) columns.write(members.write(one), one.profile);
  const stranger = { everybody: false, members: false, organisations: new Set<string>() };
  const passing = (change: Partial<Gate['filter']> = {}, known: Partial<Acquaintance> = {}): number[] =>
    Array.from(members.passing({ ...gate, filter: { ...filter, ...change } }, columns, { ...stranger, ...known }));
  expect(passing()).toEqual([1, 3, 4, 5]);
  expect(passing({ countries: ['FR', 'PL'] })).toEqual([3]);
  // The kind of a masked one is known to few.
  expect(passing({ kinds: ['FOUNDATION'] })).toEqual([3]);
  expect(passing({ kinds: ['ASSOCIATION'], languages: ['de'] })).toEqual([1, 5]);
  expect(passing({ kinds: ['ASSOCIATION'] }, { organisations: new Set(['d']) })).toEqual([1, 4, 5]);
  expect(passing({ kinds: ['ASSOCIATION'] }, { members: true })).toEqual([1, 5]);
  expect(passing({ kinds: ['ASSOCIATION'] }, { everybody: true })).toEqual([1, 4, 5]);
  expect(passing({ verified: true })).toEqual([]);
  expect(passing({ fields: ['ecology'] })).toEqual([]);
  columns.write(members.write(row('m', {}, 'MEMBERS')), row('m').profile);
  expect(passing()).toEqual([1, 3, 4, 5]);
  for (const known of [{ members: true }, { everybody: true }, { organisations: new Set(['m']) }])
    expect(passing({}, known)).toEqual([1, 3, 4, 5, 6]);
  members.remove('m');
  members.remove('a');
  expect(passing()).toEqual([3, 4, 5]);
  expect(members.write(row('f'))).toBe(1);
  expect(passing()).toEqual([1, 3, 4, 5]);
});
