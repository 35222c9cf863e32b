import 'reflect-metadata';
import { EU_27 } from '@kopru/schema/vocabulary';
import { expect, it } from 'vitest';
import type { CallView, OrganisationFacts } from '../call/call.service.ts';
import { acceptingObstacle, dailyObstacle, sendingObstacle, type Correspondence, type Pair } from './invitation.rules.ts';

const now = new Date('2027-02-01T12:00:00Z');
const call: CallView = {
  id: 'call',
  name: 'Spring',
  opensAt: new Date('2027-01-01T00:00:00Z'),
  deadline: new Date('2027-03-01T21:00:00Z'),
  originalDeadline: new Date('2027-03-01T21:00:00Z'),
  timeZone: 'Europe/Istanbul',
  sideA: ['TR'],
  sideB: [...EU_27],
  kinds: ['ASSOCIATION'] as CallView['kinds'],
  workingLanguage: 'en',
  representativesPerOrganisation: 2,
  maxOpenInvitations: 5,
  places: null,
  envelopeCents: 350_000,
  replyDays: 14,
};
const facts = (organisationId: string, country: string): OrganisationFacts => ({
  organisationId,
  country,
  kind: 'ASSOCIATION',
  languages: [],
  verified: false,
  representatives: 1,
  partnered: false,
});
const own = facts('own', 'TR');
const other = facts('other', 'DE');
const pair: Pair = { call, own, other, otherMasked: false, blockedByOwn: false, blockedByOther: false };
const quiet: Correspondence = { open: 0, invited: false, invitedByOther: false, asked: 0 };

const sending = (change: Partial<Pair>, letters: Partial<Correspondence> = {}, at = now): string | null | undefined =>
  sendingObstacle({ ...pair, ...change }, { ...quiet, ...letters }, at)?.rule;

it('lets two unverified organisations across the border meet', () => {
  expect(sendingObstacle(pair, quiet, now)).toBeNull();
  expect(acceptingObstacle(pair, now)).toBeNull();
});

it('names the rule that stands in the way', () => {
  expect(sending({ other: own })).toBe('itself');
  expect(sending({ other: facts('other', 'TR') })).toBe('side');
  expect(sending({ other: facts('other', 'CH') })).toBe('side');
  expect(sending({ own: { ...own, kind: 'FOUNDATION' } })).toBe('kind');
  expect(sending({ other: { ...other, kind: 'FOUNDATION' } })).toBe('kind');
  expect(sending({ own: { ...own, partnered: true } })).toBe('one-partnership');
  expect(sending({ other: { ...other, partnered: true } })).toBe('one-partnership');
  expect(sending({ blockedByOwn: true })).toBe('blocked');
  expect(sending({}, { open: 5 })).toBe('open-invitations');
  expect(sending({}, { open: 4 })).toBeUndefined();
  expect(sending({}, { invited: true })).toBe('already-invited');
  expect(sending({}, { asked: 3 })).toBe('asked-often');
  expect(sending({}, { asked: 2 })).toBeUndefined();
  expect(sending({ other: { ...other, representatives: 0 } })).toBe('nobody-there');
  expect(sending({ other: { ...other, representatives: 0 }, otherMasked: true })).toBeNull();
  expect(sending({}, {}, new Date('2026-12-31T23:59:59Z'))).toBe('call-open');
  expect(sending({}, {}, call.deadline)).toBe('call-open');
});

it('answers whom somebody blocked as if nobody were there, whatever else is wrong', () => {
  const gone = { rule: null, message: '' };
  expect(sendingObstacle({ ...pair, blockedByOther: true }, quiet, now)).toEqual(gone);
  expect(
    sendingObstacle({ ...pair, blockedByOther: true, blockedByOwn: true, other: { ...other, partnered: true } }, quiet, call.deadline),
  ).toEqual(gone);
});

it('never tells the legal form of a masked organisation', () => {
  const masked = { ...pair, otherMasked: true, other: { ...other, kind: 'FOUNDATION' } };
  expect(sendingObstacle(masked, quiet, now)).toEqual({ rule: null, message: '' });
  expect(acceptingObstacle(masked, now)?.message).toBe('The other organisation cannot take part in this call.');
});

it('tells whoever was invited themselves to answer instead', () => {
  expect(sendingObstacle(pair, { ...quiet, invitedByOther: true }, now)?.message).toBe(
    'This organisation has already invited you. Answer its invitation.',
  );
});

it('checks the same again when an invitation is accepted', () => {
  const accepting = (change: Partial<Pair>, at = now): string | null | undefined => acceptingObstacle({ ...pair, ...change }, at)?.rule;
  expect(accepting({ own: { ...own, partnered: true } })).toBe('one-partnership');
  expect(accepting({ other: { ...other, partnered: true } })).toBe('one-partnership');
  expect(accepting({ other: facts('other', 'TR') })).toBe('side');
  expect(accepting({ blockedByOwn: true })).toBe('blocked');
  expect(accepting({ blockedByOther: true })).toBeNull();
  expect(accepting({}, call.deadline)).toBe('call-open');
});

it('lets a person send twenty invitations a day, and five while their address is not confirmed', () => {
  expect([19, 20].map((sent) => dailyObstacle(sent, true)?.rule)).toEqual([undefined, 'invitations-a-day']);
  expect([4, 5].map((sent) => dailyObstacle(sent, false)?.rule)).toEqual([undefined, 'invitations-a-day']);
});
