import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { notFound } from '../access/errors.ts';
import { FindsAsker, OverSocket } from '../access/public.ts';
import type { Context, OrganisationView } from '../context.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Partnership } from '../partnership/partnership.entity.ts';
import type { PartnershipView } from '../partnership/partnership.service.ts';
import { GraphQLBase64 } from '../schema/scalars.ts';
import { Document, DocumentAck, DocumentUpdate, Presence } from './document.entity.ts';
import { DocumentKind } from './document.enums.ts';
import type { PresenceEvent } from './document.presence.ts';
import type { DocumentView } from './document.reads.ts';
import type { Have } from './document.service.ts';
import type { StoredUpdate } from './document.store.ts';

interface OfDocument {
  readonly documentId: string;
}

const SIGNED_IN_AS = 'Whom the client takes the viewer for: UNAUTHENTICATED when somebody else is signed in by now.';

/** The last event of a stream can be the reason why it ends. */
function event<Event>(eventOrReason: Event | Error): Event {
  if (eventOrReason instanceof Error) throw eventOrReason;
  return eventOrReason;
}

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, { nullable: true, description: 'A document, if the viewer may read it.' })
  async document(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<DocumentView | null> {
    return (await services.document.viewsOf(actor, [id]))[0] ?? null;
  }

  @FieldResolver(() => GraphQLBase64, { description: 'The whole document as one Yjs V1 update.' })
  content(@Root() document: DocumentView, @Ctx() { services, actor }: Context): Promise<Uint8Array> {
    return services.document.content(actor, document);
  }

  @FieldResolver(() => Partnership, { description: 'Whose document it is.' })
  partnership(@Root() document: DocumentView, @Ctx() { services, actor }: Context): Promise<PartnershipView | null> {
    return services.partnership.view(actor, document.partnershipId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Whose adaptation it is; null when both write it.' })
  async organisation(@Root() document: DocumentView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return document.organisationId === null ? null : loaders.organisationForParty.load(document.organisationId);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may change it now.' })
  viewerCanWrite(@Root() document: DocumentView, @Ctx() { services, actor }: Context): boolean {
    return services.document.viewerCanWrite(actor, document);
  }

  @FindsAsker()
  @OverSocket()
  @Mutation(() => DocumentAck, {
    description: 'Stores a change of a document. Returns after it is committed. The same operationId again returns the first answer.',
  })
  async pushDocumentUpdate(
    @Arg('documentId', () => ID, { description: 'The document.' }) documentId: string,
    @Arg('operationId', () => ID, { description: 'Chosen by the client, new for every change, the same when a change is sent again.' })
    operationId: string,
    @Arg('update', () => GraphQLBase64, { description: 'A Yjs V1 update of at most 256 KiB that builds on what is stored.' })
    update: Uint8Array,
    @Arg('personId', () => ID, { nullable: true, description: SIGNED_IN_AS }) personId: string | null | undefined,
    @Ctx() { services, asker }: Context,
  ): Promise<DocumentAck> {
    return { sequence: await services.document.push(asker, { documentId, operationId, update, personId: personId ?? null }) };
  }

  @Mutation(() => Boolean, {
    description:
      'Remembers, for the viewer alone, up to where they have read a document: what `Document.news` counts from when they come back.',
  })
  async markDocumentRead(
    @Arg('documentId', () => ID, { description: 'The document.' }) documentId: string,
    @Arg('visit', () => ID, { description: 'Of this stay, chosen by the client: 1 to 64 characters.' }) visit: string,
    @Arg('sequence', () => Int, { description: 'Number of the last update that the viewer had before their eyes.' }) sequence: number,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.document.markRead(actor, { documentId, visit, sequence });
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Tells the others in a document where the viewer is. Not stored; gone 30 seconds after it was last sent.',
  })
  async setPresence(
    @Arg('documentId', () => ID, { description: 'The document.' }) documentId: string,
    @Arg('state', () => GraphQLBase64, {
      description:
        'A y-protocols awareness update of one client, at most 4 KiB; a null state leaves. The `anchor` and `head` of its `cursor` are relative positions of Yjs. Other bytes are passed on as they are, under a `clientId` that is no number.',
    })
    state: Uint8Array,
    @Ctx() { services, actor }: Context,
  ): Promise<boolean> {
    await services.document.setPresence(actor, documentId, state);
    return true;
  }

  @Subscription(() => DocumentUpdate, {
    description:
      'First event, always sent: what the client misses (since `stateVector`, or since `afterSequence`, or all; an empty update when nothing); with both, before it what was stored since `afterSequence`, if that is still known; then each update as it is stored, to its sender too. Ends with NOT_FOUND when the viewer may no longer read it, and with `resync` when the client reads too slowly.',
    subscribe: ({ args, context }: { args: OfDocument & Have; context: Context }) =>
      context.services.document.watch(context, args.documentId, args),
  })
  documentUpdated(
    @Arg('documentId', () => ID, { description: 'The document.' }) _documentId: string,
    @Arg('stateVector', () => GraphQLBase64, {
      nullable: true,
      description: 'What the client has, as `Y.encodeStateVector`: nothing that it lacks is left out, also when the log was restored.',
    })
    _stateVector: Uint8Array | null | undefined,
    @Arg('afterSequence', () => Int, {
      nullable: true,
      description:
        'The sequence up to which the client got every update: what was stored since names what its authors deleted, and nothing else.',
    })
    _afterSequence: number | null | undefined,
    @Arg('personId', () => ID, { nullable: true, description: SIGNED_IN_AS }) _personId: string | null | undefined,
    @Root() update: StoredUpdate | Error,
  ): DocumentUpdate {
    return event(update);
  }

  @Subscription(() => Presence, {
    description: 'Who is in a document: everybody there now, then every change.',
    subscribe: ({ args, context }: { args: OfDocument & { clientId?: string | null }; context: Context }) =>
      context.services.document.watchPresence(context, args.documentId, args.clientId ?? null),
  })
  presenceChanged(
    @Arg('documentId', () => ID, { description: 'The document.' }) _documentId: string,
    @Arg('clientId', () => String, {
      nullable: true,
      description: "The viewer's own Yjs client id: its presence ends with this subscription.",
    })
    _clientId: string | null | undefined,
    @Root() presence: PresenceEvent | Error,
  ): Presence {
    return event(presence);
  }
}

@Resolver(() => Partnership)
export class PartnershipDocumentsResolver {
  @FieldResolver(() => Document, { description: 'The document with the thirteen sections.' })
  async capacityModel(@Root() partnership: PartnershipView, @Ctx() context: Context): Promise<DocumentView> {
    const model = (await documentsOf(context, partnership.id)).find(({ kind }) => kind === DocumentKind.CAPACITY_MODEL);
    if (!model) throw notFound('This document');
    return model;
  }

  @FieldResolver(() => [Document], {
    description: 'How each of the two adapts the model; side A (left) first. Both read them, each is written by its own organisation only.',
  })
  async adaptations(@Root() partnership: PartnershipView, @Ctx() context: Context): Promise<DocumentView[]> {
    return (await documentsOf(context, partnership.id)).filter(({ kind }) => kind === DocumentKind.ADAPTATION);
  }

  @FieldResolver(() => [Document], { description: 'Everything the two write together, the capacity model first.' })
  documents(@Root() partnership: PartnershipView, @Ctx() context: Context): Promise<DocumentView[]> {
    return documentsOf(context, partnership.id);
  }
}

async function documentsOf({ services, actor, loaders }: Context, partnershipId: string): Promise<DocumentView[]> {
  const loader = loaders.of('documentsOfPartnership', async (ids) => {
    const documents = await services.document.ofPartnerships(actor, ids);
    return ids.map((id) => documents.filter((document) => document.partnershipId === id));
  });
  return (await loader.load(partnershipId)) ?? [];
}
