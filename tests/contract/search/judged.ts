import { describe, expect, it } from 'vitest';
import type { DirectoryFilter } from '@kopru/search/query';
import type { Key } from './fixture.ts';
import { member, visitor, type Questions } from './questions.ts';

/** What a person would call the right answer: which hit comes first, and which are the first ten, in any order. */
interface Judged {
  readonly query: string;
  readonly filter?: DirectoryFilter;
  readonly asMember?: true;
  /** Left out where two hits are equally good. */
  readonly first?: Key;
  readonly set: readonly Key[];
}

const JUDGED: readonly Judged[] = [
  // Names, however they are typed.
  { query: 'harbour mediation network', first: 'harbour', set: ['harbour', 'orchard'] },
  { query: 'ışık kadın derneği', first: 'kadin', set: ['kadin'] },
  { query: 'CAGDAS GENCLIK VAKFI', first: 'cagdas', set: ['cagdas'] },
  { query: 'brucke fur strassenkinder', first: 'brucke', set: ['brucke'] },
  { query: 'fundacja lodzka', first: 'lodz', set: ['lodz'] },
  { query: 'allilengyi', first: 'athina', set: ['athina'] },
  // Acronyms and names of before.
  { query: 'HMN', first: 'harbour', set: ['harbour'] },
  { query: 'çgv', first: 'cagdas', set: ['cagdas'] },
  { query: 'offenes haus', first: 'brucke', set: ['brucke'] },
  // Misspelt and begun.
  { query: 'harbuor', first: 'harbour', set: ['harbour', 'orchard'] },
  { query: 'anadolu kooperatfi', first: 'doga', set: ['doga'] },
  { query: 'orch', first: 'orchard', set: ['orchard'] },
  // What they work on, in either language.
  { query: 'çevre', set: ['doga', 'oresund'] },
  { query: 'environment', set: ['doga', 'oresund'] },
  { query: 'gönüllü', set: ['cagdas', 'doga', 'lodz', 'oresund'] },
  { query: 'volunteer management', set: ['cagdas', 'doga', 'lodz', 'oresund'] },
  { query: 'peace', set: ['harbour', 'orchard'] },
  { query: 'peace', asMember: true, set: ['harbour', 'orchard', 'club'] },
  // Statements and texts.
  { query: 'lighthouse', first: 'harbour', set: ['harbour'] },
  { query: 'doctor', first: 'izmir', set: ['izmir'] },
  // In short.
  { query: 'M&E', set: ['orchard', 'plovdiv'] },
  { query: 'm & e', set: ['orchard', 'plovdiv'] },
  { query: 'izleme değerlendirme', set: ['orchard', 'plovdiv'] },
  { query: 'İ&D', set: ['orchard', 'plovdiv'] },
  { query: 'evaluation', set: ['orchard', 'plovdiv'] },
  { query: 'LGBTI+', first: 'masked', set: ['masked'] },
  { query: 'lgbtqia+', first: 'masked', set: ['masked'] },
  { query: 'C4D', first: 'orchard', set: ['orchard'] },
  // Places, by the name that somebody knows them by.
  { query: 'Munich', first: 'brucke', set: ['brucke'] },
  { query: 'Münih', first: 'brucke', set: ['brucke'] },
  { query: 'Selanik', first: 'athina', set: ['athina'] },
  { query: 'Filibe', first: 'plovdiv', set: ['plovdiv'] },
  { query: 'Prag', set: ['zizkov'] },
  { query: 'Kopenhag', first: 'oresund', set: ['oresund'] },
  { query: 'Wien', set: ['orchard'] },
  { query: 'vienna', set: ['orchard'] },
  { query: 'Almanya', set: ['brucke'] },
  { query: 'Deutschland', set: ['brucke'] },
  { query: 'Ελλάδα', set: ['athina'] },
  // With filters.
  { query: 'gönüllü', filter: { countries: ['TR'], direction: 'OFFER' }, first: 'doga', set: ['cagdas', 'doga'] },
  { query: 'vakfı', filter: { kinds: ['FOUNDATION'] }, first: 'cagdas', set: ['cagdas'] },
];

export function judgedContracts({ ask, keys }: Questions): void {
  describe('judged cases', () => {
    it.each(JUDGED.map((judged) => ({ ...judged, label: `${judged.query} ${JSON.stringify(judged.filter ?? {})}` })))(
      '$label',
      async ({ query, filter, asMember, first, set }) => {
        const hits = keys(await ask(query, { first: 10, filter: filter ?? null }, asMember ? member : visitor));
        expect([...hits].sort()).toEqual([...set].sort());
        if (first !== undefined) expect(hits[0]).toBe(first);
      },
    );
  });
}
