import { isDeepStrictEqual } from 'node:util';

/** An operation as it goes over the wire. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A question of the bench, in both dialects. `steps` are asked one after the other; `count` of them are different. */
export interface Shape {
  readonly name: string;
  /** One where the answer depends on the request before. */
  readonly connections: number;
  readonly count: number;
  ours(index: number): Operation[];
  postgraphile(index: number): Operation[];
}

const FLAT = 'id name kind country city verified';
const ROW = 'id: rowId name kind country city verified';
const DEEP = `${FLAT} representativeCount fields { id label } issues { direction statement issue { id area label } }`;
/** The vocabulary is not in the database: PostGraphile answers ids where the others also answer labels. */
const DEEP_ROW = `${ROW} representativeCount fieldIds statements(orderBy: POSITION_ASC) { nodes { direction statement issueId } }`;
const COUNTRIES = 'TR AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

const page = (fields: string): string => `{ organisations(sort: NAME, first: 20) { nodes { ${fields} } } }`;
const rowPage = (fields: string): string => `{ organisations: allOrganisations(orderBy: NAME_ASC, first: 20) { nodes { ${fields} } } }`;

/** @param ids organisations that a member sees in full. @param ownId the one that the viewer may change. */
export function shapes(ids: readonly string[], ownId: string): Shape[] {
  const one = (query: string, variables: Record<string, unknown> = {}): Operation[] => [{ query, variables }];
  return [
    {
      name: 'one by id',
      connections: 8,
      count: ids.length,
      ours: (index) => one(`query ($id: ID!) { organisation(id: $id) { ${FLAT} } }`, { id: ids[index] }),
      postgraphile: (index) => one(`query ($id: UUID!) { organisation: organisationByRowId(rowId: $id) { ${ROW} } }`, { id: ids[index] }),
    },
    { name: 'list of 20', connections: 8, count: 1, ours: () => one(page(FLAT)), postgraphile: () => one(rowPage(ROW)) },
    { name: 'three levels', connections: 8, count: 1, ours: () => one(page(DEEP)), postgraphile: () => one(rowPage(DEEP_ROW)) },
    {
      name: 'filtered page',
      connections: 8,
      count: COUNTRIES.length,
      ours: (index) =>
        one(
          `query ($country: CountryCode!) { organisations(filter: { countries: [$country] }, sort: NAME, first: 20) { nodes { ${DEEP} } } }`,
          { country: COUNTRIES[index] },
        ),
      postgraphile: (index) =>
        one(
          `query ($country: String!) { organisations: allOrganisations(condition: { country: $country }, orderBy: NAME_ASC, first: 20) { nodes { ${DEEP_ROW} } } }`,
          { country: COUNTRIES[index] },
        ),
    },
    changeThenRead(ownId),
  ];
}

function changeThenRead(id: string): Shape {
  const about = (index: number): string => `What we do, in its ${index}th version. `.repeat(4).trim();
  return {
    name: 'change then read',
    connections: 1,
    count: 1000,
    ours: (index) => [
      {
        query: 'mutation ($id: ID!, $about: String!) { updateOrganisation(id: $id, input: { about: $about }) { id about } }',
        variables: { id, about: about(index) },
      },
      { query: `query ($id: ID!) { organisation(id: $id) { ${FLAT} about } }`, variables: { id } },
    ],
    postgraphile: (index) => [
      {
        query:
          'mutation ($id: UUID!, $about: String!) { updateOrganisation: changeAbout(input: { organisationId: $id, newAbout: $about }) { result { id: rowId about } } }',
        variables: { id, about: about(index) },
      },
      { query: `query ($id: UUID!) { organisation: organisationByRowId(rowId: $id) { ${ROW} about } }`, variables: { id } },
    ],
  };
}

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** An answer of ours in PostGraphile's form, so that the two can be compared. */
function withoutVocabulary(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutVocabulary);
  if (value === null || typeof value !== 'object') return value;
  const { fields, issues, ...rest } = value;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withoutVocabulary(inner)]));
  if (!Array.isArray(fields) || !Array.isArray(issues)) return plain;
  const nodes = (issues as { direction: string; statement: string | null; issue: { id: string } }[]).map(
    ({ direction, statement, issue }) => ({
      direction,
      statement,
      issueId: issue.id,
    }),
  );
  return { ...plain, fieldIds: (fields as { id: string }[]).map((field) => field.id), statements: { nodes } };
}

/** Throws with both answers when another's answer is not ours. */
export function assertSame(what: string, ours: Json, theirs: Json, dialect: 'ours' | 'postgraphile'): void {
  const mutation = (theirs as { updateOrganisation?: { result?: Json } }).updateOrganisation;
  const given = mutation?.result ? { updateOrganisation: mutation.result } : theirs;
  const expected = dialect === 'ours' ? ours : withoutVocabulary(ours);
  if (!isDeepStrictEqual(given, expected))
    throw new Error(`${what}: the answers differ.\nours   ${JSON.stringify(expected)}\ntheirs ${JSON.stringify(given)}`);
}

export type { Json };
