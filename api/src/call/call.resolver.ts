import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Public } from '../access/public.ts';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { isId } from '../schema/paging.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { Call } from './call.entity.ts';
import { CallInput } from './call.inputs.ts';
import { isOpen, type CallView } from './call.service.ts';
import { DeadlineExtension, EligibilityCheck } from './call.types.ts';

@Resolver(() => Call)
export class CallResolver {
  @Public()
  @Query(() => Call, { nullable: true, description: 'A call.' })
  call(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context): Promise<CallView | null> {
    return isId(id) ? context.loaders.call.load(id) : Promise.resolve(null);
  }

  @Public()
  @Query(() => Call, { nullable: true, description: 'The call that is open now, else the next one, else null.' })
  currentCall(@Ctx() { services }: Context): Promise<CallView | null> {
    return services.call.current();
  }

  @Public()
  @Query(() => [Call], { description: 'All published calls, newest first.' })
  calls(@Ctx() { services }: Context): Promise<CallView[]> {
    return services.call.all();
  }

  @Mutation(() => Call, { description: 'Staff. Announces a call.' })
  async createCall(
    @Arg('input', () => CallInput, { description: 'The call.' }) input: CallInput,
    @Ctx() context: Context,
  ): Promise<CallView | null> {
    return context.loaders.call.load(await context.services.call.create(context.actor, input));
  }

  @Mutation(() => Call, { description: 'Staff. Only later; the old deadline stays visible.' })
  async extendDeadline(
    @Arg('callId', () => ID, { description: 'The call.' }) callId: string,
    @Arg('deadline', () => GraphQLDateTimeISO, { description: 'The new deadline.' }) deadline: Date,
    @Arg('reason', () => String, { nullable: true, description: 'Why; everybody reads it.' }) reason: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<CallView | null> {
    await context.services.call.extendDeadline(context.actor, callId, deadline, reason);
    await context.refresh();
    return context.loaders.call.load(callId);
  }

  @FieldResolver(() => Boolean, { description: 'Now between opensAt and deadline.' })
  isOpen(@Root() call: CallView): boolean {
    return isOpen(call, new Date());
  }

  @FieldResolver(() => [DeadlineExtension], { description: 'Every time the deadline was moved, oldest first.' })
  async extensions(@Root() call: CallView, @Ctx() { loaders, services }: Context): Promise<DeadlineExtension[]> {
    return (await loaders.of('callExtensions', (ids) => services.call.extensionsOf(ids)).load(call.id)) ?? [];
  }
}

@Resolver(() => Organisation)
export class OrganisationEligibilityResolver {
  @FieldResolver(() => [EligibilityCheck], {
    description: 'Live checklist of a call’s conditions, for the organisation’s own people and staff; else empty.',
  })
  async eligibility(
    @Root() organisation: OrganisationView,
    @Arg('callId', () => ID, { nullable: true, description: 'The call; the current one when left out.' }) callId: string | null | undefined,
    @Ctx() { services }: Context,
  ): Promise<EligibilityCheck[]> {
    return organisation.seesPrivate ? services.call.checklist(organisation.id, callId) : [];
  }
}

@Resolver(() => EligibilityCheck)
export class EligibilityCheckResolver {
  @FieldResolver(() => String, { description: 'A sentence that says what to do.' })
  text(
    @Root() check: EligibilityCheck,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
  ): string {
    return check.say(language ?? 'en');
  }
}
