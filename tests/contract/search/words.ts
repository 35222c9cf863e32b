import { describe, expect, it } from 'vitest';
import { KEYS, type Key } from './fixture.ts';
import type { Questions } from './questions.ts';

export function wordContracts({ ask, found, first, keys }: Questions): void {
  describe('words', () => {
    it.each<[string, Key]>([
      ['Işık Kadın', 'kadin'],
      ['isik kadin', 'kadin'],
      ['IŞIK KADIN', 'kadin'],
      ['ISIK KADIN', 'kadin'],
      ['ışık kadın', 'kadin'],
      ['cagdas', 'cagdas'],
      ['ÇAĞDAŞ', 'cagdas'],
      ['çgv', 'cagdas'],
      ['cgv', 'cagdas'],
      ['ISTANBUL', 'kadin'],
      ['İstanbul’da', 'kadin'],
      ['lodzka', 'lodz'],
      ['Łódzka', 'lodz'],
      ['ŁÓDZKA', 'lodz'],
      ['strassenkinder', 'brucke'],
      ['STRAßENKINDER', 'brucke'],
      ['brucke', 'brucke'],
      ['bruecke', 'brucke'],
      ['muenchen', 'brucke'],
      ['oresund', 'oresund'],
      ['Øresund', 'oresund'],
      ['naturvaern', 'oresund'],
      ['zizkovske dilny', 'zizkov'],
      ['ŽIŽKOVSKÉ', 'zizkov'],
      ['αλληλεγγυη', 'athina'],
      ['ΑΛΛΗΛΕΓΓΎΗ', 'athina'],
      ['thessaloniki', 'athina'],
      ['читалище', 'plovdiv'],
      ['chitalishte', 'plovdiv'],
      ['Plovdiv', 'plovdiv'],
    ])('%s finds the organisation, letters typed any way', async (query, key) => {
      expect(await found(query)).toEqual([key]);
    });

    it.each<[string, string, Key]>([
      ['a substitution', 'kooperatibi', 'doga'],
      ['an insertion', 'harbouur', 'harbour'],
      ['a deletion', 'mediatin harbour', 'harbour'],
      ['a swap, which counts as one', 'orchadr', 'orchard'],
      ['a swap in a word of five letters', 'prhaa', 'zizkov'],
      ['two typos from nine letters on', 'kooporatibi', 'doga'],
      ['a typo in each word', 'anadlou kooperatiff', 'doga'],
      ['a wrong first letter in a long word', 'nooperatifi', 'doga'],
      ['a typo in a beginning', 'strasenk', 'brucke'],
    ])('forgives %s: %s', async (_what, query, key) => {
      expect(await found(query)).toContain(key);
      expect(await first(query)).toBe(key);
    });

    it('forgives nothing in words of four letters, and no second typo in words of eight', async () => {
      expect(await found('cork')).toEqual(['harbour']);
      expect(await found('cokr')).toEqual([]);
      expect(await found('gegclikk')).toEqual([]);
    });

    it('takes the last word, and only that, as a beginning', async () => {
      expect(await found('harb')).toEqual(['harbour', 'orchard']);
      expect(await found('mediation harb')).toEqual(['harbour', 'orchard']);
      const second = await ask('harb mediation');
      expect([keys(second).sort(), second.droppedWords]).toEqual([['harbour', 'orchard'], ['harb']]);
      expect((await ask('o')).totalCount).toBeGreaterThan(0);
    });

    it('requires every word, and only when nothing has all drops those that nobody has, wherever they stand, then from the end', async () => {
      expect(await found('kadın gençlik')).toEqual(['kadin']);
      for (const [query, key, dropped] of [
        ['orchard mediators zzzzzzzz qqqqqqqq', 'orchard', ['zzzzzzzz', 'qqqqqqqq']],
        ['zzzzzzzz orchard qqqqqqqq mediators', 'orchard', ['zzzzzzzz', 'qqqqqqqq']],
        ['Kassel orchard', 'orchard', ['kassel']],
        ['orchard Kassel', 'orchard', ['kassel']],
        ['Orchard kooperatifi', 'orchard', ['kooperatifi']],
        ['kooperatifi orchard', 'doga', ['orchard']],
      ] as const) {
        const result = await ask(query);
        expect({ query, keys: keys(result), dropped: result.droppedWords }).toEqual({ query, keys: [key], dropped });
      }
      expect((await ask('harbour')).droppedWords).toEqual([]);
      expect(await ask('zzzzzzzz qqqqqqqq')).toMatchObject({ totalCount: 0, droppedWords: [] });
      expect((await ask('lodz harbour', { filter: { countries: ['IE'] } })).droppedWords).toEqual(['lodz']);
    });

    it('puts a hit in the name before one in the text', async () => {
      expect(await first('harbour mediation')).toBe('harbour');
      expect(await first('hmn')).toBe('harbour');
      expect(await first('Offenes Haus Größe')).toBe('brucke');
    });

    it('finds what is meant by a field or an issue in either language', async () => {
      expect(await found('çevre')).toEqual(['doga', 'oresund']);
      expect(await found('environment')).toEqual(['doga', 'oresund']);
      expect(await found('gönüllü yönetimi')).toEqual(['cagdas', 'doga', 'lodz', 'oresund']);
      expect(await found('lighthouse')).toEqual(['harbour']);
    });

    it('takes a word of the vocabulary and what it is in the other language for one', async () => {
      expect(await found('women association')).toEqual(['kadin']);
      expect(await found('gençlik')).toContain('cagdas');
      expect(await found('youth foundation')).toEqual(['cagdas']);
      expect(await found('gönüllü')).toEqual(['cagdas', 'doga', 'lodz', 'oresund']);
      expect(await found('volunteer')).toEqual(['cagdas', 'doga', 'lodz', 'oresund']);
      expect(await found('okul doctor')).toEqual(['izmir']);
    });

    it('takes the name of a place at its word, but not one that is misspelt', async () => {
      expect(await found('Athen')).toEqual([]);
      expect(await found('München')).toEqual(['brucke']);
      expect(await found('Munchne')).toEqual(['brucke']);
    });

    it('finds by city, country in both languages, former name and about', async () => {
      expect(await found('almanya')).toEqual(['brucke']);
      expect(await found('Offenes Haus')).toEqual(['brucke']);
      expect(await found('doctor school')).toEqual(['izmir']);
    });

    it.each(['', '   ', '!!! ???', '\0', '%', "'"])('answers everything when there is no word: %j', async (query) => {
      expect((await ask(query)).totalCount).toBe(KEYS.length - 2);
    });

    it.each([`' | 'a`, 'a:* & !b', '\\', `\u0000kadin'`, '🌍 kadin', 'x'.repeat(5000), 'a '.repeat(300), '\ud800'])(
      'is not disturbed by %j',
      async (query) => {
        await expect(ask(query)).resolves.toBeDefined();
      },
    );
  });
}
