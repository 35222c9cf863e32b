import { registerEnumType } from 'type-graphql';

export enum MatchRoundStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  SOLVED = 'SOLVED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
  PUBLISHED = 'PUBLISHED',
}
registerEnumType(MatchRoundStatus, {
  name: 'MatchRoundStatus',
  description:
    'QUEUED and RUNNING: being solved. SOLVED: a preview that staff adjust. FAILED: `problems` says why. CANCELLED: staff stopped it. PUBLISHED: its pairs are suggestions.',
});

export enum QuotaKind {
  COUNTRY = 'COUNTRY',
  FIELD = 'FIELD',
}
registerEnumType(QuotaKind, { name: 'QuotaKind', description: 'What the organisations of a quota have in common.' });

export enum CallSide {
  A = 'A',
  B = 'B',
}
registerEnumType(CallSide, { name: 'CallSide', description: 'Side A stands left, side B right.' });

export enum PairSettlement {
  MUST = 'MUST',
  NEVER = 'NEVER',
  FREE = 'FREE',
}
registerEnumType(PairSettlement, {
  name: 'PairSettlement',
  description: 'MUST: the two are matched in any case; NEVER: they are not; FREE: the round decides.',
});

export enum UnmatchedReason {
  NO_CANDIDATE = 'NO_CANDIDATE',
  FORBIDDEN = 'FORBIDDEN',
  CANDIDATES_SETTLED = 'CANDIDATES_SETTLED',
  NO_PLACES = 'NO_PLACES',
  QUOTA = 'QUOTA',
  OUTCOMPETED = 'OUTCOMPETED',
}
registerEnumType(UnmatchedReason, {
  name: 'UnmatchedReason',
  description:
    'NO_CANDIDATE: nobody passes the gate and the lowest score; its candidates are then those nearest below that score. FORBIDDEN: every candidate may never be. CANDIDATES_SETTLED: all are in settled pairs. NO_PLACES: the places are used up. QUOTA: one or more quotas keep it out. OUTCOMPETED: its candidates are worth more elsewhere.',
});
