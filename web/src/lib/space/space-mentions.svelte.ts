import type { MentionKind } from '@kopru/schema/prose';
import type { SpaceMentions } from './mention-context.ts';
import type { Mentionable } from './mention-search.ts';
import type { SpaceSession } from './space-session.svelte.ts';
import type { SpaceTalks } from './space-talks.svelte.ts';

/** What a space is made of, as far as texts can name it. */
export interface Named {
  readonly session: SpaceSession | undefined;
  readonly talks: SpaceTalks;
  readonly organisations: readonly { id: string; name: string }[];
}

/** The people and the actions of a space, for the texts in it. */
export class NamedInSpace implements SpaceMentions {
  sought = $state<string | null>(null);
  private readonly of: Named;
  private readonly board = $derived.by(() => this.of.session?.board);
  /** Null, as long as it is not known who belongs to the partnership. */
  private readonly people = $derived.by(() => {
    const talk = this.board && this.of.talks.of(this.board.doc);
    return talk?.loaded ? talk.participants : null;
  });
  readonly all = $derived.by((): readonly Mentionable[] => [
    ...(this.people ?? []).map(({ id, name, organisationId }) => ({
      kind: 'person' as const,
      id,
      label: name,
      beside: this.of.organisations.find((organisation) => organisation.id === organisationId)?.name ?? '',
    })),
    ...(this.board?.rowLabels('actions') ?? []).map(({ id, label }) => ({ kind: 'action' as const, id, label })),
  ]);

  /** `sought`: the mention that somebody was led to. */
  constructor(of: Named, sought: string | null) {
    this.of = of;
    this.sought = sought;
  }

  readonly found = (): void => void (this.sought = null);

  readonly named = (kind: MentionKind, id: string): string | null | undefined => {
    const isKnown = kind === 'person' ? this.people !== null : this.of.session?.model.loaded;
    if (!isKnown) return undefined;
    return this.all.find((one) => one.kind === kind && one.id === id)?.label ?? null;
  };
}
