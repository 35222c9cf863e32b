import { dirtyMark } from '@kopru/search/outbox';
import { createHash, randomBytes } from 'node:crypto';
import { isSignedIn, type Actor } from '../access/actor.ts';
import { badInput, conflict, notFound, rateLimited, ruleBroken, unauthenticated } from '../access/errors.ts';
import type { Database, SqlClient, Transaction } from '../database/database.ts';
import { languageSql, type LetterLanguage } from '../mail/letter.ts';
import type { MailService } from '../mail/mail.service.ts';
import { holdPerson } from '../person/person.service.ts';
import { isId } from '../schema/paging.ts';
import { representativeInvited, representativeJoined, representativeLeft } from './organisation.events.ts';
import { representativeWasInvited } from './organisation.letters.ts';
import { authorize, type OrganisationSubject } from './organisation.policy.ts';

/** How many people represent an organisation on the platform: two take part in a partnership. */
export const MAX_REPRESENTATIVES = 2;
/** Letters to people who may not know us, that one person has us write within a day. */
const MAX_LETTERS_A_DAY = 10;
const VALID_DAYS = 14;
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/;

export interface PendingRepresentativeRow {
  id: string;
  organisationId: string;
  email: string;
  expiresAt: Date;
}

/** What the link in the e-mail shows before it is used. */
export interface RepresentativeInvitationRow {
  organisationName: string;
  email: string;
  expiresAt: Date;
  usable: boolean;
}

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The people of an organisation: invited by e-mail, joined, left. */
export class RepresentativeService {
  constructor(
    private readonly db: Database,
    private readonly mail: MailService,
    private readonly publicUrl: () => string,
  ) {}

  /**
   * Writes to somebody who may not know us: so the inviting address has to be confirmed (RULE_BROKEN email-confirmed), and one person invites only
   * so many in a day (RATE_LIMITED). Staff, whose addresses the operator knows, bring in the people of any number of organisations.
   */
  async invite(actor: Actor, organisationId: string, email: string): Promise<PendingRepresentativeRow> {
    const organisation = authorize(actor, 'manageRepresentatives', await this.subject(this.db, organisationId));
    const address = email.trim().toLowerCase();
    if (address.length > 254 || !EMAIL.test(address)) throw badInput({ email: 'Give an e-mail address such as name@example.org.' });
    if (!actor.isStaff) refuseUnconfirmed(actor);
    return this.db.transaction(async (tx) => {
      await holdPerson(tx, actor.personId);
      await lockOrganisation(tx, organisationId);
      const taken = await this.placesTaken(tx, organisationId);
      if (taken.emails.includes(address)) throw conflict('This person already represents the organisation or is invited.');
      if (taken.emails.length >= MAX_REPRESENTATIVES) {
        throw ruleBroken('representatives', `Two people represent an organisation. Remove one, or cancel an open invitation, first.`);
      }
      if (!actor.isStaff) await refuseManyLetters(tx, actor);
      const token = randomBytes(24).toString('base64url');
      const { rows } = await tx.query<PendingRepresentativeRow>(
        `insert into representative_invitation (organisation_id, email, token_hash, invited_by, expires_at)
         values ($1, $2, $3, $4, now() + make_interval(days => $5))
         returning id, organisation_id as "organisationId", email, expires_at as "expiresAt"`,
        [organisationId, address, hash(token), actor.personId, VALID_DAYS],
      );
      const about = { name: organisation.name, inviter: actor.name, url: `${this.publicUrl()}/join/${token}`, days: VALID_DAYS };
      await this.mail.send(tx, { to: address, ...representativeWasInvited(await this.languageOf(tx, organisationId, address), about) });
      await tx.emit(representativeInvited(actor, organisationId));
      return rows[0]!;
    });
  }

  async cancel(actor: Actor, id: string): Promise<void> {
    const { rows } = await this.db.query<{ organisationId: string }>(
      `select organisation_id as "organisationId" from representative_invitation where id = $1 and accepted_at is null and cancelled_at is null`,
      [isId(id) ? id : null],
    );
    const invitation = rows[0];
    if (!invitation) throw isSignedIn(actor) ? notFound('This invitation') : unauthenticated();
    authorize(actor, 'manageRepresentatives', await this.subject(this.db, invitation.organisationId));
    await this.db.query('update representative_invitation set cancelled_at = now() where id = $1', [id]);
  }

  async byToken(token: string): Promise<RepresentativeInvitationRow | null> {
    const { rows } = await this.db.query<RepresentativeInvitationRow>(
      `select o.name as "organisationName", i.email, i.expires_at as "expiresAt",
         (i.accepted_at is null and i.cancelled_at is null and i.expires_at > now()) as usable
       from representative_invitation i join organisation o on o.id = i.organisation_id where i.token_hash = $1`,
      [hash(token)],
    );
    return rows[0] ?? null;
  }

  /** For the invited address alone, and only once it is confirmed: the link may have been passed on. Answers the organisation's id. */
  async accept(actor: Actor, token: string): Promise<string> {
    if (!isSignedIn(actor)) throw unauthenticated();
    return this.db.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string; organisationId: string; email: string }>(
        `select id, organisation_id as "organisationId", email from representative_invitation
         where token_hash = $1 and accepted_at is null and cancelled_at is null and expires_at > now() for update`,
        [hash(token)],
      );
      const invitation = rows[0];
      if (!invitation) throw notFound('This invitation');
      if (invitation.email !== actor.email.toLowerCase()) {
        throw ruleBroken('invited-email', 'This invitation is for another e-mail address. Sign in with the address it was sent to.');
      }
      refuseUnconfirmed(actor);
      await lockOrganisation(tx, invitation.organisationId);
      tx.send('insert into representative (organisation_id, person_id) values ($1, $2) on conflict do nothing', [
        invitation.organisationId,
        actor.personId,
      ]);
      tx.send(...dirtyMark([invitation.organisationId]));
      tx.send('update representative_invitation set accepted_at = now() where id = $1', [invitation.id]);
      await tx.emit(representativeJoined(actor, invitation.organisationId));
      return invitation.organisationId;
    });
  }

  /** One stays: an organisation without people could not be reached. */
  async remove(actor: Actor, organisationId: string, personId: string): Promise<void> {
    authorize(actor, 'manageRepresentatives', await this.subject(this.db, organisationId));
    await this.db.transaction(async (tx) => {
      await lockOrganisation(tx, organisationId);
      const { rows } = await tx.query<{ personId: string }>(
        'select person_id as "personId" from representative where organisation_id = $1',
        [organisationId],
      );
      if (!rows.some((row) => row.personId === personId)) throw notFound('This person');
      if (rows.length === 1) throw ruleBroken('representatives', 'The last person cannot leave. Invite somebody first.');
      await tx.query('delete from representative where organisation_id = $1 and person_id = $2', [organisationId, personId]);
      await tx.emit(representativeLeft(actor, organisationId, personId));
    });
  }

  async pendingOf(organisationIds: readonly string[]): Promise<PendingRepresentativeRow[]> {
    const { rows } = await this.db.query<PendingRepresentativeRow>(
      `select id, organisation_id as "organisationId", email, expires_at as "expiresAt" from representative_invitation
       where organisation_id = any($1::uuid[]) and accepted_at is null and cancelled_at is null and expires_at > now() order by created_at`,
      [organisationIds],
    );
    return rows;
  }

  /** Of who has the address already, else of the organisation's country. */
  private async languageOf(tx: Transaction, organisationId: string, address: string): Promise<LetterLanguage> {
    const { rows } = await tx.query<{ language: LetterLanguage }>(
      `select ${languageSql(`(select u.id from auth."user" u where lower(u.email) = $2 limit 1)`, 'o.country')} as language
       from organisation o where o.id = $1`,
      [organisationId, address],
    );
    return rows[0]?.language ?? 'en';
  }

  private async placesTaken(tx: Transaction, organisationId: string): Promise<{ emails: string[] }> {
    const { rows } = await tx.query<{ email: string }>(
      `select lower(u.email) as email from representative r join auth."user" u on u.id = r.person_id where r.organisation_id = $1
       union select email from representative_invitation
       where organisation_id = $1 and accepted_at is null and cancelled_at is null and expires_at > now()`,
      [organisationId],
    );
    return { emails: rows.map((row) => row.email) };
  }

  private async subject(client: SqlClient, id: string): Promise<(OrganisationSubject & { name: string }) | undefined> {
    if (!isId(id)) return undefined;
    const { rows } = await client.query<OrganisationSubject & { name: string }>(
      'select id, visibility, name from organisation where id = $1',
      [id],
    );
    return rows[0];
  }
}

function refuseUnconfirmed(actor: Actor): void {
  if (!actor.emailVerified) throw ruleBroken('email-confirmed', 'Confirm your e-mail address first: we sent you a link.');
}

async function refuseManyLetters(tx: Transaction, actor: Actor): Promise<void> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from representative_invitation where invited_by = $1 and created_at > now() - interval '1 day'`,
    [actor.personId],
  );
  if ((rows[0]?.count ?? 0) < MAX_LETTERS_A_DAY) return;
  throw rateLimited(`At most ${MAX_LETTERS_A_DAY} people can be invited in a day. Go on tomorrow.`, 'letters-a-day');
}

async function lockOrganisation(tx: Transaction, id: string): Promise<void> {
  await tx.query('select from organisation where id = $1 for update', [id]);
}
