import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import type { ActivityRow } from './activity.reads.ts';
import { sentenceOf } from './activity.sentences.ts';
import { Activity, ActivityConnection } from './activity.types.ts';

@Resolver(() => Activity)
export class ActivityResolver {
  @Query(() => ActivityConnection, { description: 'Staff. The stream so far, newest first.' })
  activities(
    @Arg('callId', () => ID, { nullable: true, description: 'Only events of this call and those of no call.' })
    callId: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the same list.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<ActivityConnection> {
    return services.activity.page(actor, { callId: callId ?? null, first: first ?? 50, after: after ?? null });
  }

  @Subscription(() => Activity, {
    description: 'Staff: what happens in the programme, as it happens. With a call only its events and those of no call.',
    subscribe: ({ args, context }: { args: { callId?: string | null }; context: Context }) =>
      context.services.activity.watch(context, args.callId ?? null),
  })
  programmeActivity(
    @Arg('callId', () => ID, { nullable: true, description: 'Only events of this call and those of no call.' })
    _callId: string | null | undefined,
    @Root() activity: ActivityRow,
  ): ActivityRow {
    return activity;
  }

  @FieldResolver(() => String, { description: 'A sentence with the names that the organisations have now.' })
  text(
    @Root() activity: ActivityRow,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'en or tr; others give English.' })
    language: string | null,
  ): string {
    return sentenceOf(activity, language ?? 'en');
  }

  @FieldResolver(() => [Organisation], { description: 'Whom it concerns, in the order of the sentence; one that is gone is left out.' })
  async organisations(@Root() activity: ActivityRow, @Ctx() { loaders }: Context): Promise<OrganisationView[]> {
    const found = await Promise.all(activity.organisationIds.map((id) => loaders.organisation.load(id)));
    return found.filter((row) => row !== null);
  }
}
