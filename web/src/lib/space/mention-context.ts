import type { MentionKind } from '@kopru/schema/prose';
import { createContext } from 'svelte';
import type { Mentionable } from './mention-search.ts';

/** What the texts of a space can name. */
export interface SpaceMentions {
  /** People of the partnership first, then actions. */
  readonly all: readonly Mentionable[];
  /** Key of a mention that somebody was led to, until its text has shown it. */
  readonly sought: string | null;
  found(): void;
  /** What something is called now; null when it is not there, undefined as long as nobody knows. */
  named(kind: MentionKind, id: string): string | null | undefined;
}

export const [useMentions, provideMentions] = createContext<SpaceMentions>();
