import { expect, it } from 'vitest';
import type { ActivityRow } from './activity.reads.ts';
import { sentenceOf } from './activity.sentences.ts';

const activity = (given: Partial<ActivityRow>): ActivityRow => ({
  id: '',
  kind: 'INVITATION_SENT',
  at: new Date(0),
  template: '{0} invited {1}.',
  organisationIds: [],
  names: ['Su Yolu', 'Flussland'],
  callId: null,
  ...given,
});

it('names the organisations in both languages', () => {
  expect(sentenceOf(activity({}), 'en')).toBe('Su Yolu invited Flussland.');
  expect(sentenceOf(activity({}), 'tr')).toBe('Su Yolu, Flussland kuruluşunu davet etti.');
});

it('speaks English in a language it has no sentence for, and of a kind it has not met', () => {
  expect(sentenceOf(activity({}), 'xx')).toBe('Su Yolu invited Flussland.');
  expect(sentenceOf(activity({ kind: 'SOMETHING_NEW', template: '{0} did something new.' }), 'tr')).toBe('Su Yolu did something new.');
});

it('leaves braces in a name alone and has a word for an organisation that is gone', () => {
  expect(sentenceOf(activity({ names: ['{1}', null] }), 'en')).toBe('{1} invited an organisation.');
  expect(sentenceOf(activity({ names: ['{1}', null] }), 'tr')).toBe('{1}, bir kuruluş kuruluşunu davet etti.');
});

it('keeps the numbers of an import', () => {
  const imported = { kind: 'ORGANISATIONS_IMPORTED', template: 'A register was imported: 13259 new organisations, 4 changed.', names: [] };
  expect(sentenceOf(activity(imported), 'tr')).toBe('Bir liste içe aktarıldı: 13259 yeni kuruluş, 4 değişiklik.');
});

it('ends with one full stop, also after a name that has its own', () => {
  expect(sentenceOf(activity({ names: ['Su Yolu', 'Flussland e. V.'] }), 'en')).toBe('Su Yolu invited Flussland e. V.');
});
