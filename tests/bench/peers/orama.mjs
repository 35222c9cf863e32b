// The same organisations in Orama: the same folded words and boosts. It knows one tolerance for a whole query, and every word may be a beginning; with a tolerance of 1
// it forgives what Köprü forgives in most words. `threshold: 0` asks for all words.
import { create, insertMultiple, search } from '@orama/orama';

export function open({ wordsOf, parseQuery, facets }) {
  const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: (text) => [...new Set(wordsOf(text))] };
  const index = create({
    schema: {
      names: 'string',
      statements: 'string',
      rest: 'string',
      visible: 'boolean',
      ...Object.fromEntries(facets.map((facet) => [facet, 'enum[]'])),
    },
    components: { tokenizer },
  });
  const ask = (term, where, limit, counted) =>
    search(index, {
      ...{
        term,
        properties: ['names', 'statements', 'rest'],
        boost: { names: 10, statements: 3, rest: 1 },
        tolerance: 1,
        threshold: 0,
        limit,
      },
      where: { visible: true, ...where },
      ...(counted.length > 0 ? { facets: Object.fromEntries(counted.map((facet) => [facet, { limit: 1000 }])) } : {}),
    });
  return {
    build: (records) => insertMultiple(index, records, 1000),
    async search({ query, country, withFacets }) {
      const term = parseQuery(query).join(' ');
      const chosen = country === null ? {} : { countries: { containsAny: [country] } };
      const counted = withFacets ? facets.filter((facet) => country === null || facet !== 'countries') : [];
      const found = await ask(term, chosen, 10, counted);
      if (withFacets && country !== null) await ask(term, {}, 0, ['countries']);
      return { ids: found.hits.map((hit) => hit.id), total: found.count, counts: found.facets };
    },
  };
}
