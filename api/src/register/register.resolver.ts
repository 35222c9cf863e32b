import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { ReadsAnyText } from '../access/public.ts';
import type { Context } from '../context.ts';
import type { ImportOutcome } from './register.service.ts';

@ObjectType({ description: 'A line of an import, or a cell of it, that was not taken as it stands.' })
export class ImportError {
  @Field(() => Int, { description: 'Line of the file where the record starts; the header is line 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'Column of the header; null when the whole line is meant.' })
  column!: string | null;

  @Field(() => String, { description: 'What is wrong and what to do, for a person.' })
  message!: string;
}

@ObjectType({ description: 'Every line is accounted for: created + updated + unchanged + rejected.' })
export class ImportReport {
  @Field(() => Int, { description: 'New organisations.' })
  created!: number;

  @Field(() => Int, { description: 'Organisations of an earlier import that changed.' })
  updated!: number;

  @Field(() => Int, { description: 'Organisations that were there already, or that their own people look after.' })
  unchanged!: number;

  @Field(() => [ImportError], { description: 'Lines that were not imported, each once, in the order of the file.' })
  rejected!: readonly ImportError[];

  @Field(() => [ImportError], { description: 'What was passed over without rejecting a line: unknown columns, single cells.' })
  remarks!: readonly ImportError[];
}

@Resolver()
export class RegisterResolver {
  @ReadsAnyText()
  @Mutation(() => ImportReport, {
    description:
      "Staff. CSV with a header (name, country, and optionally city, kind, fields, issues, website, about, languages, external_id); lists split by ';'.",
  })
  importOrganisations(
    @Arg('csv', () => String, { description: 'The whole file as text, at most 20 MB.' }) csv: string,
    @Arg('dryRun', () => Boolean, { nullable: true, defaultValue: false, description: 'Only say what would happen; store nothing.' })
    dryRun: boolean | null,
    @Ctx() { services, actor }: Context,
  ): Promise<ImportOutcome> {
    return services.register.importOrganisations(actor, csv, dryRun ?? false);
  }
}
