import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import { Arg, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Public } from '../access/public.ts';
import { fieldLabel, issueLabel } from './known.ts';

const languageOf = (language: string | null): 'en' | 'tr' => (language?.toLowerCase().startsWith('tr') ? 'tr' : 'en');

@ObjectType('Field', { description: 'A field of work, e.g. ecology.' })
export class WorkField {
  @Field(() => ID, { description: 'Stable id, kebab-case.' })
  id!: string;
}

@ObjectType({ description: 'An organisational issue, e.g. volunteer management.' })
export class Issue {
  @Field(() => ID, { description: 'Stable id, kebab-case.' })
  id!: string;

  @Field(() => String, { description: 'Area it belongs to: people, money, governance, voice, practice or learning.' })
  area!: string;
}

/** Fields and issues by id as the API shows them; an id that was retired keeps its name. */
export const workField = (id: string): WorkField => ({ id });
const areas = new Map<string, string>(ISSUES.map((issue) => [issue.id, issue.area]));
export const issueOf = (id: string): Issue => ({ id, area: areas.get(id) ?? '' });

@Resolver(() => WorkField)
export class WorkFieldResolver {
  @Public()
  @Query(() => [WorkField], { description: 'All fields of work.' })
  fields(): WorkField[] {
    return FIELDS.map((field) => workField(field.id));
  }

  @FieldResolver(() => String, { description: 'Its name in a UI language (en, tr).' })
  label(
    @Root() field: WorkField,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'ISO 639-1; others give English.' })
    language: string | null,
  ): string {
    return fieldLabel(field.id, languageOf(language));
  }
}

@Resolver(() => Issue)
export class IssueResolver {
  @Public()
  @Query(() => [Issue], { description: 'All organisational issues.' })
  issues(): Issue[] {
    return ISSUES.map((issue) => issueOf(issue.id));
  }

  @FieldResolver(() => String, { description: 'Its name in a UI language (en, tr).' })
  label(
    @Root() issue: Issue,
    @Arg('language', () => String, { nullable: true, defaultValue: 'en', description: 'ISO 639-1; others give English.' })
    language: string | null,
  ): string {
    return issueLabel(issue.id, languageOf(language));
  }
}
