import { expect, it } from 'vitest';
import { callInput, readCallDraft } from './call-draft.ts';

function draft(values: Record<string, string | string[]>) {
  const form = new FormData();
  const given = { name: 'Call', opensAt: '2027-03-01T10:00', deadline: '2027-04-01T23:59', timeZone: 'Europe/Istanbul', ...values };
  for (const [name, value] of Object.entries(given)) for (const text of [value].flat()) form.append(name, text);
  return readCallDraft(form);
}

it('names moments in the zone of the call and leaves out what was left empty', () => {
  expect(callInput(draft({ places: '', sideA: ' ' }))).toEqual({
    input: { name: 'Call', opensAt: '2027-03-01T07:00:00.000Z', deadline: '2027-04-01T20:59:00.000Z', timeZone: 'Europe/Istanbul' },
  });
});

it('takes countries, kinds and numbers', () => {
  expect(callInput(draft({ sideA: 'tr', sideB: 'DE, fr;pl', kinds: ['ASSOCIATION', 'FOUNDATION'], places: '8' })).input).toMatchObject({
    sideA: ['TR'],
    sideB: ['DE', 'FR', 'PL'],
    kinds: ['ASSOCIATION', 'FOUNDATION'],
    places: 8,
  });
});

it('names every field that cannot be asked for', () => {
  expect(callInput(draft({ opensAt: 'soon', deadline: '2027-02-31T10:00', places: 'eight', sideB: 'Germany' })).wrong).toEqual([
    'opensAt',
    'deadline',
    'places',
    'sideB',
  ]);
});
