import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context, OrganisationView } from '../context.ts';
import { Document } from '../document/document.entity.ts';
import type { DocumentView } from '../document/document.reads.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import type { SectionChange as SectionComparison } from './comparison.ts';
import { SectionChange } from './comparison.types.ts';
import { isJointlySigned, type SignatureRow } from './document-version.reads.ts';
import type { VersionView } from './document-version.service.ts';
import { DocumentSignature, DocumentVersion } from './document-version.types.ts';
import { readsAs } from './whole-text.service.ts';

/** A signature with the version that it is on. */
interface SignatureView extends SignatureRow {
  readonly version: VersionView;
}

@Resolver(() => DocumentVersion)
export class DocumentVersionResolver {
  @Query(() => DocumentVersion, { nullable: true, description: 'A version, if the viewer may read its document.' })
  documentVersion(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<VersionView | null> {
    return services.documentVersion.byId(actor, id);
  }

  @Query(() => [SectionChange], {
    description: 'What differs from one version of a document to another, or to what it reads now: sections in which something does.',
  })
  documentComparison(
    @Arg('documentId', () => ID, { description: 'The document.' }) documentId: string,
    @Arg('from', () => ID, { description: 'The older version.' }) from: string,
    @Arg('to', () => ID, { nullable: true, description: 'The newer version; left out: the document as it is now.' })
    to: string | null | undefined,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'Of the labels: en or tr.' }) language: string | null,
    @Ctx() { services, actor }: Context,
  ): Promise<SectionComparison[]> {
    return services.documentVersion.compare(actor, documentId, from, to ?? null, language ?? 'en');
  }

  @Mutation(() => DocumentVersion, {
    description:
      'Keeps what a document reads now under a name, a capacity model with both adaptations. At most 100 versions of a document.',
  })
  nameDocumentVersion(
    @Arg('documentId', () => ID, { description: 'The document.' }) documentId: string,
    @Arg('name', () => String, { description: 'What to call it, 1 to 120 characters.' }) name: string,
    @Ctx() { services, actor }: Context,
  ): Promise<VersionView> {
    return services.documentVersion.name(actor, documentId, name);
  }

  @Mutation(() => DocumentVersion, {
    description:
      'Makes the document read as the version, as a change of the viewer’s like any other, and answers the new version that this is. What it read before is kept as a version too. The adaptations beside a capacity model stay as they are. RULE_BROKEN `same-text` when it reads so already.',
  })
  restoreDocumentVersion(
    @Arg('id', () => ID, { description: 'The version.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<VersionView> {
    return services.documentVersion.restore(actor, id);
  }

  @Mutation(() => Document, { description: 'Forgets a version that nobody has signed; the document stays as it is.' })
  removeDocumentVersion(
    @Arg('id', () => ID, { description: 'The version.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<DocumentView> {
    return services.documentVersion.remove(actor, id);
  }

  @Mutation(() => DocumentVersion, {
    description:
      'An organisation of the viewer stands behind a version. Only while the document reads exactly so (else RULE_BROKEN `stale-version`), of a capacity model with both adaptations (`incomplete-version`: it was kept without them); falls with the next change of any of these texts.',
  })
  signDocumentVersion(
    @Arg('id', () => ID, { description: 'The version.' }) id: string,
    @Arg('organisationId', () => ID, { description: 'For whom the viewer signs.' }) organisationId: string,
    @Ctx() { services, actor }: Context,
  ): Promise<VersionView> {
    return services.signature.sign(actor, id, organisationId);
  }

  @Mutation(() => DocumentVersion, { description: 'Takes back a standing signature of an organisation of the viewer.' })
  withdrawDocumentSignature(
    @Arg('id', () => ID, { description: 'The signature.' }) id: string,
    @Ctx() { services, actor }: Context,
  ): Promise<VersionView> {
    return services.signature.withdraw(actor, id);
  }

  @Subscription(() => Document, {
    description:
      'A document at once, and again whenever a version of it was kept or removed, a signature was given, withdrawn or fell, or its text was changed, of a capacity model also an adaptation’s; at most twice a second. With `texts` false it leaves out changes of the text under which no signature fell. What is read after the first event misses nothing.',
    subscribe: ({ args, context }: { args: { documentId: string; texts?: boolean | null }; context: Context }) =>
      context.services.documentVersion.watch(context, args.documentId, args.texts ?? true),
  })
  documentVersionsChanged(
    @Arg('documentId', () => ID, { description: 'The document.' }) _documentId: string,
    @Arg('texts', () => Boolean, { nullable: true, defaultValue: true, description: 'Whether also every change of the text counts.' })
    _texts: boolean | null,
    @Root() document: DocumentView,
  ): DocumentView {
    return document;
  }

  @FieldResolver(() => Document, { description: 'What it is a version of.' })
  document(@Root() version: VersionView): DocumentView {
    return version.document;
  }

  @FieldResolver(() => [DocumentSignature], {
    description: 'Every signature it was given, the oldest first, also those that no longer hold.',
  })
  signatures(@Root() version: VersionView): SignatureView[] {
    return version.signatures.map((signature) => ({ ...signature, version }));
  }

  @FieldResolver(() => Boolean, {
    description: 'The document reads exactly so now; of a capacity model with both adaptations, where they are part of the version.',
  })
  async isCurrent(@Root() version: VersionView, @Ctx() { services, actor, loaders }: Context): Promise<boolean> {
    const seals = loaders.of('documentSeal', (ids) => Promise.all(ids.map((id) => services.documentVersion.sealedNow(actor, id))));
    const now = await seals.load(version.documentId);
    return now !== null && readsAs(version, now);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Section 10 of a capacity model, both organisations’ adaptations, is part of it. False for versions that were kept before it could be, and of other documents.',
  })
  holdsAdaptations(@Root() version: VersionView): boolean {
    return version.adaptationSeal !== null;
  }

  @FieldResolver(() => Boolean, { description: 'Both organisations stand behind it.' })
  jointlySigned(@Root() version: VersionView): boolean {
    return isJointlySigned(version);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may sign it for an organisation, as long as the document reads so.' })
  viewerCanSign(@Root() version: VersionView, @Ctx() { services, actor }: Context): boolean {
    return services.signature.viewerCanSign(actor, version);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may restore it.' })
  viewerCanRestore(@Root() version: VersionView, @Ctx() { services, actor }: Context): boolean {
    return services.documentVersion.viewerCanKeep(actor, version.document);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may remove it.' })
  viewerCanRemove(@Root() version: VersionView, @Ctx() { services, actor }: Context): boolean {
    return version.signatures.length === 0 && services.documentVersion.viewerCanKeep(actor, version.document);
  }
}

@Resolver(() => DocumentSignature)
export class DocumentSignatureResolver {
  @FieldResolver(() => Organisation, { description: 'Who stands, or stood, behind the version.' })
  organisation(@Root() signature: SignatureView, @Ctx() { loaders }: Context): Promise<OrganisationView | null> {
    return loaders.organisationForParty.load(signature.organisationId);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may take it back.' })
  viewerCanWithdraw(@Root() signature: SignatureView, @Ctx() { services, actor }: Context): boolean {
    return services.signature.viewerCanWithdraw(actor, signature.version, signature);
  }
}

@Resolver(() => Document)
export class DocumentVersionsResolver {
  @FieldResolver(() => [DocumentVersion], { description: 'Its versions, the newest first.' })
  versions(@Root() document: DocumentView, @Ctx() { services, actor }: Context): Promise<VersionView[]> {
    return services.documentVersion.ofDocument(actor, document);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may keep what it reads now as a version.' })
  viewerCanNameVersion(@Root() document: DocumentView, @Ctx() { services, actor }: Context): boolean {
    return services.documentVersion.viewerCanKeep(actor, document);
  }
}
