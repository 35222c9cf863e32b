import { describe, expect, it } from 'vitest';
import { fold, latinFold } from './fold.ts';
import { indexedWordsOf, nameKey, wordsOf } from './words.ts';

describe('fold', () => {
  it.each([
    ['İSTANBUL', 'istanbul'],
    ['ıstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['Işık', 'isik'],
    ['Çağdaş Öğrenci', 'cagdas ogrenci'],
    ['Łódź', 'lodz'],
    ['Øresund', 'oresund'],
    ['STRAẞE Straße', 'strasse strasse'],
    ['Đorđe ð', 'dorde d'],
    ['Ægir cœur', 'aegir coeur'],
    ['Ħaż-Żebbuġ', 'haz-zebbug'],
    ['Αθήνα ΑΘΉΝΑ', 'αθηνα αθηνα'],
    ['Οδός', 'οδοσ'],
    ['Ťažký Žižkov', 'tazky zizkov'],
    ['ﬁrst ①', 'first 1'],
  ])('%s becomes %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize('NFD'))).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  it('keeps й apart from и: in Cyrillic a mark makes another letter', () => {
    expect(fold('Край')).toBe('край');
    expect(fold('Край'.normalize('NFD'))).toBe('край');
  });
});

describe('latinFold', () => {
  it.each([
    ['Θεσσαλονίκη', 'thessaloniki'],
    ['Ευρώπη', 'evropi'],
    ['αυτονομία', 'aftonomia'],
    ['Μπάμπης', 'bampis'],
    ['Άγγελος', 'angelos'],
    ['ουρανός', 'ouranos'],
    ['Пловдив', 'plovdiv'],
    ['София', 'sofia'],
    ['Търговище', 'targovishte'],
    ['Київ', 'kiyiv'],
    ['Край', 'kray'],
    ['İstanbul', 'istanbul'],
  ])('%s is typed %s', (text, latin) => {
    expect(latinFold(text)).toBe(latin);
  });
});

describe('words', () => {
  it('split at everything but letters and digits', () => {
    expect(wordsOf('Gençlik & Spor-Kulübü (2024), e.V.')).toEqual(['genclik', 'spor', 'kulubu', '2024', 'e', 'v']);
    expect(wordsOf('  …\u0000 ')).toEqual([]);
  });

  it('an apostrophe ends the stem, and single letters beside it are dropped', () => {
    expect(wordsOf('İstanbul’da women’s l’eau')).toEqual(['istanbul', 'da', 'women', 'eau']);
    expect(wordsOf("'' o'o")).toEqual(['o', 'o']);
  });

  it('the index also knows the digraph spelling', () => {
    expect(indexedWordsOf('München Århus Köprü').map(({ word, alternatives }) => [word, ...alternatives])).toEqual([
      ['munchen', 'muenchen'],
      ['arhus', 'aarhus'],
      ['kopru', 'koeprue'],
    ]);
    expect(indexedWordsOf('München'.normalize('NFD'))[0]?.alternatives).toEqual(['muenchen']);
  });

  it('cuts what is no word any more', () => {
    expect(wordsOf('x'.repeat(500))[0]).toHaveLength(40);
    expect(nameKey('  Işık – Derneği ')).toBe('isik dernegi');
  });
});
