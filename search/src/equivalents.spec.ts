import { EQUIVALENTS, FIELDS, ISSUES, PLACE_NAMES } from '@kopru/schema/vocabulary';
import { describe, expect, it } from 'vitest';
import { EQUIVALENTS_OF, equivalentsOf } from './equivalents.ts';
import { indexedWordsOf, wordsOf } from './words.ts';

const SPELT_OUT = new Set(PLACE_NAMES.flat().flatMap((name) => indexedWordsOf(name).flatMap(({ alternatives }) => alternatives)));
const words = (typed: string, isPrefix = false): string[] => equivalentsOf(typed, isPrefix).map(({ word }) => word);

describe('what says the same', () => {
  it('is there both ways', () => {
    for (const [word, others] of EQUIVALENTS_OF) {
      // What is spelt without its letters (muenchen) is only typed so; texts have their own ways.
      if (SPELT_OUT.has(word)) continue;
      for (const other of others) expect(EQUIVALENTS_OF.get(other), `${other} → ${word}`).toContain(word);
    }
  });

  it('of a short form is each other and what it is short for, of a long one the short ones only', () => {
    expect(words('m&e')).toEqual(expect.arrayContaining(['monitoring', 'evaluation', 'izleme', 'degerlendirme', 'i&d']));
    expect(words('monitoring')).toEqual(expect.arrayContaining(['m&e', 'izleme']));
    expect(words('monitoring')).not.toContain('evaluation');
    expect(equivalentsOf('m&e', false)).toEqual(
      expect.arrayContaining([
        { word: 'mel', typos: 0 },
        { word: 'izleme', typos: 1 },
      ]),
    );
  });

  it('of a kind of organisation is each of its forms', () => {
    expect(words('dernek')).toEqual(expect.arrayContaining(['dernegi', 'association']));
    expect(words('vakfi')).toEqual(expect.arrayContaining(['vakif', 'foundation']));
  });

  it('of a place is every other name of it, also begun or misspelt', () => {
    expect(words('munih')).toEqual(['munich', 'munchen']);
    expect(words('muenchen')).toEqual(expect.arrayContaining(['munich', 'munih']));
    expect(words('selan', true)).toContain('thessaloniki');
    expect(words('selan')).toEqual([]);
    expect(words('sel', true)).toEqual([]);
    expect(words('konstantinopel')).toContain('istanbul');
    expect(words('atina')).toEqual(expect.arrayContaining(['athens', 'athen', 'athenes']));
    expect(equivalentsOf('stara', false)).toEqual([]);
    expect(equivalentsOf('kopenhagg', false)).toContainEqual({ word: 'copenhagen', typos: 1 });
  });
});

describe('names of places', () => {
  const named = PLACE_NAMES.map((names) => [...new Set(names.flatMap(wordsOf))]);

  it('are words of one place each, and of nothing else', () => {
    const all = named.flat();
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
    const labels = [...FIELDS, ...ISSUES].flatMap((entry) => Object.values(entry.labels).flatMap(wordsOf));
    const vocabulary = new Set([...labels, ...EQUIVALENTS.flatMap(({ en, tr }) => [...en, ...tr].flatMap(wordsOf))]);
    expect(all.filter((word) => vocabulary.has(word))).toEqual([]);
  });

  it('are names of one word', () => {
    for (const name of PLACE_NAMES.flat()) expect(wordsOf(name), name).toHaveLength(1);
  });
});
