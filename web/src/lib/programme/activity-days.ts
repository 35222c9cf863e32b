/** The part of an event that pages show. */
export interface ActivityLine {
  id: string;
  kind: string;
  at: string;
  text: string;
  organisations: readonly { id: string; name: string }[];
}

/** The events of one day, in the order given. */
export interface ActivityDay<Line> {
  day: string;
  lines: Line[];
}

/** Groups events by their day in a time zone (IANA name). */
export function byDay<Line extends { at: string }>(lines: readonly Line[], locale: string, timeZone: string): ActivityDay<Line>[] {
  const format = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  const days = Map.groupBy(lines, ({ at }) => format.format(new Date(at)));
  return [...days].map(([day, ofDay]) => ({ day, lines: ofDay }));
}

/** A piece of a sentence; with `organisationId` it is the name of one. */
export interface TextPiece {
  text: string;
  organisationId?: string;
}

/** Cuts a sentence where the names of its organisations stand, so that they can become links; a longer name wins over one that it begins with. */
export function pieces(text: string, organisations: readonly { id: string; name: string }[]): TextPiece[] {
  const names = organisations.toSorted((a, b) => b.name.length - a.name.length);
  const found: TextPiece[] = [];
  let rest = text;
  while (rest) {
    const next = names
      .map((organisation) => ({ organisation, at: rest.indexOf(organisation.name) }))
      .filter(({ at, organisation }) => at >= 0 && organisation.name)
      .sort((a, b) => a.at - b.at)[0];
    if (!next) {
      found.push({ text: rest });
      break;
    }
    const { organisation, at } = next;
    if (at > 0) found.push({ text: rest.slice(0, at) });
    found.push({ text: organisation.name, organisationId: organisation.id });
    rest = rest.slice(at + organisation.name.length);
  }
  return found;
}
