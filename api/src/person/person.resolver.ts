import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isSignedIn } from '../access/actor.ts';
import { Public } from '../access/public.ts';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Person } from './person.entity.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Public()
  @Query(() => Person, { nullable: true, description: 'The signed-in person, or null.' })
  me(@Ctx() { actor }: Context): Person | null {
    return isSignedIn(actor) ? { ...actor, id: actor.personId } : null;
  }

  @FieldResolver(() => [Organisation], { description: 'Organisations the person represents.' })
  async organisations(@Root() person: Person, @Ctx() context: Context): Promise<OrganisationView[]> {
    if (person.id !== context.actor.personId) return [];
    const found = await context.loaders.organisation.loadMany([...context.actor.organisationIds]);
    return found.filter((row): row is OrganisationView => row !== null && !(row instanceof Error));
  }
}
