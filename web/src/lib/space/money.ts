import type { Language } from '#lib/i18n/language.ts';

/** Whole cents of an amount as people type it: 1250 · 1,250.50 · 1.250,50 · 1 250,5. Null when it is no amount, or has fractions of cents. */
export function centsOf(text: string): number | null {
  const plain = text.replace(/[\s'’€₺]/g, '');
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match?.[1]) return null;
  return Number(match[1].replace(/[.,]/g, '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Cents as a plain amount in the reader's language, without a sign of currency: it stands beside it. */
export function euroText(cents: number, language: Language): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(cents / 100);
}
