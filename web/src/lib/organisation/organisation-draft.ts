import { keep, textsOf } from '#lib/form/form-data.ts';
import type { IssueDirection, OrganisationInput, OrganisationKind, Visibility } from '#lib/graphql/generated.ts';

/** What is being written into the profile form, as texts: also what is wrong or half done, so that nothing is lost. */
export interface OrganisationDraft {
  name: string;
  acronym: string;
  /** One name per line. */
  formerNames: string;
  kind: string;
  country: string;
  city: string;
  about: string;
  website: string;
  visibility: string;
  fields: string[];
  languages: string[];
  needs: IssueRow[];
  offers: IssueRow[];
  registrations: RegistrationRow[];
}

export interface IssueRow {
  issue: string;
  statement: string;
}

export interface RegistrationRow {
  scheme: string;
  value: string;
}

/** Lists of rows that can grow. */
export const GROWING = ['needs', 'offers', 'registrations'] as const;
export type Growing = (typeof GROWING)[number];

const NO_ISSUE: IssueRow = { issue: '', statement: '' };
const NO_REGISTRATION: RegistrationRow = { scheme: '', value: '' };

/** An empty profile; everyone starts visible to verified organisations only, because showing more can be chosen later but not undone. */
export function emptyDraft(): OrganisationDraft {
  const texts = { name: '', acronym: '', formerNames: '', kind: '', country: '', city: '', about: '', website: '' };
  return withRoom({ ...texts, visibility: 'MEMBERS', fields: [], languages: [], needs: [], offers: [], registrations: [] });
}

interface Profile {
  name: string;
  acronym: string | null;
  formerNames: readonly string[];
  kind: string;
  country: string;
  city: string | null;
  about: string | null;
  website: string | null;
  visibility: string;
  fields: readonly { id: string }[];
  languages: readonly string[];
  issues: readonly { direction: IssueDirection; statement: string | null; issue: { id: string } }[];
  registrations: readonly RegistrationRow[];
}

export function draftOf(profile: Profile): OrganisationDraft {
  const rows = (direction: IssueDirection): IssueRow[] =>
    profile.issues
      .filter((row) => row.direction === direction)
      .map(({ issue, statement }) => ({ issue: issue.id, statement: statement ?? '' }));
  return withRoom({
    name: profile.name,
    acronym: profile.acronym ?? '',
    formerNames: profile.formerNames.join('\n'),
    kind: profile.kind,
    country: profile.country,
    city: profile.city ?? '',
    about: profile.about ?? '',
    website: profile.website ?? '',
    visibility: profile.visibility,
    fields: profile.fields.map(({ id }) => id),
    languages: [...profile.languages],
    needs: rows('NEED'),
    offers: rows('OFFER'),
    registrations: profile.registrations.map(({ scheme, value }) => ({ scheme, value })),
  });
}

/** Every list of rows ends with an empty one to write into. */
function withRoom(draft: OrganisationDraft): OrganisationDraft {
  const open = (rows: IssueRow[]): IssueRow[] => (rows.some(({ issue }) => !issue) ? rows : [...rows, NO_ISSUE]);
  const registrations = draft.registrations.length > 0 ? draft.registrations : [NO_REGISTRATION];
  return { ...draft, needs: open(draft.needs), offers: open(draft.offers), registrations };
}

/** The draft with one more row in a list. */
export function grown(draft: OrganisationDraft, list: Growing): OrganisationDraft {
  if (list === 'registrations') return { ...draft, registrations: [...draft.registrations, NO_REGISTRATION] };
  return { ...draft, [list]: [...draft[list], NO_ISSUE] };
}

export function readDraft(form: FormData): OrganisationDraft {
  return withRoom({
    ...keep(form, 'name', 'acronym', 'formerNames', 'kind', 'country', 'city', 'about', 'website', 'visibility'),
    fields: textsOf(form, 'fields'),
    languages: textsOf(form, 'languages'),
    needs: readRows(form, 'needs'),
    offers: readRows(form, 'offers'),
    registrations: pairs(form, 'scheme', 'number').map(([scheme, value]) => ({ scheme: scheme.toUpperCase(), value })),
  });
}

function readRows(form: FormData, list: 'needs' | 'offers'): IssueRow[] {
  return pairs(form, `${list}-issue`, `${list}-statement`).map(([issue, statement]) => ({ issue, statement }));
}

/** Rows are sent as two fields of the same row number; wholly empty ones are dropped. */
function pairs(form: FormData, first: string, second: string): [string, string][] {
  const text = (value: FormDataEntryValue | undefined): string => (typeof value === 'string' ? value.trim() : '');
  const seconds = form.getAll(second);
  return form
    .getAll(first)
    .map((value, index): [string, string] => [text(value), text(seconds[index])])
    .filter(([one, other]) => one || other);
}

/** What the API is sent. Everything is sent, because an emptied field means «remove it», not «leave it». */
export function inputOf(draft: OrganisationDraft): OrganisationInput {
  const issues = (rows: IssueRow[], direction: IssueDirection) =>
    rows.filter(({ issue }) => issue).map(({ issue, statement }) => ({ issueId: issue, direction, statement: statement || null }));
  return {
    name: draft.name,
    acronym: draft.acronym || null,
    formerNames: draft.formerNames.split('\n').flatMap((name) => name.trim() || []),
    kind: (draft.kind || null) as OrganisationKind | null,
    country: draft.country || null,
    city: draft.city || null,
    about: draft.about || null,
    website: draft.website || null,
    visibility: (draft.visibility || null) as Visibility | null,
    fields: draft.fields,
    languages: draft.languages,
    issues: [...issues(draft.needs, 'NEED'), ...issues(draft.offers, 'OFFER')],
    registrations: draft.registrations.filter(({ scheme, value }) => scheme || value),
  };
}

/** A statement without its issue would be dropped silently; the form says so instead. */
export function statementWithoutIssue(draft: OrganisationDraft): boolean {
  return [...draft.needs, ...draft.offers].some(({ issue, statement }) => !issue && statement);
}
