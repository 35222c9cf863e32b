import type { ServerOptions } from '@kopru/api/server/server';
import type { Services } from '@kopru/api/services';
import { TestClient } from './client.ts';
import { startTestServer, type TestServer } from './server.ts';

const CREATE = `mutation ($input: OrganisationInput!) { createOrganisation(input: $input) { id } }`;

/** A person with a session and the organisation they represent. */
export interface Inhabitant {
  client: TestClient;
  email: string;
  organisationId: string;
}

/** The people a rule is tried with: a public organisation, a partner across, a stranger, a pseudonymous one, staff and a visitor. */
export interface World {
  server: TestServer;
  visitor: TestClient;
  staff: TestClient;
  callId: string;
  /** Turkish, public, verified. */
  aylin: Inhabitant;
  /** German, public, verified. */
  lena: Inhabitant;
  /** French, public, verified: nobody's partner. */
  stranger: Inhabitant;
  /** Polish, pseudonymous, verified. */
  masked: Inhabitant;
  close(): Promise<void>;
}

let counter = 0;
/** Unique within a test process, so that tests share a server without meeting. */
export const unique = (name: string): string => `${name}${++counter}`;

/** Marks a person as staff; there is deliberately no operation for it. */
export async function makeStaff(services: Services, email: string): Promise<void> {
  await services.db.query('insert into staff_member (person_id) select id from auth."user" where email = $1 on conflict do nothing', [
    email,
  ]);
}

export async function confirmEmail(services: Services, email: string): Promise<void> {
  await services.db.query('update auth."user" set "emailVerified" = true where email = $1', [email]);
}

/** A new person with a new organisation; `input` overrides its profile, `verified` has staff's mark set. */
export async function newInhabitant(server: TestServer, input: Record<string, unknown> = {}, verified = true): Promise<Inhabitant> {
  const email = `${unique('person')}@example.test`;
  const client = await new TestClient(server.url).signUp(email, unique('Person '));
  await confirmEmail(server.services, email);
  const profile = { name: unique('Organisation '), kind: 'ASSOCIATION', country: 'TR', fields: ['ecology'], languages: ['en'], ...input };
  const { createOrganisation } = await client.ask(CREATE, { input: profile });
  if (verified) await server.services.db.query('update organisation set verified_at = now() where id = $1', [createOrganisation.id]);
  return { client, email, organisationId: createOrganisation.id };
}

/** An open call of Turkey and the EU-27. */
export async function newCall(services: Services, name = 'Call of tests'): Promise<string> {
  const { EU_27 } = await import('@kopru/schema/vocabulary');
  const { rows } = await services.db.query<{ id: string }>(
    `insert into call (name, opens_at, deadline, original_deadline, time_zone, side_a, side_b, kinds)
     select $1, now() - interval '1 day', d, d, 'Europe/Istanbul', '{TR}', $2, '{ASSOCIATION,FOUNDATION,COOPERATIVE,SOCIAL_COMPANY,CIVIL_INITIATIVE}'
     from (select now() + interval '30 days' as d) deadline returning id`,
    [name, [...EU_27]],
  );
  return rows[0]!.id;
}

/** Everybody of `World` on a server of their own. */
export async function newWorld(env: Record<string, string> = {}, options: Partial<ServerOptions> = {}): Promise<World> {
  const server = await startTestServer(env, options);
  const callId = await newCall(server.services);
  const staffMail = `${unique('staff')}@example.test`;
  const staff = await new TestClient(server.url).signUp(staffMail, 'Staff');
  await makeStaff(server.services, staffMail);
  const aylin = await newInhabitant(server, { name: 'Su Yolu Derneği', issues: [{ issueId: 'volunteer-management', direction: 'NEED' }] });
  const lena = await newInhabitant(server, {
    name: 'Flussland e. V.',
    country: 'DE',
    issues: [{ issueId: 'volunteer-management', direction: 'OFFER' }],
  });
  const stranger = await newInhabitant(server, { name: 'Les Quatre Vents', country: 'FR' });
  const masked = await newInhabitant(server, {
    name: 'Tajemnicza Przystań',
    country: 'PL',
    visibility: 'PSEUDONYMOUS',
    city: 'Łódź',
    about: 'Sekretne',
  });
  const clients = [staff, aylin.client, lena.client, stranger.client, masked.client];
  return {
    server,
    staff,
    callId,
    aylin,
    lena,
    stranger,
    masked,
    visitor: new TestClient(server.url),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await server.close();
    },
  };
}
