import { expect, it } from 'vitest';
import { conflictSentence } from './round.conflict.ts';
import type { StoredLimit } from './round.outcome.ts';

const names = new Map([
  ['a', 'Işık Derneği'],
  ['b', 'Flussland'],
]);
const bulgaria: StoredLimit = { kind: 'MIN', value: 5, quota: 'COUNTRY BG B', members: 7 };
const ecology: StoredLimit = { kind: 'MAX', value: 3, quota: 'FIELD ecology B', members: 9 };
const say = (limits: readonly StoredLimit[], missing: number, lowest = 0): string[] =>
  (['en', 'tr'] as const).map((language) => conflictSentence(limits, [missing, lowest], names, language));

it('names all limits that cannot be met together, and how many organisations are missing, in both languages', () => {
  expect(say([bulgaria, ecology, { kind: 'PLACES', value: 10 }], 2)).toEqual([
    'At least 5 from Bulgaria (B), at most 3 with the field Ecology (B) and 10 places in all cannot all be met: 2 organisations are missing.',
    'Bulgaristan (B) için en az 5, Ekoloji (B) için en çok 3 ve toplam 10 yer birlikte sağlanamıyor: 2 kuruluş eksik kalıyor.',
  ]);
});

it('names the lowest score where it is one of them', () => {
  expect(say([bulgaria, ecology, { kind: 'LOWEST', value: 60 }], 1, 60)).toEqual([
    'At least 5 from Bulgaria (B), at most 3 with the field Ecology (B) and the lowest score of 60 cannot all be met: one organisation is missing.',
    'Bulgaristan (B) için en az 5, Ekoloji (B) için en çok 3 ve en düşük puan olarak 60 birlikte sağlanamıyor: 1 kuruluş eksik kalıyor.',
  ]);
  expect(say([bulgaria, { kind: 'LOWEST', value: 60 }], 1, 60)).toEqual(say([bulgaria], 1, 60));
});

it('names settled and forbidden pairs, and counts them where they are many', () => {
  const settled: StoredLimit = { kind: 'MUST', organisationIds: ['a', 'b'] };
  const apart: StoredLimit = { kind: 'NEVER', organisationIds: ['a', 'gone'] };
  expect(say([ecology, settled], 1)[0]).toBe(
    'At most 3 with the field Ecology (B) and the settled pair Işık Derneği – Flussland cannot all be met: that is one organisation too many.',
  );
  expect(say([bulgaria, apart, apart, apart, apart], 1)).toEqual([
    'At least 5 from Bulgaria (B) and 4 pairs kept apart cannot all be met: one organisation is missing.',
    'Bulgaristan (B) için en az 5 ve ayrı tutulan 4 çift birlikte sağlanamıyor: 1 kuruluş eksik kalıyor.',
  ]);
  expect(say([bulgaria, apart], 1)[1]).toContain('ayrı tutulan Işık Derneği – … çifti');
});

it('says of a minimum that cannot be met by itself whether the round has too few, or too few that fit anybody', () => {
  expect(say([{ ...bulgaria, members: 3 }], 2)[0]).toBe(
    'At least 5 from Bulgaria (B) cannot be met: 2 organisations are missing, for the round has only 3 of them.',
  );
  expect(say([bulgaria], 1)[0]).toMatch(/The round has 7 of them, but too few can be matched with anybody\.$/);
  expect(say([bulgaria], 1, 60)).toEqual([
    'At least 5 from Bulgaria (B) cannot be met: one organisation is missing. The round has 7 of them, but too few can be matched with anybody above the lowest score (60).',
    'Bulgaristan (B) için en az 5 sağlanamıyor: 1 kuruluş eksik kalıyor. Turda bunlardan 7 kuruluş var, ama en düşük puanın (60) üzerinde pek azının eşleşebileceği biri bulunuyor.',
  ]);
});
