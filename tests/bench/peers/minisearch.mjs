// The same organisations in MiniSearch: the same folded words, boosts and typos; the last word as a beginning. It has no facets: they are counted from its results.
import MiniSearch from 'minisearch';

const typos = (word) => (word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0);

export function open({ wordsOf, parseQuery, facets }) {
  const index = new MiniSearch({
    fields: ['names', 'statements', 'rest'],
    storeFields: ['visible', ...facets],
    tokenize: wordsOf,
    processTerm: (word) => word,
  });
  return {
    build: (records) => index.addAll(records),
    search({ query, country, withFacets }) {
      const found = index.search(query, {
        tokenize: parseQuery,
        combineWith: 'AND',
        boost: { names: 10, statements: 3, rest: 1 },
        fuzzy: (word) => (typos(word) > 0 ? typos(word) : false),
        maxFuzzy: 2,
        prefix: (_word, at, words) => at === words.length - 1,
        filter: ({ visible }) => visible,
      });
      const hits = country === null ? found : found.filter((hit) => hit.countries.includes(country));
      const counts = withFacets ? facets.map((facet) => counted(facet, facet === 'countries' ? found : hits)) : [];
      return { ids: hits.slice(0, 10).map((hit) => hit.id), total: hits.length, counts };
    },
  };
}

function counted(facet, hits) {
  const counts = new Map();
  for (const hit of hits) for (const value of hit[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
