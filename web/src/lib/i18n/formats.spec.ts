import { describe, expect, it } from 'vitest';
import { formatsFor } from './formats.ts';

const DEADLINE = '2027-01-31T22:59:00Z';

describe('formats', () => {
  it('shows a moment with its zone', () => {
    expect(formatsFor('en').moment(DEADLINE, 'Europe/Berlin')).toBe('31 January 2027 at 23:59 (Berlin, GMT+1)');
    expect(formatsFor('tr').moment(DEADLINE, 'Europe/Istanbul')).toBe('1 Şubat 2027 01:59 (İstanbul, GMT+3)');
  });

  it('says on which day something was by the clock of the programme, where no call says another', () => {
    expect(formatsFor('en').date('2027-01-31T21:30:00Z')).toBe('1 February 2027');
    expect(formatsFor('en').date('2027-01-31T21:30:00Z', 'Europe/Berlin')).toBe('31 January 2027');
    expect(formatsFor('en').moment('2027-01-31T21:30:00Z')).toBe('1 February 2027 at 00:30 (Istanbul, GMT+3)');
  });

  it('names countries and languages, and leaves what it does not know', () => {
    expect(formatsFor('tr').country('DE')).toBe('Almanya');
    expect(formatsFor('en').country('TR')).toBe('Turkey');
    expect(formatsFor('en').languageName('tr')).toBe('Turkish');
    expect(formatsFor('en').country('not a code')).toBe('not a code');
  });

  it('writes money and lists as the language does', () => {
    expect(formatsFor('en').euros(350_000)).toBe('€3,500');
    expect(formatsFor('tr').list(['su', 'hava', 'toprak'])).toBe('su, hava ve toprak');
  });
});
