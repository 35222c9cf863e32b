/** Whose model it is, and from when on its dates count. */
export interface Story {
  /** Ids of the organisations: A in Eskişehir, B in Porto. */
  readonly a: string;
  readonly b: string;
  /** First day of the work together. */
  readonly start: Date;
}

/** Ids of rows that other rows point at. */
export interface Threads {
  readonly stay: string;
  readonly rest: string;
  readonly doors: string;
}

const DAY = 86_400_000;

/** `YYYY-MM-DD`, some days after the start. */
export function dayOf({ start }: Pick<Story, 'start'>, days: number): string {
  return new Date(start.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** Actions that journeys and costs serve. */
export interface Actions {
  readonly guide: string;
  readonly visit: string;
  readonly stairs: string;
  readonly pilot: string;
  readonly circle: string;
}
