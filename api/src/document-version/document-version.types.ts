import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';
import { SignatureStatus, VersionCause } from './document-version.enums.ts';

@ObjectType({ description: 'What a document read at one moment. It never changes.' })
export class DocumentVersion {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => Int, { description: 'Its number among the versions of the document: 1, 2, 3 …' })
  number!: number;

  @Field(() => String, { nullable: true, description: 'What somebody called it; null when it was kept without being named.' })
  name!: string | null;

  @Field(() => VersionCause, { description: 'Why it was kept.' })
  cause!: VersionCause;

  @Field(() => Int, { description: 'Number of the last update that it contains.' })
  sequence!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was kept.' })
  madeAt!: Date;

  @Field(() => String, { nullable: true, description: 'Name of the person who kept it; null when they have no account any more.' })
  madeBy!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the version that was restored, for the causes that speak of one.' })
  restoredFrom!: number | null;
}

@ObjectType({ description: 'An organisation stood, or stands, behind a version.' })
export class DocumentSignature {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => SignatureStatus, { description: 'Whether it holds.' })
  status!: SignatureStatus;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was given.' })
  signedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Name of the person who signed; null when they have no account any more.' })
  signedBy!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was withdrawn or fell.' })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the person who withdrew it, or whose change it fell with.' })
  endedBy!: string | null;
}
