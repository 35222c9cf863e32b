import { describe, expect, it } from 'vitest';
import { Marker, spellingOf } from './marker.ts';

const marked = (query: string, text: string): string =>
  new Marker(query)
    .mark(text)
    ?.parts.map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('') ?? '';
const excerpt = (query: string, text: string, length: number): string =>
  new Marker(query)
    .excerpt(text, length)
    ?.parts.map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('') ?? '';

describe('marks', () => {
  it.each([
    ['isik kadin', 'Işık Kadın Derneği', '[Işık] [Kadın] Derneği'],
    ['IŞIK', 'Işık Kadın Derneği', '[Işık] Kadın Derneği'],
    ['kadın', 'İstanbul’daki kadınlar', 'İstanbul’daki [kadınlar]'],
    ['istanbul', 'İSTANBUL’DA', '[İSTANBUL]’DA'],
    ['bruecke', 'Brücke für Straßenkinder', '[Brücke] für Straßenkinder'],
    ['strasen', 'Brücke für Straßenkinder', 'Brücke für [Straßenkinder]'],
    ['thessaloniki', 'Αλληλεγγύη Θεσσαλονίκη', 'Αλληλεγγύη [Θεσσαλονίκη]'],
    ['volunteer', 'Yüz gönüllüler, bir hayal', 'Yüz [gönüllüler], bir hayal'],
    ['orchadr', 'Orchard Mediators', '[Orchard] Mediators'],
    ['cork', 'cokr', ''],
    ['med orch', 'Orchard Mediators', '[Orchard] Mediators'],
    ['m&e', 'We do M & E, monitoring and more', 'We do [M & E], [monitoring] and more'],
    ['Selanik', 'Αλληλεγγύη Θεσσαλονίκη', 'Αλληλεγγύη [Θεσσαλονίκη]'],
    ['munih', 'A house in München', 'A house in [München]'],
    ['', 'Orchard', ''],
    ['e\u0301cole', 'L’\u00e9cole', 'L’[\u00e9cole]'],
  ])('%s in “%s”', (query, text, expected) => {
    expect(marked(query, text)).toBe(expected);
  });

  it('leave every letter of the text where it was', () => {
    const text = '  «Œuvre» – 3 × 4,  ’tis\u0000 🌍 end';
    for (const query of ['oeuvre end', '3', 'tis', '🌍']) {
      expect(
        new Marker(query)
          .mark(text)
          ?.parts.map((part) => part.text)
          .join('') ?? text,
      ).toBe(text.normalize('NFC'));
    }
  });

  it('show the piece of a long text with most of the words, cut between words', () => {
    const text = `A harbour. ${'Nothing of it here. '.repeat(20)}In the harbour we teach mediation to all. ${'And more. '.repeat(20)}`;
    const piece = excerpt('harbour mediation', text, 80);
    expect(piece).toMatch(/^…/);
    expect(piece).toMatch(/…$/);
    expect(piece).toContain('In the [harbour] we teach [mediation] to all.');
    expect(piece.length).toBeLessThan(95);
    expect(excerpt('zebra', text, 80)).toBe('');
    expect(excerpt('harbour', 'A harbour.', 80)).toBe('A [harbour].');
  });

  it('know which entries of the vocabulary answer, and which word of the query they are', () => {
    expect(new Marker('çevre zzz').entries()).toContainEqual({ attribute: 'fields', id: 'ecology', word: 0 });
    expect(new Marker('gönüllü').entries().map(({ id }) => id)).toContain('volunteer-management');
    expect(new Marker('almanya çevre', ['almanya']).entries()).toContainEqual({ attribute: 'fields', id: 'ecology', word: 0 });
    expect(new Marker('çevre almanya', ['almanya']).entries().map(({ id }) => id)).not.toContain('DE');
  });

  it('give a folded word its letters back', () => {
    expect(spellingOf('genclik', ['Çağdaş Gençlik Vakfı'])).toBe('Gençlik');
    expect(spellingOf('strassenkinder', [null, 'Brücke für Straßenkinder'])).toBe('Straßenkinder');
    expect(spellingOf('zzz', ['Gençlik'])).toBeUndefined();
  });
});
