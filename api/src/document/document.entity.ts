import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OptionalProps } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLBase64, GraphQLDateTimeISO } from '../schema/scalars.ts';
import { DocumentKind } from './document.enums.ts';

/** A document's row; its words are in the update log (document.store), which no entity touches. */
@Entity({ tableName: 'document' })
@ObjectType({ description: 'Something the two organisations of a partnership write together.' })
export class Document {
  [OptionalProps]?: 'sequence' | 'snapshotSequence' | 'createdAt' | 'updatedAt' | 'organisationId';

  @Field(() => ID, { description: 'Stable id.' })
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'uuid', hidden: true })
  partnershipId!: string;

  @Field(() => DocumentKind, { description: 'What it is for.' })
  @Property({ type: 'text' })
  kind!: DocumentKind;

  @Field(() => String, { description: 'What it is called.' })
  @Property({ type: 'text' })
  title!: string;

  @Property({ type: 'uuid', nullable: true, hidden: true })
  organisationId?: string | null;

  @Field(() => Int, { description: 'Of the last stored update; 0 when nothing was written yet.' })
  @Property({ type: 'int', default: 0 })
  sequence!: number;

  @Property({ type: 'blob', nullable: true, hidden: true, lazy: true })
  snapshot?: Buffer | null;

  @Property({ type: 'int', default: 0, hidden: true })
  snapshotSequence!: number;

  @Property({ type: 'timestamptz', defaultRaw: 'now()', hidden: true })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When something was last written in it.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  updatedAt!: Date;
}

@ObjectType({ description: 'An update was stored.' })
export class DocumentAck {
  @Field(() => Int, { description: 'Its number among the updates of the document: 1, 2, 3 …' })
  sequence!: number;
}

@ObjectType({ description: 'A change of a document.' })
export class DocumentUpdate {
  @Field(() => Int, { description: 'Number of the last update that it contains.' })
  sequence!: number;

  @Field(() => GraphQLBase64, { description: 'A Yjs V1 update; two zero bytes when nothing is missed.' })
  update!: Uint8Array;
}

@ObjectType({ description: 'Where somebody is in a document, or that they left.' })
export class Presence {
  @Field(() => String, { description: 'The Yjs client id.' })
  clientId!: string;

  @Field(() => GraphQLBase64, {
    description: "A y-protocols awareness update of that client; its state's `user` is who the server knows them to be.",
  })
  state!: Uint8Array;
}
