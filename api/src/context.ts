import DataLoader from 'dataloader';
import type { Actor } from './access/actor.ts';
import { organisationsByIds, representativesOf, type OrganisationView, type RepresentativeRow } from './organisation/organisation.reads.ts';
import type { Services } from './services.ts';

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
  readonly actor: Actor;
  readonly services: Services;
  readonly loaders: Loaders;
  /** The actor as they are now: a subscription asks before each event. */
  freshActor(): Promise<Actor>;
  /** The same operation with the actor read anew, after a command changed what they represent. */
  again(): Promise<Context>;
}

export function makeContext(services: Services, actor: Actor, freshActor: () => Promise<Actor>): Context {
  const again = async (): Promise<Context> => makeContext(services, await freshActor(), freshActor);
  return { actor, services, loaders: new Loaders(services, actor), freshActor, again };
}
