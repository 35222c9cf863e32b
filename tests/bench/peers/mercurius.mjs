// A Köprü written by hand on mercurius and graphql-jit: the same part of the schema, the same tables, one prepared statement per list.
// Its lists are written for a verified member, whose own organisations are public; the expression index of ../api/views.ts fits them exactly.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { FIELDS, ISSUES } from '@kopru/schema/vocabulary';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const { DATABASE_URL, AUTH_SECRET } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const app = Fastify({ logger: false });

const schema = `
  type Query { organisation(id: ID!): Organisation organisations(filter: Filter, sort: Sort, first: Int): Organisations! }
  type Mutation { updateOrganisation(id: ID!, input: OrganisationInput!): Organisation! }
  scalar CountryCode input Filter { countries: [CountryCode!] } input OrganisationInput { about: String } enum Sort { NAME }
  type Organisations { nodes: [Organisation!]! }
  type Organisation { id: ID! name: String! kind: String! country: String! city: String about: String verified: Boolean!
    fields: [Field!]! issues: [OrganisationIssue!]! representativeCount: Int! }
  type Field { id: ID! label: String! } type Issue { id: ID! area: String! label: String! }
  type OrganisationIssue { issue: Issue! direction: String! statement: String }`;

const fields = new Map(FIELDS.map(({ id, labels }) => [id, { id, label: labels.en }]));
const issues = new Map(ISSUES.map(({ id, area, labels }) => [id, { id, area, label: labels.en }]));

const prepared = (name, text, values) => pool.query({ name, text, values }).then(({ rows }) => rows);
const FULLY = `o.visibility in ('PUBLIC', 'MEMBERS')`;
const NAME = `(case when ${FULLY} then o.name else o.alias end) collate "und-x-icu"`;
const COLUMNS = `o.id, ${NAME} as name, case when ${FULLY} then o.kind else 'OTHER' end as kind, o.country, case when ${FULLY} then o.city end as city,
  case when ${FULLY} then o.about end as about, (${FULLY} and o.verified_at is not null) as verified, o.field_ids as "fieldIds"`;
const LISTS = `case when ${FULLY} then (select count(*)::int from representative r where r.organisation_id = o.id) else 0 end as "representativeCount",
  (select coalesce(json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction, 'statement', case when ${FULLY} then i.statement end)
    order by i.position), '[]') from organisation_issue i where i.organisation_id = o.id) as issues`;
/** The number stands in the text: as a parameter it would have PostgreSQL plan every request anew, which takes longer than reading the rows. */
const page = (first) => `order by ${NAME}, o.id limit ${Number(first)}`;
const STATEMENTS = {
  'by-id': `select ${COLUMNS} from organisation o where o.id = $1 and o.visibility <> 'HIDDEN'`,
  flat: `select ${COLUMNS} from organisation o where o.visibility <> 'HIDDEN'`,
  deep: `select ${COLUMNS}, ${LISTS} from organisation o where o.visibility <> 'HIDDEN'`,
  filtered: `select ${COLUMNS}, ${LISTS} from organisation o where o.visibility <> 'HIDDEN' and o.country = $1`,
  change: `update organisation o set about = $2, updated_at = now() where o.id = $1 and o.id = any($3::uuid[]) returning ${COLUMNS}`,
};
const ask = (name, values) => prepared(name, STATEMENTS[name], values);
const list = (name, first, values) => prepared(`${name} ${first}`, `${STATEMENTS[name]} ${page(first)}`, values);

const SESSION = `select u.id, array_agg(o.id) as "organisationIds", bool_or(o.verified_at is not null) as member
  from auth.session t join auth."user" u on u.id = t."userId" join representative r on r.person_id = u.id join organisation o on o.id = r.organisation_id
  where t.token = $1 and t."expiresAt" > now() group by u.id`;

async function actor(request) {
  const cookie = /better-auth\.session_token=([^;]+)/.exec(request.headers.cookie ?? '');
  if (!cookie) return null;
  const signed = decodeURIComponent(cookie[1]);
  const dot = signed.lastIndexOf('.');
  const expected = createHmac('sha256', AUTH_SECRET).update(signed.slice(0, dot)).digest();
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return (await prepared('session', SESSION, [signed.slice(0, dot)]))[0] ?? null;
}

function member(actor) {
  if (!actor?.member) throw new Error('For verified members only.');
}

const resolvers = {
  Query: {
    organisation: async (_root, { id }, { actor }) => {
      member(actor);
      return (await ask('by-id', [id]))[0] ?? null;
    },
    organisations: async (_root, { filter, first }, { actor, deep }) => {
      member(actor);
      const country = filter?.countries?.[0];
      if (country) return { nodes: await list('filtered', first, [country]) };
      return { nodes: await list(deep ? 'deep' : 'flat', first, []) };
    },
  },
  Mutation: {
    updateOrganisation: async (_root, { id, input }, { actor }) =>
      (await ask('change', [id, input.about, actor?.organisationIds ?? []]))[0],
  },
  Organisation: { fields: (row) => row.fieldIds.map((id) => fields.get(id)) },
  OrganisationIssue: { issue: (row) => issues.get(row.issueId) },
};

const context = async (request) => ({ actor: await actor(request), deep: request.body.query.includes('issues') });
app.register(mercurius, { schema, resolvers, jit: 1, context });
console.log(`listening on ${new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port}`);
