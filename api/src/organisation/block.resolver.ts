import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import type { BlockView } from './block.service.ts';
import { Organisation } from './organisation.entity.ts';
import type { OrganisationView } from './organisation.reads.ts';
import { OrganisationBlock } from './organisation.types.ts';

@Resolver(() => OrganisationBlock)
export class BlockResolver {
  @Query(() => [OrganisationBlock], { description: 'Whom an organisation of the viewer has blocked, newest first. Its own people only.' })
  blockedOrganisations(
    @Arg('organisationId', () => ID, { description: 'The viewer’s organisation.' }) organisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<BlockView[]> {
    return services.block.list(actor, organisationId);
  }

  @Mutation(() => Boolean, { description: 'The blocked organisation can no longer invite, nor be suggested.' })
  async blockOrganisation(
    @Arg('organisationId', () => ID, { description: 'The viewer’s organisation.' }) organisationId: string,
    @Arg('blockedOrganisationId', () => ID, { description: 'Whom to block.' }) blockedOrganisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.block.block(actor, organisationId, blockedOrganisationId);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Takes a block back.' })
  async unblockOrganisation(
    @Arg('organisationId', () => ID, { description: 'The viewer’s organisation.' }) organisationId: string,
    @Arg('blockedOrganisationId', () => ID, { description: 'Whom to unblock.' }) blockedOrganisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.block.unblock(actor, organisationId, blockedOrganisationId);
    return true;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Who is blocked; null where the viewer may no longer see it.' })
  organisation(@Root() block: BlockView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisation.load(block.blockedId);
  }
}
