import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Person } from '../person/person.entity.ts';
import type { SavedSearchView } from './saved-search.service.ts';
import { SavedSearch, SavedSearchChange, SavedSearchInput } from './saved-search.types.ts';

const ID_TEXT = 'Its id.';

@Resolver(() => SavedSearch)
export class SavedSearchResolver {
  @Query(() => [SavedSearch], { description: 'The viewer’s saved searches, oldest first.' })
  savedSearches(@Ctx() { services, actor }: Context): Promise<SavedSearchView[]> {
    return services.savedSearch.list(actor);
  }

  @Mutation(() => SavedSearch, { description: 'Keeps a search for the viewer; what it finds now counts as known. At most 20.' })
  saveSearch(
    @Arg('input', () => SavedSearchInput, { description: 'The search.' }) input: SavedSearchInput,
    @Ctx() { services, actor }: Context,
  ): Promise<SavedSearchView> {
    return services.savedSearch.save(actor, input);
  }

  @Mutation(() => SavedSearch, { description: 'Changes name, rhythm or zone of a saved search.' })
  changeSavedSearch(
    @Arg('id', () => ID, { description: ID_TEXT }) id: string,
    @Arg('input', () => SavedSearchChange, { description: 'What changes.' }) input: SavedSearchChange,
    @Ctx() { services, actor }: Context,
  ): Promise<SavedSearchView> {
    return services.savedSearch.change(actor, id, input);
  }

  @Mutation(() => Boolean, { description: 'Deletes a saved search; for a week `restoreSavedSearch` brings it back.' })
  async deleteSavedSearch(
    @Arg('id', () => ID, { description: ID_TEXT }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.savedSearch.delete(actor, id);
    return true;
  }

  @Mutation(() => SavedSearch, { description: 'Brings a deleted saved search back.' })
  restoreSavedSearch(
    @Arg('id', () => ID, { description: ID_TEXT }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<SavedSearchView> {
    return services.savedSearch.restore(actor, id);
  }

  @Mutation(() => Boolean, { description: 'The viewer has looked: what a saved search has found until now is no news any more.' })
  async markSavedSearchSeen(
    @Arg('id', () => ID, { description: ID_TEXT }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.savedSearch.markSeen(actor, id);
    return true;
  }

  @Subscription(() => SavedSearch, {
    description: 'A saved search of the viewer has found something new.',
    subscribe: ({ context }: { context: Context }) => context.services.savedSearchFinds.watch(context),
  })
  async savedSearchFound(@Root() { id }: { id: string }, @Ctx() { services, actor }: Context): Promise<SavedSearchView> {
    const found = (await services.savedSearch.list(actor)).find((search) => search.id === id);
    if (!found) throw notFound('This saved search');
    return found;
  }

  @FieldResolver(() => Int, { description: 'Found since the viewer last looked, and visible to them now.' })
  async newCount(@Root() search: SavedSearchView, @Ctx() { services, actor, loaders }: Context): Promise<number> {
    return (await loaders.of('savedSearchNews', (ids) => services.savedSearch.unseenCounts(actor, ids)).load(search.id)) ?? 0;
  }

  @FieldResolver(() => [Organisation], { description: 'What is new, newest first, at most 20.' })
  async finds(@Root() search: SavedSearchView, @Ctx() { services, actor, loaders }: Context): Promise<OrganisationView[]> {
    const found = await loaders.organisation.loadMany(await services.savedSearch.unseenFinds(actor, search));
    return found.filter((row): row is OrganisationView => row !== null && !(row instanceof Error));
  }
}

@Resolver(() => Person)
export class SavedSearchNewsResolver {
  @FieldResolver(() => Int, { description: 'What is new in the viewer’s saved searches together; 0 for everybody else’s.' })
  savedSearchNews(@Root() person: Person, @Ctx() { services, actor }: Context): Promise<number> | number {
    return person.id === actor.personId ? services.savedSearch.news(actor) : 0;
  }
}
