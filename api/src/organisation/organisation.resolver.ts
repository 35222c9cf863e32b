import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { FindsAsker, Public } from '../access/public.ts';
import { notFound } from '../access/errors.ts';
import type { Context } from '../context.ts';
import { isId } from '../schema/paging.ts';
import { selectedFields } from '../schema/selection.ts';
import { Issue, issueOf, WorkField, workField } from '../vocabulary/vocabulary.resolver.ts';
import { Organisation } from './organisation.entity.ts';
import { OrganisationInput } from './organisation.inputs.ts';
import { can } from './organisation.policy.ts';
import { viewShape, type OrganisationView } from './organisation.reads.ts';
import { OrganisationIssueView } from './organisation.types.ts';

/** The organisation as the viewer sees it after a change. */
export async function shown(context: Context, id: string): Promise<OrganisationView> {
  const row = await context.loaders.organisation.clear(id).load(id);
  if (!row) throw notFound('This organisation');
  return row;
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Public()
  @FindsAsker()
  @Query(() => Organisation, { nullable: true, description: 'An organisation, if the viewer may see it.' })
  async organisation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, asker }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OrganisationView | null> {
    const row = isId(id) ? await services.organisation.view(asker, id, viewShape(selectedFields(info))) : null;
    if (row?.pseudonymous) await services.organisation.recordView(asker.actor, row.id);
    return row;
  }

  @Mutation(() => Organisation, { description: 'Creates an organisation; the viewer becomes its first representative.' })
  async createOrganisation(
    @Arg('input', () => OrganisationInput, { description: 'The profile.' }) input: OrganisationInput,
    @Ctx() context: Context,
  ): Promise<OrganisationView> {
    const id = await context.services.organisation.create(context.actor, input);
    await context.refresh();
    return shown(context, id);
  }

  @Mutation(() => Organisation, { description: 'Changes a profile; what is left out stays as it is.' })
  async updateOrganisation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('input', () => OrganisationInput, { description: 'What changes.' }) input: OrganisationInput,
    @Ctx() { services, actor }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OrganisationView> {
    return services.organisation.update(actor, id, input, viewShape(selectedFields(info)));
  }

  @Mutation(() => Organisation, { description: 'Staff. Marks the organisation as checked.' })
  async verifyOrganisation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<OrganisationView> {
    await context.services.organisation.verify(context.actor, id);
    return shown(context, id);
  }

  @Mutation(() => Organisation, { description: 'Staff. Takes the mark back; the reason is told to its representatives.' })
  async withdrawVerification(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, in a sentence.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<OrganisationView> {
    await context.services.organisation.withdrawVerification(context.actor, id, reason);
    return shown(context, id);
  }

  @FieldResolver(() => [WorkField], { description: 'Its fields of work, one to five.' })
  fields(@Root() organisation: OrganisationView): WorkField[] {
    return organisation.fieldIds.map(workField);
  }

  @FieldResolver(() => [OrganisationIssueView], { description: 'What it needs and offers.' })
  issues(@Root() organisation: OrganisationView): OrganisationIssueView[] {
    return organisation.issueRows;
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may change the profile.' })
  viewerCanEdit(@Root() organisation: OrganisationView, @Ctx() { actor }: Context): boolean {
    return can(actor, 'edit', organisation);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may mark it as checked.' })
  viewerCanVerify(@Root() organisation: OrganisationView, @Ctx() { actor }: Context): boolean {
    return can(actor, 'verify', organisation);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer represents it.' })
  viewerIsRepresentative(@Root() organisation: OrganisationView, @Ctx() { actor }: Context): boolean {
    return can(actor, 'represent', organisation);
  }
}

@Resolver(() => OrganisationIssueView)
export class OrganisationIssueResolver {
  @FieldResolver(() => Issue, { description: 'The issue.' })
  issue(@Root() row: OrganisationIssueView): Issue {
    return issueOf(row.issueId);
  }
}
