import { describe, expect, it } from 'vitest';
import { Dictionary } from './dictionary.ts';
import { IN_NAMES, IN_PLACE, IN_STATEMENTS, readBody, weightOf } from './words-of-body.ts';

const PUBLIC = 1;
const CLOSED = 4;

function filled(): Dictionary {
  const dictionary = new Dictionary();
  dictionary.add('lantern', 0, IN_NAMES, PUBLIC);
  dictionary.add('zephyrine', 1, IN_NAMES, CLOSED);
  dictionary.add('lantern', 2, IN_STATEMENTS, PUBLIC);
  dictionary.seal();
  dictionary.add('lantern', 3, 1, PUBLIC);
  dictionary.add('lanterns', 3, 1, PUBLIC);
  dictionary.add('quayside', 4, 1, CLOSED);
  return dictionary;
}

const facesWith = (dictionary: Dictionary, word: string): number[] =>
  dictionary.listsOf(word).flatMap(({ faces, start, end }) => Array.from(faces).slice(start, end));

describe('the dictionary of the copy', () => {
  it('knows the faces of a word, those that were loaded and those that came later', () => {
    expect(facesWith(filled(), 'lantern')).toEqual([0, 2, 3]);
    expect(facesWith(filled(), 'quayside')).toEqual([4]);
    expect(facesWith(filled(), 'lanter')).toEqual([]);
  });

  it('knows what words begin with, also those that came later', () => {
    expect(filled().beginning('lan')).toEqual(['lantern', 'lanterns']);
    expect(filled().beginning('z')).toEqual(['z', '^z']);
  });

  it('finds misspelt words, but none that only others may see', () => {
    const near = (word: string, seen: number, isPrefix = false) => filled().near(word, isPrefix, seen);
    expect(near('lantren', PUBLIC)).toContain('lantern');
    for (const [typed, word] of [
      ['zephyrinee', 'zephyrine'],
      ['quaysidee', 'quayside'],
    ] as const) {
      expect(near(typed, PUBLIC)).not.toContain(word);
      expect(near(typed, PUBLIC | CLOSED)).toContain(word);
    }
    // Too long for a typo, but not for the beginning of a word.
    expect(near('lenter', PUBLIC)).toEqual(['lantern']);
    expect(near('lenter', PUBLIC, true)).toEqual(['lantern', 'lanterns']);
  });
});

describe('reading a tsvector', () => {
  it('tells where words stand and how much they weigh, and leaves tags and marks out', () => {
    const words = new Map<string, number>();
    const places = readBody(
      `'#f:it''s':16300B '^l':16200A 'it''s':7 'lamp':1A,9B 'of\\':3C 'oil':4B,5C 'ova':6,12C '~lamp':16100 '@ova':16100`,
      (word, said) => words.set(word, said),
    );
    expect([...words.keys()]).toEqual(['^l', "it's", 'lamp', 'of\\', 'oil', 'ova']);
    expect(places).toBe(12);
    const said = (word: string) => [
      Boolean(words.get(word)! & IN_NAMES),
      Boolean(words.get(word)! & IN_STATEMENTS),
      Boolean(words.get(word)! & IN_PLACE),
      weightOf(words.get(word)!),
    ];
    expect(said('lamp')).toEqual([true, true, false, 13]);
    expect(said('oil')).toEqual([false, true, false, 4]);
    expect(said('ova')).toEqual([false, false, true, 6]);
    expect(said("it's")).toEqual([false, false, true, 5]);
  });
});
