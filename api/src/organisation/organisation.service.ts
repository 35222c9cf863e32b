import { dirtyMark } from '@kopru/search/outbox';
import { fold } from '@kopru/schema/fold';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { Asker } from '../access/asker.ts';
import { badInput, notFound, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import type { Letter, LetterLanguage } from '../mail/letter.ts';
import type { MailService } from '../mail/mail.service.ts';
import { holdPerson } from '../person/person.service.ts';
import { isId } from '../schema/paging.ts';
import { aliasOf } from './organisation.alias.ts';
import { Organisation } from './organisation.entity.ts';
import { OrganisationIssue } from './organisation-issue.entity.ts';
import { organisationCreated, organisationUpdated, organisationVerified, verificationWithdrawn } from './organisation.events.ts';
import type { OrganisationInput } from './organisation.inputs.ts';
import { verificationWasWithdrawn, wasVerified } from './organisation.letters.ts';
import { authorize } from './organisation.policy.ts';
import { writeTo } from './organisation.post.ts';
import { cleanProfile, cleanText } from './organisation.profile.ts';
import {
  organisationById,
  organisationsByIds,
  representativesOf,
  type OrganisationView,
  type RepresentativeRow,
  type ViewShape,
} from './organisation.reads.ts';
import { Registration } from './registration.entity.ts';

export { FULLY_VISIBLE_SQL, mayShow, SHOWN_FACE_SQL, visibilityValues } from './organisation.policy.ts';

/** How many organisations a person may represent and still make another. */
const MAX_ORGANISATIONS = 10;

/** Profiles: made, changed, verified. */
export class OrganisationService {
  constructor(
    private readonly db: Database,
    private readonly mail: MailService,
    /** How many times the usual a person may make: in a demo one person plays many. */
    private readonly times = 1,
  ) {}

  /**
   * Creates an organisation; the actor becomes its first representative. Answers its id. Throws RULE_BROKEN organisations-per-person when they
   * represent too many; staff may make any number.
   */
  async create(actor: Actor, input: OrganisationInput): Promise<string> {
    if (!isSignedIn(actor)) throw unauthenticated();
    const profile = cleanProfile(input, true);
    return this.db.transaction(async (tx) => {
      await refuseTooMany(tx, actor, this.times * MAX_ORGANISATIONS);
      const organisation = tx.em.create(Organisation, {
        name: profile.name!,
        kind: profile.kind!,
        country: profile.country!,
        alias: aliasOf(profile.country!, profile.fields ?? []),
        confirmedAt: new Date(),
        createdAt: new Date(),
        updatedAt: new Date(),
      });
      applyProfile(tx, organisation, profile);
      await tx.em.flush();
      tx.send('insert into representative (organisation_id, person_id) values ($1, $2)', [organisation.id, actor.personId]);
      tx.send(...dirtyMark([organisation.id]));
      await tx.emit(organisationCreated(actor, organisation.id));
      return organisation.id;
    });
  }

  /** Changes what the input names, and answers what the actor sees of it then. A new country or kind is checked by staff again. */
  async update(actor: Actor, id: string, input: OrganisationInput, shape: ViewShape): Promise<OrganisationView> {
    const change = async (tx: Transaction): Promise<void> => {
      const organisation = await this.find(tx, id, listsOf(input));
      authorize(actor, 'edit', organisation);
      const profile = cleanProfile(input, false);
      if (profile.country && profile.country !== organisation.country) await refuseWhilePartnered(tx, id);
      const identityChanged = ['country', 'kind'].some((key) => {
        const value = profile[key as 'country' | 'kind'];
        return value !== undefined && value !== organisation[key as 'country' | 'kind'];
      });
      applyProfile(tx, organisation, profile);
      if (identityChanged && !actor.isStaff) organisation.verifiedAt = organisation.verifiedBy = null;
      organisation.updatedAt = organisation.confirmedAt = new Date();
      tx.send(...dirtyMark([id]));
      await tx.emit(organisationUpdated(actor, id));
    };
    const changed = await this.db.transactionThenRead(change, (client) => organisationById(client, Asker.known(actor), id, shape));
    if (!changed) throw notFound('This organisation');
    return changed;
  }

  async verify(actor: Actor, id: string): Promise<void> {
    await this.setVerified(actor, id, true, wasVerified);
  }

  /** Takes the mark back; `reason` is told to its people. */
  async withdrawVerification(actor: Actor, id: string, reason: string): Promise<void> {
    const why = cleanText(reason, true);
    if (!why) throw badInput({ reason: 'Say why, in a sentence: its people read it.' });
    await this.setVerified(actor, id, false, (language, name) => verificationWasWithdrawn(language, name, why));
  }

  private async setVerified(actor: Actor, id: string, verified: boolean, write: typeof wasVerified): Promise<void> {
    await this.db.transaction(async (tx) => {
      const organisation = await this.find(tx, id);
      authorize(actor, 'verify', organisation);
      if (Boolean(organisation.verifiedAt) === verified) return;
      organisation.verifiedAt = verified ? new Date() : null;
      organisation.verifiedBy = verified ? actor.personId : null;
      tx.send(...dirtyMark([id]));
      await this.writeTo(tx, id, (language) => write(language, organisation.name));
      await tx.emit(verified ? organisationVerified(actor, id) : verificationWithdrawn(actor, id));
    });
  }

  /** Remembers for its owner that somebody signed in looked at a pseudonymous profile; at most one row per person and hour. */
  async recordView(actor: Actor, id: string): Promise<void> {
    if (!isSignedIn(actor) || actor.isStaff || actor.organisationIds.includes(id)) return;
    await this.db.query(
      `insert into profile_view (organisation_id, viewer_organisation_id, person_id)
       select $1, $2, $3 where not exists (
         select from profile_view where organisation_id = $1 and person_id = $3 and at > now() - interval '1 hour')`,
      [id, actor.organisationIds[0] ?? null, actor.personId],
    );
  }

  /** An organisation as whoever asks may see it, as much of it as `shape` says; null when missing or not visible. */
  view(asker: Asker, id: string, shape: ViewShape): Promise<OrganisationView | null> {
    return organisationById(this.db, asker, id, shape);
  }

  /** Organisations as the actor may see them, in the order asked; null where missing or not visible. */
  viewsOf(client: SqlClient, actor: Actor, ids: readonly string[]): Promise<(OrganisationView | null)[]> {
    return organisationsByIds(client, actor, ids);
  }

  /** Who represents organisations, to wake their streams; never for showing to somebody else. */
  peopleOf(client: SqlClient, ids: readonly string[]): Promise<RepresentativeRow[]> {
    return representativesOf(client, ids);
  }

  /** A letter to everybody who represents an organisation, to each in their language, on the caller's transaction. */
  writeTo(tx: SqlClient, organisationId: string, write: (language: LetterLanguage) => Letter): Promise<void> {
    return writeTo(tx, this.mail, organisationId, write);
  }

  private async find(source: Transaction | Transaction['em'], id: string, lists: readonly List[] = []): Promise<Organisation> {
    const em = 'em' in source ? source.em : source;
    const found = isId(id) ? await em.findOne(Organisation, { id }, { populate: lists }) : null;
    if (!found) throw notFound('This organisation');
    return found;
  }
}

type List = 'issueRows' | 'registrationRows';

/** The lists that an input replaces: only these are read before. */
const listsOf = ({ issues, registrations }: OrganisationInput): List[] => [
  ...(issues !== undefined ? (['issueRows'] as const) : []),
  ...(registrations !== undefined ? (['registrationRows'] as const) : []),
];

async function refuseTooMany(tx: Transaction, actor: Actor, most: number): Promise<void> {
  if (actor.isStaff) return;
  await holdPerson(tx, actor.personId);
  const { rows } = await tx.query<{ count: number }>('select count(*)::int as count from representative where person_id = $1', [
    actor.personId,
  ]);
  if ((rows[0]?.count ?? 0) < most) return;
  const message = `One person represents at most ${most} organisations. Leave one, or ask the programme team to help.`;
  throw ruleBroken('organisations-per-person', message);
}

async function refuseWhilePartnered(tx: Transaction, id: string): Promise<void> {
  const { rows } = await tx.query(
    `select from partnership_side where organisation_id = $1 and active
     union all select from invitation where status = 'PENDING' and $1 in (from_organisation_id, to_organisation_id)`,
    [id],
  );
  if (rows.length > 0) throw ruleBroken('side', 'The country cannot change while the organisation has a partner or an open invitation.');
}

function applyProfile(tx: Transaction, organisation: Organisation, profile: OrganisationInput): void {
  const { name, kind, country, visibility, fields, languages, formerNames } = profile;
  if (name) organisation.name = name;
  if (kind) organisation.kind = kind;
  if (country) organisation.country = country;
  if (visibility) organisation.visibility = visibility;
  if (fields) organisation.fieldIds = fields;
  if (languages) organisation.languages = languages;
  if (formerNames) organisation.formerNames = formerNames;
  for (const key of ['city', 'about', 'website', 'acronym'] as const) if (profile[key] !== undefined) organisation[key] = profile[key];
  organisation.alias = aliasOf(organisation.country, organisation.fieldIds, organisation.alias);
  organisation.identityKey = [fold(organisation.name), organisation.country, fold(organisation.city ?? '')].join('|');
  if (profile.issues) replaceIssues(tx, organisation, profile.issues);
  if (profile.registrations) replaceRegistrations(tx, organisation, profile.registrations);
}

function replaceIssues(tx: Transaction, organisation: Organisation, issues: NonNullable<OrganisationInput['issues']>): void {
  const before = new Map(organisation.issueRows.getItems().map((row) => [`${row.issueId} ${row.direction}`, row]));
  issues.forEach(({ issueId, direction, statement }, position) => {
    const row = before.get(`${issueId} ${direction}`);
    before.delete(`${issueId} ${direction}`);
    if (row) Object.assign(row, { statement: statement ?? null, position });
    else
      organisation.issueRows.add(
        tx.em.create(OrganisationIssue, { organisation, issueId, direction, statement: statement ?? null, position }),
      );
  });
  for (const row of before.values()) organisation.issueRows.remove(row);
}

function replaceRegistrations(
  tx: Transaction,
  organisation: Organisation,
  registrations: NonNullable<OrganisationInput['registrations']>,
): void {
  const before = new Map(organisation.registrationRows.getItems().map((row) => [`${row.scheme} ${row.value}`, row]));
  for (const { scheme, value } of registrations) {
    if (before.delete(`${scheme} ${value}`)) continue;
    organisation.registrationRows.add(tx.em.create(Registration, { organisation, scheme, value }));
  }
  for (const row of before.values()) organisation.registrationRows.remove(row);
}
