import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import type { Context } from '../context.ts';
import type { DocumentView } from '../document/document.reads.ts';
import { Document } from '../document/document.entity.ts';
import { whileAllowed } from '../live/guard.ts';
import { commentTopic, type CommentChange } from './comment.events.ts';
import type { CommentRow, ParticipantRow } from './comment.reads.ts';
import type { ThreadView } from './comment.service.ts';
import { Comment, CommentThread, Participant, RewordingOutcome, StartCommentInput } from './comment.types.ts';

@Resolver(() => Comment)
export class CommentResolver {
  @FieldResolver(() => Boolean, { description: 'The viewer said it and may change it or take it back.' })
  viewerCanChange(@Root() comment: CommentRow & { changeable?: boolean }, @Ctx() { actor }: Context): boolean {
    return Boolean(comment.changeable) && comment.author !== null && comment.author.id === actor.personId;
  }
}

@Resolver(() => CommentThread)
export class CommentThreadResolver {
  @FieldResolver(() => [Comment], { description: 'What was said, oldest first.' })
  comments(@Root() { comments, viewerCanComment }: ThreadView): CommentRow[] {
    return comments.map((comment) => ({ ...comment, changeable: viewerCanComment }));
  }

  @FieldResolver(() => Boolean, { description: 'Somebody else’s wording waits for an answer, and the viewer may put it in.' })
  viewerCanAccept(@Root() thread: ThreadView, @Ctx() { services, actor }: Context): boolean {
    return services.comment.viewerCanAccept(actor, thread);
  }

  @Mutation(() => CommentThread, {
    description:
      'Begins a conversation about a place in a document; for both organisations, also about each other’s adaptation. CONFLICT when the words or the row were taken out or changed since the viewer saw them.',
  })
  async startComment(
    @Arg('input', () => StartCommentInput, { description: 'What it is about, and what is said.' }) input: StartCommentInput,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    return services.comment.thread(actor, await services.comment.start(actor, input));
  }

  @Mutation(() => CommentThread, { description: 'Says something in an open conversation (RULE_BROKEN `comment-settled` in another).' })
  async replyToComment(
    @Arg('threadId', () => ID, { description: 'The conversation.' }) threadId: string,
    @Arg('body', () => String, { description: 'What is said, 1 to 4,000 characters.' }) body: string,
    @Arg('mentioned', () => [ID], { nullable: true, description: 'People of the partnership it is addressed to.' })
    mentioned: string[] | null | undefined,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    await services.comment.reply(actor, threadId, body, mentioned ?? []);
    return services.comment.thread(actor, threadId);
  }

  @Mutation(() => CommentThread, { description: 'Changes what the viewer said in an open conversation.' })
  async editComment(
    @Arg('id', () => ID, { description: 'The comment.' }) id: string,
    @Arg('body', () => String, { description: 'What is said instead.' }) body: string,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    return services.comment.thread(actor, await services.comment.edit(actor, id, body));
  }

  @Mutation(() => CommentThread, {
    description:
      'Takes back what the viewer said, or puts it back. A conversation in which nothing is left is in no list until somebody says something in it.',
  })
  async deleteComment(
    @Arg('id', () => ID, { description: 'The comment.' }) id: string,
    @Arg('deleted', () => Boolean, { nullable: true, defaultValue: true, description: 'False puts it back.' }) deleted: boolean | null,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    return services.comment.thread(actor, await services.comment.setDeleted(actor, id, deleted ?? true));
  }

  @Mutation(() => CommentThread, { description: 'Settles a conversation, or opens it again.' })
  async resolveComment(
    @Arg('threadId', () => ID, { description: 'The conversation.' }) threadId: string,
    @Arg('resolved', () => Boolean, { nullable: true, defaultValue: true, description: 'False opens it again.' }) resolved: boolean | null,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    await services.comment.setResolved(actor, threadId, resolved ?? true);
    return services.comment.thread(actor, threadId);
  }

  @Mutation(() => CommentThread, {
    description:
      'Says what came of a rewording and settles its conversation. Who accepts has put it into the text; this changes no text. Nobody accepts their own (RULE_BROKEN `own-wording`), or one in their partner’s adaptation (`others-adaptation`); who proposed it may let go of it with REJECTED.',
  })
  async answerRewording(
    @Arg('threadId', () => ID, { description: 'The conversation.' }) threadId: string,
    @Arg('outcome', () => RewordingOutcome, { description: 'What came of it.' }) outcome: RewordingOutcome,
    @Ctx() { services, actor }: Context,
  ): Promise<ThreadView> {
    await services.comment.answerRewording(actor, threadId, outcome);
    return services.comment.thread(actor, threadId);
  }

  @Subscription(() => CommentThread, {
    description: 'A conversation beside a document was begun or changed. Ends when the viewer may no longer read the document.',
    subscribe: async ({ args, context }: { args: { documentId: string }; context: Context }) => {
      const { comment, live } = context.services;
      if (!(await comment.canWatch(context.actor, args.documentId))) throw notFound('This document');
      const changes = live.stream<CommentChange>([commentTopic(args.documentId.toLowerCase())]);
      return whileAllowed(live, context, changes, (actor) => comment.canWatch(actor, args.documentId));
    },
  })
  async commentChanged(
    @Arg('documentId', () => ID, { description: 'The document.' }) _documentId: string,
    @Root() change: CommentChange,
    @Ctx() context: Context,
  ): Promise<ThreadView> {
    await context.refresh();
    return context.services.comment.thread(context.actor, change.threadId);
  }
}

@Resolver(() => Document)
export class DocumentCommentsResolver {
  @FieldResolver(() => Boolean, { description: 'The viewer may say something about it now.' })
  viewerCanComment(@Root() document: DocumentView, @Ctx() { services, actor }: Context): boolean {
    return services.comment.viewerCanComment(actor, document);
  }

  @FieldResolver(() => [CommentThread], {
    description: 'The conversations beside it in which something is said, oldest first, settled ones too.',
  })
  comments(@Root() document: DocumentView, @Ctx() { services, actor }: Context): Promise<ThreadView[]> {
    return services.comment.threads(actor, document);
  }

  @FieldResolver(() => [Participant], { description: 'The people of both organisations, whom a comment can be addressed to.' })
  participants(@Root() document: DocumentView, @Ctx() { services, actor }: Context): Promise<ParticipantRow[]> {
    return services.comment.participants(actor, document);
  }
}
