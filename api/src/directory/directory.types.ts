import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IssueDirection, OrganisationKind } from '../organisation/organisation.enums.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import type { OrganisationView } from '../organisation/organisation.reads.ts';
import { PageInfo } from '../schema/paging.ts';
import { GraphQLCountryCode } from '../schema/scalars.ts';

export enum OrganisationSort {
  RELEVANCE = 'RELEVANCE',
  NAME = 'NAME',
  NEWEST = 'NEWEST',
}
registerEnumType(OrganisationSort, { name: 'OrganisationSort', description: 'RELEVANCE without words is NAME.' });

@InputType({ description: 'Lists are OR inside, AND between. An empty list filters nothing.' })
export class OrganisationFilter {
  @Field(() => [GraphQLCountryCode], { nullable: true, description: 'Based in one of these.' })
  countries?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Works in one of these fields.' })
  fields?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'States one of these issues (in `direction`, when given).' })
  issues?: string[] | null;

  @Field(() => IssueDirection, { nullable: true, description: 'Of the issues; alone: states any issue in this direction.' })
  direction?: IssueDirection | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: OrganisationKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Works in one of these languages, ISO 639-1.' })
  languages?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: without an active partnership in the current call, and represented, so that they can be asked; false: all others.',
  })
  withoutPartner?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Checked by staff, or not yet; false answers staff only.' })
  verified?: boolean | null;
}

@ObjectType({ description: 'A piece of a text; the pieces together are the text.' })
export class TextPart {
  @Field(() => String, { description: 'The letters.' })
  text!: string;

  @Field(() => Boolean, { description: 'It was looked for.' })
  found!: boolean;
}

@ObjectType({ description: 'Where words of the query stand in an organisation, of what the viewer may see of it.' })
export class Highlight {
  @Field(() => String, { description: 'name, acronym, formerNames, city, country, fields, issues, statement or about.' })
  property!: string;

  @Field(() => ID, { nullable: true, description: 'Which country, field or issue; of a statement, its issue.' })
  id!: string | null;

  @Field(() => [TextPart], { description: 'The text, a long one only where the words stand; empty for country, fields and issues.' })
  parts!: TextPart[];
}

@ObjectType({ description: 'What would be found with less asked for.' })
export class Relaxation {
  @Field(() => String, {
    description:
      'What to let go of: query, the name of a filter, words: of several words all but one, or filters: all of them, where nothing less helps.',
  })
  without!: string;

  @Field(() => String, { nullable: true, description: 'The word that is left, where the others are let go of.' })
  words!: string | null;

  @Field(() => Int, { description: 'How many there would be.' })
  totalCount!: number;
}

@ObjectType({ description: 'A place that a search names, from which nobody is shown.' })
export class EmptyPlace {
  @Field(() => String, { description: 'As it was typed; a misspelt one as it is written.' })
  name!: string;

  @Field(() => GraphQLCountryCode, { description: 'The country that it is in, or is.' })
  country!: string;

  @Field(() => String, { description: 'The other words of the search.' })
  words!: string;

  @Field(() => Int, { description: 'How many there would be from this country with the other words.' })
  totalCount!: number;
}

@ObjectType({ description: 'An organisation in a list, with its place there.' })
export class OrganisationEdge {
  @Field(() => String, { description: 'Give it as `after` to read on from here.' })
  cursor!: string;

  @Field(() => Organisation, { description: 'The organisation.' })
  node!: OrganisationView;

  @Field(() => [Highlight], { description: 'Where the words of the query stand in it.' })
  highlights!: Highlight[];
}

@ObjectType({ description: 'How many hits share a value.' })
export class FacetValue {
  @Field(() => String, { description: 'Id, code or enum value.' })
  value!: string;

  @Field(() => Int, { description: 'Hits with it, under all other filters.' })
  count!: number;
}

@ObjectType({ description: 'Values of one property among the hits, most frequent first.' })
export class Facet {
  @Field(() => String, { description: 'countries, fields, issues, kinds or languages.' })
  name!: string;

  @Field(() => [FacetValue], { description: 'Values with hits.' })
  values!: FacetValue[];
}

@ObjectType({ description: 'A page of organisations.' })
export class OrganisationConnection {
  @Field(() => [Organisation], { description: 'The organisations.' })
  nodes!: OrganisationView[];

  @Field(() => [OrganisationEdge], { description: 'The same with cursors.' })
  edges!: OrganisationEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'All hits, exactly.' })
  totalCount!: number;

  @Field(() => [Facet], { description: 'Counts that obey the other filters and the viewer.' })
  facets!: Facet[];

  @Field(() => [String], { description: 'Words of the query that nothing matched together with the others; the hits are without them.' })
  droppedWords!: string[];

  @Field(() => String, { nullable: true, description: 'When not all words were found: the same query spelled as something that is there.' })
  didYouMean!: string | null;

  @Field(() => [Relaxation], { description: 'When nothing was found: what to let go of, most hits first.' })
  relaxations!: Relaxation[];

  @Field(() => [EmptyPlace], {
    description: 'When not all words were found: the cities and countries among them from which nobody is shown.',
  })
  emptyPlaces!: EmptyPlace[];

  @Field(() => Boolean, { description: 'The preferred search engine was away and another answered.' })
  degraded!: boolean;
}
