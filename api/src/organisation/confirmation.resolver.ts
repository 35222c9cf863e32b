import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Organisation } from './organisation.entity.ts';
import type { OrganisationView } from './organisation.reads.ts';
import { shown } from './organisation.resolver.ts';

@Resolver(() => Organisation)
export class ConfirmationResolver {
  @Mutation(() => Organisation, { description: 'The profile is still right: it counts as fresh again.' })
  async confirmProfile(
    @Arg('id', () => ID, { description: 'The viewer’s organisation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<OrganisationView> {
    await context.services.confirmation.confirm(context.actor, id);
    return shown(context, id);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Nobody has touched the profile for half a year: its people are asked whether it is still right. False for everybody else.',
  })
  async needsConfirmation(@Root() organisation: OrganisationView, @Ctx() { services, loaders }: Context): Promise<boolean> {
    if (!organisation.seesPrivate) return false;
    return (await loaders.of('needsConfirmation', (ids) => services.confirmation.dueAmong(ids)).load(organisation.id)) ?? false;
  }
}
