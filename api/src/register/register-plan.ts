import { identityKey, type OrganisationRow } from '../organisation/organisation-batch.service.ts';
import { OrganisationKind, Visibility } from '../organisation/organisation.enums.ts';
import type { RegisterLine, Remark } from './register-line.ts';

/** Marks organisations that came by import. */
export const REGISTER_SOURCE = 'register';

/** An organisation that a line may be. */
export interface KnownOrganisation extends OrganisationRow {
  readonly id: string;
  readonly identityKey: string;
  /** Somebody represents it, so its profile is theirs. */
  readonly represented: boolean;
}

export interface ImportPlan {
  readonly create: readonly OrganisationRow[];
  readonly update: readonly { readonly id: string; readonly row: OrganisationRow }[];
  readonly unchanged: number;
  readonly rejected: readonly Remark[];
}

/** A new organisation of a register: public as the register is, unverified, represented by nobody. */
function created({ externalId, profile }: RegisterLine): OrganisationRow {
  return {
    name: profile.name,
    kind: profile.kind ?? OrganisationKind.OTHER,
    country: profile.country,
    city: profile.city ?? null,
    about: profile.about ?? null,
    website: profile.website ?? null,
    visibility: Visibility.PUBLIC,
    fieldIds: profile.fields ?? [],
    languages: profile.languages ?? [],
    issues: (profile.issues ?? []).map(({ issueId, direction }) => ({ issueId, direction, statement: null })),
    acronym: profile.acronym ?? null,
    formerNames: profile.formerNames ?? [],
    externalSource: REGISTER_SOURCE,
    externalId,
  };
}

/** What is stored with the line's columns laid over it; columns that the file does not have stay. */
function merged(known: KnownOrganisation, line: RegisterLine): OrganisationRow {
  const next = created(line);
  const { profile } = line;
  const statements = new Map(known.issues.map((issue) => [`${issue.issueId} ${issue.direction}`, issue.statement]));
  return {
    ...known,
    name: next.name,
    country: next.country,
    kind: profile.kind === undefined ? known.kind : next.kind,
    acronym: profile.acronym === undefined ? known.acronym : next.acronym,
    formerNames: profile.formerNames === undefined ? known.formerNames : next.formerNames,
    city: profile.city === undefined ? known.city : next.city,
    about: profile.about === undefined ? known.about : next.about,
    website: profile.website === undefined ? known.website : next.website,
    fieldIds: profile.fields === undefined ? known.fieldIds : next.fieldIds,
    languages: profile.languages === undefined ? known.languages : next.languages,
    issues:
      profile.issues === undefined
        ? known.issues
        : next.issues.map((issue) => ({ ...issue, statement: statements.get(`${issue.issueId} ${issue.direction}`) ?? null })),
    externalId: line.externalId ?? known.externalId,
  };
}

/** Profiles as one text each, to compare what would be stored with what is. Order matters in fields, not in issues. */
function fingerprint(row: OrganisationRow): string {
  const issues = row.issues.map((issue) => `${issue.issueId} ${issue.direction}`).sort();
  const { name, acronym, formerNames, kind, country, city, about, website, fieldIds, languages, externalId } = row;
  return JSON.stringify([name, acronym, formerNames, kind, country, city, about, website, fieldIds, languages, issues, externalId]);
}

/** Finds the organisation a line means: by external id, else by name and place among those that carry no other external id. */
class Known {
  private readonly byExternalId = new Map<string, KnownOrganisation>();
  private readonly byIdentity = new Map<string, KnownOrganisation[]>();

  constructor(organisations: readonly KnownOrganisation[]) {
    for (const known of organisations) {
      if (known.externalSource === REGISTER_SOURCE && known.externalId !== null) this.byExternalId.set(known.externalId, known);
      this.byIdentity.set(known.identityKey, [...(this.byIdentity.get(known.identityKey) ?? []), known]);
    }
  }

  /** `taken`: organisations that earlier lines mean already. A line with an id of its own is then another one; one without cannot be told apart. */
  find({ externalId, profile }: RegisterLine, taken: ReadonlyMap<string, number>): KnownOrganisation | undefined {
    const namesakes = this.byIdentity.get(identityKey(profile)) ?? [];
    if (externalId === null) return best(namesakes);
    return this.byExternalId.get(externalId) ?? best(namesakes.filter((known) => known.externalId === null && !taken.has(known.id)));
  }
}

/** One that an import may change before one that it may not. */
const best = (known: readonly KnownOrganisation[]): KnownOrganisation | undefined => known.find((one) => !one.represented) ?? known[0];

/**
 * Decides for every line whether it is new, changes something, or changes nothing; `create + update + unchanged + rejected` is the number of lines.
 * An organisation that people represent, or that people made, is never changed by an import: it counts as unchanged.
 */
export function planImport(lines: readonly RegisterLine[], organisations: readonly KnownOrganisation[]): ImportPlan {
  const known = new Known(organisations);
  const taken = new Map<string, number>();
  const create: OrganisationRow[] = [];
  const update: { id: string; row: OrganisationRow }[] = [];
  const rejected: Remark[] = [];
  let unchanged = 0;
  for (const line of lines) {
    const found = known.find(line, taken);
    const before = found && taken.get(found.id);
    if (!found) {
      create.push(created(line));
    } else if (before !== undefined) {
      rejected.push({ line: line.line, column: 'name', message: `This is the organisation that line ${before} already names.` });
    } else {
      taken.set(found.id, line.line);
      const row = merged(found, line);
      const theirs = found.represented || found.externalSource !== REGISTER_SOURCE;
      if (theirs || fingerprint(row) === fingerprint(found)) unchanged += 1;
      else update.push({ id: found.id, row });
    }
  }
  return { create, update, unchanged, rejected };
}
