import DataLoader from 'dataloader';
import type { Actor } from './access/actor.ts';
import { Asker } from './access/asker.ts';
import type { CallView } from './call/call.service.ts';
import {
  organisationsByIds,
  organisationsForParty,
  representativesOf,
  type OrganisationView,
  type RepresentativeRow,
} from './organisation/organisation.reads.ts';
import type { Services } from './services.ts';

export type { OrganisationView };

/** Batches lookups of one operation for one actor. A room adds its own through `of`. */
export class Loaders {
  private readonly made = new Map<string, unknown>();

  constructor(
    private readonly services: Services,
    private readonly actor: Actor,
  ) {}

  /** The loader of this name, made on first use; `batch` answers one value (or null) per key, in order. */
  of<Value>(name: string, batch: (keys: readonly string[]) => Promise<(Value | null)[]>): DataLoader<string, Value | null> {
    const known = this.made.get(name) as DataLoader<string, Value | null> | undefined;
    if (known) return known;
    const loader = new DataLoader<string, Value | null>(batch);
    this.made.set(name, loader);
    return loader;
  }

  /** Organisations as the actor may see them. */
  get organisation(): DataLoader<string, OrganisationView | null> {
    return this.of('organisation', (ids) => organisationsByIds(this.services.db, this.actor, ids));
  }

  /** Organisations that share an invitation or a partnership with the actor: never null, masked where the actor may not know them. */
  get organisationForParty(): DataLoader<string, OrganisationView | null> {
    return this.of('organisationForParty', (ids) => organisationsForParty(this.services.db, this.actor, ids));
  }

  get call(): DataLoader<string, CallView | null> {
    return this.of('call', (ids) => this.services.call.byIds(ids));
  }

  /** Representatives by organisation; the caller has checked that the actor may know them. */
  get representatives(): DataLoader<string, RepresentativeRow[] | null> {
    return this.of('representatives', async (ids) => {
      const rows = await representativesOf(this.services.db, ids);
      return ids.map((id) => rows.filter((row) => row.organisationId === id));
    });
  }
}

/** What every resolver gets: who asks, what the house can do, and lookups batched for this operation. */
export interface Context {
  /** Known, except to a root field that finds it out itself (`FindsAsker`). */
  readonly actor: Actor;
  readonly asker: Asker;
  readonly services: Services;
  readonly loaders: Loaders;
  /** The actor as they are now: a subscription asks before each event. */
  freshActor(): Promise<Actor>;
  /**
   * Reads the actor anew and forgets what was looked up, for everything this operation resolves from here on: after a command that
   * changed what its actor may see, and before each event of a subscription, whose context outlives many changes.
   */
  refresh(): Promise<void>;
}

/** What `refresh` changes is seen by every resolver of the operation. */
class OperationContext implements Context {
  private made: Loaders | undefined;

  constructor(
    readonly services: Services,
    public asker: Asker,
    readonly freshActor: () => Promise<Actor>,
  ) {}

  get actor(): Actor {
    return this.asker.actor;
  }

  get loaders(): Loaders {
    return (this.made ??= new Loaders(this.services, this.actor));
  }

  async refresh(): Promise<void> {
    this.asker = Asker.known(await this.freshActor());
    this.made = undefined;
  }
}

export function makeContext(services: Services, asker: Asker, freshActor: () => Promise<Actor>): Context {
  return new OperationContext(services, asker, freshActor);
}
