interface Issue {
  direction: 'NEED' | 'OFFER';
  issue: { id: string; label: string };
}

/** What two organisations could write to each other about: labels of issues. */
export interface CommonGround {
  /** They need it, we offer it. */
  weCanShare: string[];
  /** We need it, they offer it. */
  theyCanShare: string[];
  /** Both need it. */
  together: string[];
}

export function commonGround(own: readonly Issue[], other: readonly Issue[]): CommonGround {
  const ids = (issues: readonly Issue[], direction: Issue['direction']): Set<string> =>
    new Set(issues.filter((row) => row.direction === direction).map(({ issue }) => issue.id));
  const labels = (direction: Issue['direction'], wanted: Set<string>): string[] =>
    own.filter((row) => row.direction === direction && wanted.has(row.issue.id)).map(({ issue }) => issue.label);
  return {
    weCanShare: labels('OFFER', ids(other, 'NEED')),
    theyCanShare: labels('NEED', ids(other, 'OFFER')),
    together: labels('NEED', ids(other, 'NEED')),
  };
}
