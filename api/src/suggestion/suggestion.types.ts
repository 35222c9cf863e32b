import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../schema/paging.ts';
import { Suggestion } from './suggestion.entity.ts';

@ObjectType({ description: 'What one side of a suggestion answered.' })
export class SuggestionAnswer {
  organisationId!: string;

  @Field(() => Boolean, { description: 'It would like to.' })
  yes!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not. Only staff read it.' })
  reason!: string | null;
}

@ObjectType({ description: 'A page of suggestions.' })
export class SuggestionConnection {
  @Field(() => [Suggestion], { description: 'Newest first.' })
  nodes!: Suggestion[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages.' })
  totalCount!: number;
}
