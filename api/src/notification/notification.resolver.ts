import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { unauthenticated } from '../access/errors.ts';
import type { Context } from '../context.ts';
import { DigestRhythm } from '../digest/digest.enums.ts';
import { whileAllowed } from '../live/guard.ts';
import { notificationTopic } from './notification.events.ts';
import type { LettersView } from './notification-letters.service.ts';
import type { NotificationPage } from './notification.service.ts';
import { Notification, NotificationConnection, NotificationLetters } from './notification.types.ts';

@Resolver(() => Notification)
export class NotificationResolver {
  @Query(() => NotificationConnection, { description: "The viewer's notifications, newest first; only of what they may still see." })
  notifications(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 0 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<NotificationPage> {
    return services.notification.page(actor, first ?? 20, after ?? null);
  }

  @Mutation(() => Int, { description: "Marks the viewer's notifications as seen; answers how many are new now." })
  markNotificationsRead(
    @Arg('ids', () => [ID], { nullable: true, description: 'These; all when left out.' }) ids: string[] | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<number> {
    return services.notification.markRead(actor, ids ?? null);
  }

  @Query(() => NotificationLetters, { description: 'What the viewer chose about letters of notifications.' })
  notificationLetters(@Ctx() { services, actor }: Context): Promise<LettersView> {
    return services.notificationLetters.chosen(actor);
  }

  @Mutation(() => NotificationLetters, {
    description: 'Chooses how often the viewer gets a letter of notifications that they have not seen.',
  })
  chooseNotificationLetters(
    @Arg('digest', () => DigestRhythm, { description: 'How often.' }) digest: DigestRhythm,
    @Arg('timeZone', () => String, { nullable: true, description: 'In whose morning, as IANA names it; left out, it stays.' })
    timeZone: string | null | undefined,
    @Arg('language', () => String, { nullable: true, description: 'en or tr; left out, it stays.' }) language: string | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<LettersView> {
    return services.notificationLetters.choose(actor, { digest, timeZone, language });
  }

  @Subscription(() => Int, {
    description: 'How many notifications are new for the viewer, whenever that changes.',
    subscribe: ({ context }: { context: Context }) => {
      const { notification, live } = context.services;
      const { personId } = context.actor;
      if (personId === null) throw unauthenticated();
      const changes = live.stream<object>([notificationTopic(personId)]);
      return whileAllowed(live, context, changes, (actor) => notification.canWatch(actor, personId));
    },
  })
  async notificationsChanged(@Root() _change: object, @Ctx() context: Context): Promise<number> {
    await context.refresh();
    return context.services.notification.unread(context.actor);
  }
}
