import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';

@ObjectType({ description: 'A section in which others did something.' })
export class SectionNews {
  @Field(() => ID, { description: 'Its id, as in the addresses of the document.' })
  id!: string;

  @Field(() => Boolean, { description: 'Its text reads differently now.' })
  changed!: boolean;

  @Field(() => [String], {
    description: 'Names of those who changed it, by the log; empty when they have no account any more, or it is more than 30 days ago.',
  })
  writers!: string[];

  @Field(() => Int, { description: 'Comments that were written.' })
  comments!: number;

  @Field(() => Int, { description: 'Conversations that were settled.' })
  settled!: number;
}

@ObjectType({ description: 'What others did in a document since the viewer was there.' })
export class DocumentNews {
  @Field(() => GraphQLDateTimeISO, { description: 'When the viewer was there last.' })
  since!: Date;

  @Field(() => [SectionNews], { description: 'In the order of the sections.' })
  sections!: SectionNews[];

  @Field(() => Int, { description: 'Versions that were kept.' })
  versionsKept!: number;

  @Field(() => Int, { description: 'Versions that were signed, and still are.' })
  versionsSigned!: number;
}
