import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DigestRhythm } from '../digest/digest.enums.ts';
import { PageInfo } from '../schema/paging.ts';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';

export enum NotificationKind {
  MENTIONED = 'MENTIONED',
  REPLIED = 'REPLIED',
  NAMED = 'NAMED',
  COMMENTED = 'COMMENTED',
  SIGNATURE_DUE = 'SIGNATURE_DUE',
  JOINTLY_SIGNED = 'JOINTLY_SIGNED',
  SIGNATURE_WITHDRAWN = 'SIGNATURE_WITHDRAWN',
  SIGNATURE_FALLEN = 'SIGNATURE_FALLEN',
}
registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description:
    'MENTIONED: somebody addressed the viewer in a comment. REPLIED: somebody answered where the viewer took part. NAMED: a text of the document names the viewer. COMMENTED: the partner began a conversation about the adaptation that the viewer writes. SIGNATURE_DUE: the partner signed a version, which waits for the viewer’s organisation. JOINTLY_SIGNED: the partner signed too. SIGNATURE_WITHDRAWN: the partner withdrew its signature. SIGNATURE_FALLEN: the text was changed, and the signature of the viewer’s organisation fell.',
});

@ObjectType({ description: 'Something the viewer should know of.' })
export class Notification {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => NotificationKind, { description: 'What happened.' })
  kind!: NotificationKind;

  @Field(() => ID, { nullable: true, description: 'The document it happened in.' })
  documentId!: string | null;

  @Field(() => String, { nullable: true, description: 'What that document is called.' })
  documentTitle!: string | null;

  @Field(() => ID, { nullable: true, description: 'The conversation it happened in.' })
  threadId!: string | null;

  @Field(() => String, { nullable: true, description: 'The rich text it happened in, by the name of its fragment.' })
  fragment!: string | null;

  @Field(() => ID, { nullable: true, description: 'Key of the mention in that text; it may be gone by now.' })
  mentionKey!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the version that a signature is on.' })
  versionNumber!: number | null;

  @Field(() => String, { nullable: true, description: 'Name of who did it; null when that person is gone.' })
  actorName!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it happened.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the viewer saw it; null while it is new.' })
  readAt!: Date | null;
}

@ObjectType({ description: 'A page of notifications, newest first.' })
export class NotificationConnection {
  @Field(() => [Notification], { description: 'The notifications.' })
  nodes!: Notification[];

  @Field(() => PageInfo, { description: 'How to go on.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many of all are new.' })
  unreadCount!: number;
}

@ObjectType({ description: 'What the viewer chose about letters of notifications that they have not seen.' })
export class NotificationLetters {
  @Field(() => DigestRhythm, { description: 'How often; WEEKLY until they choose.' })
  digest!: DigestRhythm | `${DigestRhythm}`;

  @Field(() => String, { description: 'IANA time zone in whose morning they come.' })
  timeZone!: string;

  @Field(() => String, { description: 'Their language: en or tr.' })
  language!: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the next one may come; null when none is planned.' })
  nextAt!: Date | null;
}
