import { describe, expect, it } from 'vitest';
import { documentsOf, type Key } from './fixture.ts';
import type { Questions } from './questions.ts';

type Changes = Readonly<Partial<Record<Key, Parameters<typeof documentsOf>[1]>>>;

/** The keys of what a question finds, with some organisations as they are not otherwise. */
async function ranked({ ask, keys, search }: Questions, changes: Changes, query: string): Promise<Key[]> {
  const changed = Object.keys(changes) as Key[];
  await search().upsert(changed.flatMap((key) => documentsOf(key, changes[key])));
  await search().settle();
  try {
    return keys(await ask(query)).filter((key) => changed.includes(key));
  } finally {
    await search().upsert(changed.flatMap((key) => documentsOf(key)));
    await search().settle();
  }
}

const ALIAS = 'Ecology organisation in Turkey (K7QX)';

/** Young people in Ankara by name and place, by field and place; and elsewhere by what is written. */
const ANKARA: Changes = {
  cagdas: {
    name: 'Çağdaş Gençlik Vakfı',
    city: 'Ankara',
    fields: ['culture-and-arts'],
    about: 'We meet on Tuesdays, and on other days too.',
  },
  izmir: { name: 'Gençlik Köprüsü', city: 'İzmir', needs: ['campaigning'], statement: 'We run a camp in Ankara.' },
};

const CLIMATE: Changes = {
  orchard: {
    name: 'Walnut Grove',
    needs: ['campaigning'],
    statement: 'We want to write letters about iklim to people who do not hear of it.',
  },
  doga: {
    name: 'Anadolu Kooperatifi',
    fields: ['ecology'],
    about: 'Since many years we walk from village to village, and talk of iklim too.',
  },
  oresund: { name: 'Øresund', fields: ['ecology'], about: null },
};

const TEXT = 'We meet every Tuesday in a house by the water, cook for whoever comes, and write down what we heard of the week before.';

/** Five of one field and country that none of them says a word of, two of them masked, whose aliases come before the other names. */
const FIELD: Changes = {
  cagdas: { name: 'Zambak Evi', fields: ['ecology'], about: TEXT },
  masked: { alias: ALIAS, fields: ['ecology'], about: TEXT },
  kadin: { name: 'Yonca Köprüsü', fields: ['ecology'], about: TEXT, needs: ['campaigning'], statement: TEXT },
  club: { alias: 'Ecology organisation in Turkey (M2PD)', visibility: 'PSEUDONYMOUS', country: 'TR', fields: ['ecology'] },
  izmir: { name: 'Zeytin Evi', fields: ['ecology'], about: null },
};

/** What stands before what: the steps that every engine keeps. */
export function rankContracts(questions: Questions): void {
  describe('what stands before what', () => {
    it.each(['gençlik ankara', 'Ankara genclik', 'genclik ankar'])(
      'where an organisation is counts for more than a place that it writes about: %s',
      async (query) => {
        expect(await ranked(questions, ANKARA, query)).toEqual(['cagdas', 'izmir']);
      },
    );

    it('a country is a place, too, in whatever language', async () => {
      const changes: Changes = {
        brucke: { name: 'Jugend und Brücke', city: 'Kassel', about: 'A house.' },
        lodz: { name: 'Jugend Łódź', needs: ['campaigning'], statement: 'We look for friends in Almanya.' },
      };
      expect(await ranked(questions, changes, 'jugend almanya')).toEqual(['brucke', 'lodz']);
    });

    it('what an organisation writes itself stands before its field alone, also far down in a long text', async () => {
      expect(await ranked(questions, CLIMATE, 'iklim')).toEqual(['orchard', 'doga', 'oresund']);
    });

    it('the words of an alias that was made for it are no name, but whoever types all of it finds it first', async () => {
      const changes: Changes = {
        masked: { alias: ALIAS, fields: ['ecology'] },
        orchard: { name: 'Walnut Grove', needs: ['campaigning'], statement: 'Ecology is what we teach.' },
        oresund: { name: 'Øresund', fields: ['ecology'] },
      };
      const order = await ranked(questions, changes, 'ecology');
      expect([order[0], order.slice(1).sort()]).toEqual(['orchard', ['masked', 'oresund']]);
      expect(await ranked(questions, changes, 'ecology organisation')).toContain('masked');
      expect(await ranked(questions, changes, ALIAS)).toEqual(['masked']);
      expect(await ranked(questions, changes, 'k7qx')).toEqual(['masked']);
    });
  });
}

/** The same to the last step, which Meilisearch does not keep: it adds up where the words stand. */
export function finerRankContracts(questions: Questions): void {
  describe('what stands before what, to the last step', () => {
    it('who is in the place by field alone stands before who only writes of it', async () => {
      const changes: Changes = {
        ...ANKARA,
        doga: { name: 'Başkent Evi', city: 'Ankara', fields: ['youth'] },
        orchard: { name: 'Walnut Grove', city: 'Ankara', about: 'Somewhere in a long text, after many other words, we say gençlik once.' },
        kadin: { name: 'Bahar Topluluğu', needs: ['campaigning'], statement: 'Gençlik, gençlik, gençlik! Ankara, Ankara!' },
      };
      const order = await ranked(questions, changes, 'gençlik ankara');
      expect([...order.slice(0, 3), order.slice(3).sort()]).toEqual(['cagdas', 'orchard', 'doga', ['izmir', 'kadin']]);
    });

    it('who is called so stands before who is there, and who is there before who writes of it', async () => {
      const changes: Changes = {
        brucke: { name: 'Ankara Evi', city: 'Kassel' },
        cagdas: { name: 'Çağdaş', acronym: null, city: 'Ankara' },
        izmir: { name: 'Köprü', needs: ['campaigning'], statement: 'Ankara, Ankara!' },
        orchard: { name: 'Ankara' },
        lodz: { name: 'Dom', about: 'Once we went to Ankara.' },
      };
      expect(await ranked(questions, changes, 'ankara')).toEqual(['orchard', 'brucke', 'cagdas', 'izmir', 'lodz']);
    });

    it('words in the other language are an organisation’s own, too', async () => {
      expect(await ranked(questions, CLIMATE, 'climate')).toEqual(['orchard', 'doga', 'oresund']);
    });

    it('a name and a field together stand before a text that has both words', async () => {
      const changes: Changes = {
        doga: { name: 'Meşe Derneği', fields: ['ecology'] },
        lodz: { name: 'Dom', about: 'We know one derneği, and once spoke of çevre.' },
        oresund: { name: 'Øresund', kind: 'ASSOCIATION', fields: ['ecology'], about: 'A derneği told us so.' },
      };
      expect(await ranked(questions, changes, 'çevre derneği')).toEqual(['doga', 'lodz', 'oresund']);
    });

    it.each(['ecology', 'ekoloji', 'iklim', 'ecolgy', 'türkiye', 'ecology turkey'])(
      'nobody stands first for being masked: %s',
      async (query) => {
        const order = await ranked(questions, FIELD, query);
        expect([order.slice(0, 3).sort(), order.slice(3)]).toEqual([
          ['cagdas', 'izmir', 'kadin'],
          ['masked', 'club'],
        ]);
      },
    );

    it('a masked organisation stands behind those that are where it is, and before who only writes of it', async () => {
      const changes: Changes = {
        masked: { alias: ALIAS, fields: ['ecology'] },
        kadin: { city: null },
        orchard: { name: 'Walnut Grove', needs: ['campaigning'], statement: 'Turkey is far away.' },
        club: { name: 'Turkey Friends', visibility: 'PUBLIC' },
      };
      expect(await ranked(questions, changes, 'turkey')).toEqual(['club', 'kadin', 'masked', 'orchard']);
    });
  });
}
