import { Field, ID, ObjectType } from 'type-graphql';

/** A person with an account. The row belongs to better-auth (`auth.user`) and is only read here. */
@ObjectType({ description: 'A person with an account.' })
export class Person {
  @Field(() => ID, { description: 'Stable id.' })
  id!: string;

  @Field(() => String, { description: 'Name they gave.' })
  name!: string;

  @Field(() => String, { description: 'E-mail address; only the person and staff read it.' })
  email!: string;

  @Field(() => Boolean, { description: 'They opened the link we sent to the address.' })
  emailVerified!: boolean;

  @Field(() => Boolean, { description: 'Member of the programme team.' })
  isStaff!: boolean;
}
