import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomePartners, DECLINE, send } from '../support/invitation.ts';
import { newestMailTo } from '../support/mailbox.ts';
import { newInhabitant, newWorld, unique, type Inhabitant, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

const turkish = (): Promise<Inhabitant> => newInhabitant(world.server, { name: unique('Çınar Derneği ') });
const german = (): Promise<Inhabitant> => newInhabitant(world.server, { name: unique('Ahorn e. V. '), country: 'DE' });
/** Subject and greeting of the newest letter. */
async function lastTo({ email }: { email: string }): Promise<[string, string]> {
  const { subject, text } = await newestMailTo(world.server, email);
  return [subject, text.split('\n')[0]!];
}

const VERIFY = `mutation ($id: ID!) { verifyOrganisation(id: $id) { id } }`;
const UNVERIFY = `mutation ($id: ID!) { withdrawVerification(id: $id, reason: "Eski kayıt.") { id } }`;
const INVITE = `mutation ($id: ID!, $email: String!) { inviteRepresentative(organisationId: $id, email: $email) { id } }`;
const LEAVE = `mutation ($id: ID!) { dropOutOfPartnership(id: $id, reason: "We lost our rooms.") { id } }`;
const CHOOSE = `mutation ($language: String!) { chooseNotificationLetters(digest: WEEKLY, language: $language) { language } }`;

describe('a letter is in the language of who receives it', () => {
  it('an invitation and its answer: each side in the language of its country', async () => {
    const [tr, de] = [await turkish(), await german()];
    const id = await send(de, tr);
    expect(await lastTo(tr)).toEqual([expect.stringMatching(/^Ahorn e\. V\. \d+ sizi ortağı olmaya davet ediyor$/), 'Merhaba,']);
    expect((await newestMailTo(world.server, tr.email)).text).toMatch(/Lütfen şu tarihe kadar yanıt verin: .*(Aralık|Ocak) 20\d\d/);
    await tr.client.ask(DECLINE, { id, reason: null });
    expect(await lastTo(de)).toEqual([expect.stringMatching(/cannot be your partner this time$/), 'Hello,']);
    await send(tr, de);
    expect((await lastTo(de))[0]).toMatch(/invites you to be its partner$/);
  });

  it('a partnership that begins and ends', async () => {
    const [tr, de] = [await turkish(), await german()];
    const id = await becomePartners(tr, de);
    expect((await lastTo(tr))[0]).toMatch(/davetinizi kabul etti$/);
    await de.client.ask(LEAVE, { id });
    expect(await lastTo(tr)).toEqual([expect.stringMatching(/ortaklığınızdan ayrıldı$/), 'Merhaba,']);
  });

  it('whoever is let down because another was faster reads why in their language', async () => {
    const [tr, de, late] = [await turkish(), await german(), await turkish()];
    await send(late, de);
    const id = await send(tr, de);
    await de.client.ask(`mutation ($id: ID!) { acceptInvitation(id: $id) { id } }`, { id });
    await de.client.ask(`mutation ($id: ID!) { declineOtherInvitations(organisationId: $id) }`, { id: de.organisationId });
    const { text } = await newestMailTo(world.server, late.email);
    expect(text).toContain('Davetiniz için teşekkür ederiz.');
  });

  it('the mark “verified”, given and taken back, and the invitation to represent', async () => {
    const tr = await newInhabitant(world.server, {}, false);
    await world.staff.ask(VERIFY, { id: tr.organisationId });
    expect((await newestMailTo(world.server, tr.email)).text).toContain('“doğrulandı” işareti var');
    await world.staff.ask(UNVERIFY, { id: tr.organisationId });
    expect((await newestMailTo(world.server, tr.email)).text).toContain('işareti geri alındı: Eski kayıt.');
    const email = `${unique('second')}@example.test`;
    await tr.client.ask(INVITE, { id: tr.organisationId, email });
    expect((await newestMailTo(world.server, email)).subject).toMatch(/^Köprü’de .* kuruluşunu temsil edin$/);
    const de = await german();
    await de.client.ask(INVITE, { id: de.organisationId, email });
    expect((await newestMailTo(world.server, email)).subject).toMatch(/^Represent /);
  });

  it('what a person chose for letters goes before the country', async () => {
    const [tr, de] = [await turkish(), await german()];
    await tr.client.ask(CHOOSE, { language: 'en' });
    await de.client.ask(CHOOSE, { language: 'tr' });
    await send(de, tr);
    expect((await lastTo(tr))[0]).toMatch(/invites you/);
    await world.staff.ask(UNVERIFY, { id: de.organisationId });
    expect((await newestMailTo(world.server, de.email)).text).toContain('geri alındı');
  });
});

describe('a letter about an account', () => {
  const post = (path: string, language: string, body: Record<string, unknown>): Promise<Response> =>
    fetch(`${world.server.url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.server.url, 'accept-language': language },
      body: JSON.stringify(body),
    });
  const reset = (email: string, language: string): Promise<Response> =>
    post('/request-password-reset', language, { email, redirectTo: '/reset-password' });

  it('is in the language of the page that asked for it', async () => {
    const email = `${unique('person')}@example.test`;
    await post('/sign-up/email', 'tr', { email, name: 'Gül', password: 'dört sözcük bir arada' });
    expect(await lastTo({ email })).toEqual(['Köprü için e-posta adresinizi onaylayın', 'Merhaba Gül,']);
    await reset(email, 'tr-TR,tr;q=0.9,en;q=0.8');
    expect((await lastTo({ email }))[0]).toBe('Köprü için yeni bir parola belirleyin');
    await reset(email, 'de-DE,de;q=0.9');
    expect(await lastTo({ email })).toEqual(['Choose a new password for Köprü', 'Hello Gül,']);
  });

  it('is in the chosen language of somebody who has chosen', async () => {
    const de = await german();
    await de.client.ask(CHOOSE, { language: 'tr' });
    await reset(de.email, 'en');
    expect((await lastTo(de))[0]).toBe('Köprü için yeni bir parola belirleyin');
  });
});
