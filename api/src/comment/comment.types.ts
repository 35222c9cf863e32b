import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLBase64, GraphQLDateTimeISO } from '../schema/scalars.ts';

export enum RewordingOutcome {
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
}
registerEnumType(RewordingOutcome, {
  name: 'RewordingOutcome',
  description: 'ACCEPTED: it stands in the text now. REJECTED: the text stays.',
});

@ObjectType({ description: 'Somebody who takes part in a document of two organisations.' })
export class Participant {
  @Field(() => ID, { description: 'The person.' })
  id!: string;

  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The organisation of the partnership that they speak for.' })
  organisationId!: string | null;
}

@ObjectType({ description: 'What somebody said in a thread.' })
export class Comment {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => Participant, { nullable: true, description: 'Who said it; null when that person is gone.' })
  author!: Participant | null;

  @Field(() => String, { description: 'The words; empty once its author took it back.' })
  body!: string;

  @Field(() => [ID], { description: 'People it is addressed to, whose names stand in the words after an @.' })
  mentioned!: string[];

  @Field(() => GraphQLDateTimeISO, { description: 'When it was said.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its author last changed it.' })
  editedAt!: Date | null;

  @Field(() => Boolean, { description: 'Its author took it back, and can still put it back.' })
  deleted!: boolean;

  @Field(() => Boolean, { description: 'The viewer said it and may change it or take it back.' })
  viewerCanChange!: boolean;
}

@ObjectType({ description: 'A conversation about a place in a document: a range of text, a row, or a section.' })
export class CommentThread {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => ID, { description: 'The document it is about.' })
  documentId!: string;

  @Field(() => String, { description: 'Id of the section.' })
  section!: string;

  @Field(() => String, { nullable: true, description: 'Id of the row, when it is about one.' })
  rowId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the rich text that it is anchored in.' })
  fragment!: string | null;

  @Field(() => GraphQLBase64, { nullable: true, description: 'Where the range begins, as an encoded Yjs relative position.' })
  start!: Uint8Array | null;

  @Field(() => GraphQLBase64, { nullable: true, description: 'Where the range ends, as an encoded Yjs relative position.' })
  end!: Uint8Array | null;

  @Field(() => String, { description: 'The words it was written about, as they were then. They stay when the text is gone.' })
  quote!: string;

  @Field(() => String, { nullable: true, description: 'What its author would write instead of the quoted words.' })
  rewording!: string | null;

  @Field(() => RewordingOutcome, { nullable: true, description: 'What came of the rewording; null while it is open.' })
  outcome!: RewordingOutcome | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was settled; null while it is open.' })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of who settled it.' })
  resolvedBy!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was begun.' })
  createdAt!: Date;

  @Field(() => [Comment], { description: 'What was said, oldest first.' })
  comments!: Comment[];

  @Field(() => Boolean, { description: 'The viewer may answer, settle and reopen it.' })
  viewerCanComment!: boolean;

  @Field(() => Boolean, { description: 'Somebody else’s wording waits for an answer, and the viewer may put it in.' })
  viewerCanAccept!: boolean;
}

@InputType({
  description: 'A new thread. `start`, `end` and `fragment` together anchor it to text; without them it is about the row or the section.',
})
export class StartCommentInput {
  @Field(() => ID, { description: 'The document.' })
  documentId!: string;

  @Field(() => String, { description: 'Id of the section.' })
  section!: string;

  @Field(() => String, { nullable: true, description: 'Id of a row of the section.' })
  rowId?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the rich text.' })
  fragment?: string | null;

  @Field(() => GraphQLBase64, { nullable: true, description: 'Encoded Yjs relative position, at most 200 bytes.' })
  start?: Uint8Array | null;

  @Field(() => GraphQLBase64, { nullable: true, description: 'Encoded Yjs relative position, at most 200 bytes.' })
  end?: Uint8Array | null;

  @Field(() => String, {
    nullable: true,
    description: 'The words of the range as the viewer saw them, at most 2,000 characters. What is kept is what stands there.',
  })
  quote?: string | null;

  @Field(() => String, { description: 'What is said, 1 to 4,000 characters; may be empty with a rewording.' })
  body!: string;

  @Field(() => [ID], { nullable: true, description: 'People of the partnership it is addressed to.' })
  mentioned?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Words to stand there instead, at most 4,000 characters; only for a range of text.' })
  rewording?: string | null;
}
