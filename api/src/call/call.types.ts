import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from '../schema/scalars.ts';

@ObjectType({ description: 'A deadline that was moved: the old one stays visible.' })
export class DeadlineExtension {
  @Field(() => GraphQLDateTimeISO, { description: 'The deadline before.' })
  oldDeadline!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'The deadline after.' })
  newDeadline!: Date;

  @Field(() => String, { nullable: true, description: 'Why, if staff said so.' })
  reason!: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was moved.' })
  at!: Date;
}

@ObjectType({ description: 'One condition of a call, and whether an organisation meets it.' })
export class EligibilityCheck {
  @Field(() => String, { description: 'side, kind, non-profit, representatives, working-language, verified or one-partnership.' })
  rule!: string;

  @Field(() => Boolean, { description: 'The organisation meets it.' })
  met!: boolean;

  /** Answers `text`. */
  say!: (language: string) => string;
}
