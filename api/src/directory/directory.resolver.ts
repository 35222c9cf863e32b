import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { FindsAsker, Public } from '../access/public.ts';
import type { Context } from '../context.ts';
import { viewShape, WHOLE_VIEW } from '../organisation/organisation.reads.ts';
import { selectedFields } from '../schema/selection.ts';
import { OrganisationConnection, OrganisationFilter, OrganisationSort } from './directory.types.ts';

@Resolver()
export class DirectoryResolver {
  @Public()
  @FindsAsker()
  @Query(() => OrganisationConnection, {
    description:
      'Search. Every word of `query` may be misspelt; the last one may be a prefix. Facet counts obey the other filters and the viewer.',
  })
  organisations(
    @Arg('query', () => String, { nullable: true, description: 'Words to search for; without them, everything.' })
    query: string | null | undefined,
    @Arg('filter', () => OrganisationFilter, { nullable: true, description: 'What the hits must be.' })
    filter: OrganisationFilter | null | undefined,
    @Arg('sort', () => OrganisationSort, { nullable: true, defaultValue: OrganisationSort.RELEVANCE, description: 'Order of the hits.' })
    sort: OrganisationSort | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` or an edge’s cursor of the same search.' })
    after: string | null | undefined,
    @Ctx() { services, asker }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OrganisationConnection> {
    const selected = selectedFields(info);
    return services.directory.search(asker, {
      query,
      filter,
      sort: sort ?? OrganisationSort.RELEVANCE,
      first: first ?? 20,
      after,
      withFacets: selected.has('facets'),
      withCorrection: selected.has('didYouMean'),
      withRelaxations: selected.has('relaxations'),
      withEmptyPlaces: selected.has('emptyPlaces'),
      withTotal: selected.has('totalCount'),
      // A highlight may stand anywhere in a profile.
      shape: selectedFields(info, 'edges').has('highlights')
        ? WHOLE_VIEW
        : viewShape([...selectedFields(info, 'nodes'), ...selectedFields(info, 'edges', 'node')]),
    });
  }

  @Public()
  @Query(() => [String], { description: 'What to offer while a word is typed: names and vocabulary labels the viewer may see.' })
  organisationSuggestions(
    @Arg('query', () => String, { description: 'What was typed so far.' }) query: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 8, description: 'How many, 0 to 20.' }) first: number | null,
    @Ctx() { services, actor }: Context,
  ): Promise<string[]> {
    return services.directory.suggest(actor, query, first ?? 8);
  }
}
