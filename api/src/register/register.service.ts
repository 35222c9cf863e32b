import { isSignedIn, type Actor } from '../access/actor.ts';
import { notFound, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient } from '../database/database.ts';
import { identityKey, insertOrganisations, replaceOrganisations } from '../organisation/organisation-batch.service.ts';
import { registerImported } from './register.events.ts';
import { readRegister } from './register-file.ts';
import type { RegisterLine, Remark } from './register-line.ts';
import { planImport, REGISTER_SOURCE, type KnownOrganisation } from './register-plan.ts';

/** What an import did, or would do: `created + updated + unchanged + rejected.length` is the number of data records. */
export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** By line. */
  readonly rejected: readonly Remark[];
  /** Columns and cells that were passed over without rejecting a line. */
  readonly remarks: readonly Remark[];
}

const LOOK_UP_BATCH = 5000;
/** One import at a time: a second one waits, and then finds what the first stored. */
const IMPORT_LOCK = 7_019_411;

const KNOWN = `select o.id::text as id, o.name, o.alias, o.acronym, o.former_names as "formerNames", o.kind, o.country, o.city, o.about, o.website, o.visibility, o.field_ids as "fieldIds", o.languages,
    o.external_source as "externalSource", o.external_id as "externalId", o.identity_key as "identityKey",
    exists (select from representative r where r.organisation_id = o.id) as represented,
    coalesce((select json_agg(json_build_object('issueId', i.issue_id, 'direction', i.direction, 'statement', i.statement) order by i.position)
      from organisation_issue i where i.organisation_id = o.id), '[]'::json) as issues
  from organisation o
  where (o.external_source = $1 and o.external_id = any($2::text[])) or o.identity_key = any($3::text[])
  order by o.id`;

/** Registers of organisations, brought in by staff. */
export class RegisterService {
  constructor(private readonly db: Database) {}

  /**
   * Imports a CSV register. With `dryRun` nothing is stored and the answer is the same.
   * @throws NOT_FOUND to everyone but staff; BAD_USER_INPUT (`csv`) when the file cannot be read at all.
   */
  async importOrganisations(actor: Actor, csv: string, dryRun: boolean): Promise<ImportOutcome> {
    if (!actor.isStaff) throw isSignedIn(actor) ? notFound('This import') : unauthenticated();
    const file = await readRegister(csv);
    return this.db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
      const plan = planImport(file.accepted, await knownOrganisations(tx, file.accepted));
      const [created, updated] = [plan.create.length, plan.update.length];
      if (!dryRun && created + updated > 0) {
        await insertOrganisations(tx, plan.create);
        await replaceOrganisations(tx, plan.update);
        await tx.emit(registerImported(actor, created, updated));
      }
      const rejected = [...file.rejected, ...plan.rejected].sort((a, b) => a.line - b.line);
      return { created, updated, unchanged: plan.unchanged, rejected, remarks: file.remarks };
    });
  }
}

/** Organisations that any of the lines may mean, each once. */
async function knownOrganisations(tx: SqlClient, lines: readonly RegisterLine[]): Promise<KnownOrganisation[]> {
  const known = new Map<string, KnownOrganisation>();
  for (let start = 0; start < lines.length; start += LOOK_UP_BATCH) {
    const batch = lines.slice(start, start + LOOK_UP_BATCH);
    const ids = batch.flatMap(({ externalId }) => externalId ?? []);
    const { rows } = await tx.query<KnownOrganisation>(KNOWN, [REGISTER_SOURCE, ids, batch.map(({ profile }) => identityKey(profile))]);
    for (const row of rows) known.set(row.id, row);
  }
  return [...known.values()];
}
