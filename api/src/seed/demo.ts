import { ADAPTATION } from '@kopru/schema/capacity-model';
import { appendProse, createCapacityModel } from '@kopru/schema/capacity-model-document';
import { EU_27, ORGANISATION_KINDS, TURKEY } from '@kopru/schema/vocabulary';
import { hashPassword } from 'better-auth/crypto';
import * as Y from 'yjs';
import { ANONYMOUS, SYSTEM } from '../access/actor.ts';
import { Asker } from '../access/asker.ts';
import { callCreated, deadlineExtended } from '../call/call.events.ts';
import type { Transaction } from '../database/database.ts';
import {
  invitationAccepted,
  invitationDeclined,
  invitationExpired,
  invitationSent,
  invitationWithdrawn,
} from '../invitation/invitation.events.ts';
import { insertOrganisations } from '../organisation/organisation-batch.service.ts';
import { organisationCreated, organisationVerified } from '../organisation/organisation.events.ts';
import { partnershipDroppedOut, partnershipFormed } from '../partnership/partnership.events.ts';
import type { Services } from '../services.ts';
import { ADAPTATION_STORIES } from './capacity-model.adaptations.ts';
import { tellFirstPart, tellSecondPart } from './capacity-model.story.ts';
import { castOf, type CastMember } from './cast.ts';
import {
  idsAt,
  insertCall,
  insertEvents,
  insertInvitations,
  insertPartnerships,
  insertPasswords,
  insertPeople,
  insertRepresentatives,
  isEmpty,
  type PastEvent,
} from './demo.store.ts';
import { letItBeAgo } from './demo.versions.ts';
import { momentAgo } from './moments.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoEmail } from './people.ts';
import { Random } from './random.ts';
import { CALLS, Planner, type CallKey, type PlannedInvitation, type Timeline } from './timeline.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD };

const DAY = 86_400_000;
const SEED_LOCK = 7_019_412;
const STORY_BEGINS_AFTER_DAYS = 28;

/** Fills an empty database with the invented demo: organisations, people, two calls, and what became of them. A database that holds anything stays as it is. */
export async function seedDemo(services: Services): Promise<void> {
  const { db } = services;
  if (await isEmpty(db)) {
    const hashes = await Promise.all(DEMO_ACCOUNTS.map(() => hashPassword(DEMO_PASSWORD)));
    await db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [SEED_LOCK]);
      // Another process may have been faster.
      if (await isEmpty(tx)) await new Demo(tx, new Date()).store(hashes);
    });
  }
  await writeModel(services);
  // Whoever opens the directory at once finds everybody.
  await services.indexKeepers.find(({ target }) => target === 'postgres')?.applyWaiting();
}

/** Somebody or something with the id it was stored under. */
interface Stored extends CastMember {
  readonly id: string;
  readonly personIds: readonly string[];
}

/** One telling of the demo, all times counted back from `now`. */
class Demo {
  private readonly events: PastEvent[] = [];

  constructor(
    private readonly tx: Transaction,
    private readonly now: Date,
  ) {}

  async store(hashes: readonly string[]): Promise<void> {
    const cast = castOf(this.now);
    const organisationIds = await insertOrganisations(
      this.tx,
      cast.map(({ row }) => row),
    );
    const stored = await this.storePeople(cast, organisationIds, hashes);
    const callIds = await this.storeCalls();
    const timeline = this.plan(stored);
    const invitationIds = await this.storeInvitations(timeline, stored, callIds);
    await this.storePartnerships(timeline, stored, callIds, invitationIds);
    await this.tx.query(
      `insert into registration (organisation_id, scheme, value, verified_at)
       select id, scheme, value, now() from jsonb_to_recordset($1::jsonb) as row(id uuid, scheme text, value text)`,
      [JSON.stringify(stored.flatMap(({ id, registration }) => (registration ? [{ id, ...registration }] : [])))],
    );
    for (const { id, row } of stored) {
      if (row.createdAt) this.tell(row.createdAt, organisationCreated(SYSTEM, id));
      if (row.verifiedAt) this.tell(row.verifiedAt, organisationVerified(SYSTEM, id));
    }
    await insertEvents(this.tx, this.events);
  }

  private ago(days: number): Date {
    return momentAgo(this.now, days);
  }

  private tell(at: Date, event: PastEvent['event']): void {
    this.events.push({ at, event });
  }

  private async storePeople(cast: readonly CastMember[], organisationIds: readonly string[], hashes: readonly string[]): Promise<Stored[]> {
    const accounts = new Map(DEMO_ACCOUNTS.map((account, place) => [account.email, { ...account, hash: hashes[place] ?? '' }]));
    const invited = cast.flatMap(({ people, account, joinedDaysAgo }) => {
      const own = account ? accounts.get(account) : undefined;
      return [...(own ? [own] : []), ...people].map((person) => ({ name: person.name, email: person.email, at: this.ago(joinedDaysAgo) }));
    });
    const staff = { ...DEMO_ACCOUNTS[0], at: this.ago(540) };
    const everybody = [staff, ...invited];
    const ids = await idsAt(
      this.tx,
      everybody.map(({ at }) => at),
    );
    const people = everybody.map(({ name, email, at }, place) => ({ id: ids[place] ?? '', name, email, at }));
    await insertPeople(this.tx, people);
    const idOf = new Map(people.map(({ email, id }) => [email, id]));
    const passwords = [...accounts.values()].map(({ email, hash }) => ({ personId: idOf.get(email) ?? '', hash }));
    await insertPasswords(this.tx, passwords);
    await this.tx.query('insert into staff_member (person_id) values ($1)', [idOf.get(staff.email)]);
    const stored = cast.map((member, place): Stored => {
      const emails = [...(member.account ? [member.account] : []), ...member.people.map(({ email }) => email)];
      return { ...member, id: organisationIds[place] ?? '', personIds: emails.map((email) => idOf.get(email) ?? '') };
    });
    const since = ({ joinedDaysAgo }: CastMember, place: number): Date => this.ago(joinedDaysAgo - place * 0.5);
    await insertRepresentatives(
      this.tx,
      stored.flatMap((member) =>
        member.personIds.map((personId, place) => ({ organisationId: member.id, personId, since: since(member, place) })),
      ),
    );
    return stored;
  }

  private async storeCalls(): Promise<Record<CallKey, string>> {
    const kinds = ORGANISATION_KINDS.map((kind) => kind.id).filter((kind) => kind !== 'OTHER');
    const common = { sideA: [TURKEY], sideB: EU_27, kinds };
    const earlier = await insertCall(this.tx, { ...CALLS.earlier, ...common, extendedBy: 14 });
    const open = await insertCall(this.tx, { ...CALLS.open, ...common, extendedBy: 0 });
    this.tell(this.ago(CALLS.earlier.opens + 10), callCreated(SYSTEM, earlier));
    this.tell(this.ago(CALLS.earlier.closes + 19), deadlineExtended(SYSTEM, earlier));
    this.tell(this.ago(CALLS.open.opens + 10), callCreated(SYSTEM, open));
    return { earlier, open };
  }

  private plan(stored: readonly Stored[]): Timeline {
    const members = stored.map(({ row, people, joinedDaysAgo }, index) => ({
      ...row,
      index,
      joinedDaysAgo,
      ready: Boolean(row.verifiedAt) && row.visibility === 'PUBLIC' && people.length === 2,
    }));
    const placeOf = (email: DemoEmail): number => stored.findIndex(({ account }) => account === email);
    const reserved = [placeOf('aylin@kopru.test'), placeOf('lena@kopru.test')];
    return new Planner(members, new Random(2027), reserved).plan([placeOf('emre@kopru.test'), placeOf('sofia@kopru.test')]);
  }

  private async storeInvitations(
    { invitations }: Timeline,
    stored: readonly Stored[],
    callIds: Record<CallKey, string>,
  ): Promise<string[]> {
    const ids = await idsAt(
      this.tx,
      invitations.map(({ sentDaysAgo }) => this.ago(sentDaysAgo)),
    );
    const rows = invitations.map((planned, place) => {
      const [from, to] = [stored[planned.from], stored[planned.to]];
      const answeredAt = planned.answeredDaysAgo === null ? null : this.ago(planned.answeredDaysAgo);
      const facts = { id: ids[place] ?? '', callId: callIds[planned.call], fromId: from?.id ?? '', toId: to?.id ?? '' };
      this.tell(this.ago(planned.sentDaysAgo), invitationSent(SYSTEM, facts));
      if (answeredAt && planned.status !== 'PENDING') this.tell(answeredAt, ANSWERED[planned.status](SYSTEM, facts));
      const answeredBy = { PENDING: null, EXPIRED: null, WITHDRAWN: from, ACCEPTED: to, DECLINED: to }[planned.status];
      return {
        ...facts,
        message: planned.message,
        status: planned.status,
        replyBy: this.ago(planned.replyByDaysAgo),
        sentBy: from?.personIds[0] ?? null,
        sentAt: this.ago(planned.sentDaysAgo),
        answeredBy: answeredBy?.personIds[0] ?? null,
        answeredAt,
        declineReason: planned.declineReason,
      };
    });
    await insertInvitations(this.tx, rows);
    return ids;
  }

  private async storePartnerships(
    { partnerships }: Timeline,
    stored: readonly Stored[],
    callIds: Record<CallKey, string>,
    invitationIds: readonly string[],
  ): Promise<void> {
    const ids = await idsAt(
      this.tx,
      partnerships.map(({ formedDaysAgo }) => this.ago(formedDaysAgo)),
    );
    const rows = partnerships.map((planned, place) => {
      const [a, b] = [stored[planned.a]?.id ?? '', stored[planned.b]?.id ?? ''];
      const facts = { callId: callIds[planned.call], organisationIds: [a, b] as const, personIds: [] };
      const formedAt = this.ago(planned.formedDaysAgo);
      this.tell(new Date(formedAt.getTime() + 1), partnershipFormed(SYSTEM, facts));
      const droppedOutAt = planned.droppedOut ? this.ago(planned.droppedOut.daysAgo) : null;
      if (droppedOutAt) this.tell(droppedOutAt, partnershipDroppedOut(SYSTEM, facts));
      return {
        id: ids[place] ?? '',
        callId: facts.callId,
        invitationId: invitationIds[planned.invitation] ?? '',
        status: planned.status,
        formedAt,
        droppedOutAt,
        dropOutReason: planned.droppedOut?.reason ?? null,
        a,
        b,
      };
    });
    await insertPartnerships(this.tx, rows);
  }
}

const ANSWERED: Readonly<Record<Exclude<PlannedInvitation['status'], 'PENDING'>, typeof invitationAccepted>> = {
  ACCEPTED: invitationAccepted,
  DECLINED: invitationDeclined,
  WITHDRAWN: invitationWithdrawn,
  EXPIRED: invitationExpired,
};

const UNWRITTEN = `select d.id::text as id, a.organisation_id::text as a, b.organisation_id::text as b, u.id::text as "personId", p.formed_at as "formedAt",
    (select json_agg(json_build_object('id', o.id, 'organisationId', o.organisation_id, 'personId',
        (select person_id from representative where organisation_id = o.organisation_id order by since, person_id limit 1)))
      from document o where o.partnership_id = p.id and o.kind = 'ADAPTATION' and o.sequence = 0) as adaptations
  from auth."user" u join representative r on r.person_id = u.id
  join partnership_side a on a.organisation_id = r.organisation_id and a.side = 'A' and a.active
  join partnership_side b on b.partnership_id = a.partnership_id and b.side = 'B'
  join partnership p on p.id = a.partnership_id and p.status = 'ACTIVE'
  join document d on d.partnership_id = p.id and d.kind = 'CAPACITY_MODEL' and d.sequence = 0
  where u.email = 'emre@kopru.test'`;

interface Unwritten {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly personId: string;
  readonly formedAt: Date;
  readonly adaptations: readonly { readonly id: string; readonly organisationId: string; readonly personId: string }[] | null;
}

/** Emre was in the space so long ago last; what Sofia wrote is new to him. */
const EMRE_WAS_HERE = `update document_visit set began_at = now() - interval '4 days', read_at = now() - interval '4 days' where document_id = $1`;

/** When the two got so far, in days before the demo begins: the first version, the second, and Sofia's signature on that. */
const [FIRST_VERSION, SECOND_VERSION, SIGNED] = [5.35, 1.6, 1.25] as const;

/**
 * Lets Emre and Sofia write the model of their partnership, and each side its adaptation, through the same door as everybody, unless somebody
 * has written in it. Emre kept a version on the way, and Sofia has signed the last one: his signature is due.
 */
async function writeModel({ db, document, documentVersion, signature }: Services): Promise<void> {
  const { rows } = await db.query<Unwritten>(UNWRITTEN);
  const began = new Date();
  for (const { id, a, b, personId, formedAt, adaptations } of rows) {
    const model = createCapacityModel();
    const story = { a, b, start: new Date(formedAt.getTime() + STORY_BEGINS_AFTER_DAYS * DAY) };
    const threads = tellFirstPart(model, story);
    const emre = { ...ANONYMOUS, personId, organisationIds: [a] };
    const first = Y.encodeStateAsUpdate(model);
    await document.push(Asker.known(emre), { documentId: id, operationId: 'demo-story', update: first });
    await document.markRead(emre, { documentId: id, visit: 'demo', sequence: 1 });
    await documentVersion.name(emre, id, 'After the opening meeting in Eskişehir');
    await db.query(EMRE_WAS_HERE, [id]);
    await letItBeAgo(db, id, began, FIRST_VERSION);
    model.destroy();
    const writers = (adaptations ?? []).map((own) => ({
      own,
      writer: { ...ANONYMOUS, personId: own.personId, organisationIds: [own.organisationId] },
    }));
    for (const { own, writer } of writers) {
      const adaptation = new Y.Doc();
      appendProse(adaptation, ADAPTATION.fragment, ADAPTATION_STORIES[own.organisationId === a ? 'a' : 'b']);
      const update = Y.encodeStateAsUpdate(adaptation);
      await document.push(Asker.known(writer), { documentId: own.id, operationId: 'demo-story', update });
      adaptation.destroy();
    }
    // Only now: a signature falls with every change of an adaptation.
    const sofia = writers.find(({ own }) => own.organisationId === b)?.writer;
    if (!sofia) continue;
    const hers = createCapacityModel();
    Y.applyUpdate(hers, first);
    const known = Y.encodeStateVector(hers);
    tellSecondPart(hers, story, threads);
    const update = Y.encodeStateAsUpdate(hers, known);
    await document.push(Asker.known(sofia), { documentId: id, operationId: 'demo-story-2', update });
    hers.destroy();
    const { id: toSign } = await documentVersion.name(sofia, id, 'For our signatures');
    await letItBeAgo(db, id, began, SECOND_VERSION);
    await signature.sign(sofia, toSign, b);
    await letItBeAgo(db, id, began, SIGNED);
  }
}
