import { sideOf, type Side, type Sides } from '#lib/design/side.ts';

/** How far organisations come, in order. */
export const STAGES = ['organisations', 'verified', 'looking', 'invited', 'partnered'] as const;
export type Stage = (typeof STAGES)[number];

/** How many of some organisations have come how far. */
export type Counts = Record<Stage, number>;

export interface CountRow extends Counts {
  /** Country code or field id. */
  value: string;
}

/** One course of the figure: how many stand on either side, and how long their bars are (0 to 1 of the longest). */
export interface FunnelCourse {
  stage: Stage;
  left: number;
  right: number;
  leftLength: number;
  rightLength: number;
}

/** The funnel of two sides: Turkey's left, the EU's right. `elsewhere` stand on neither and are in no course. */
export interface FunnelFigure {
  courses: FunnelCourse[];
  elsewhere: number;
}

export function funnelFigure(byCountry: readonly CountRow[], sides?: Sides): FunnelFigure {
  const sum = (side: Side, stage: Stage): number =>
    byCountry.filter(({ value }) => sideOf(value, sides) === side).reduce((total, row) => total + row[stage], 0);
  const longest = Math.max(1, sum('turkey', 'organisations'), sum('europe', 'organisations'));
  const courses = STAGES.map((stage) => {
    const [left, right] = [sum('turkey', stage), sum('europe', stage)];
    return { stage, left, right, leftLength: left / longest, rightLength: right / longest };
  });
  return { courses, elsewhere: sum('elsewhere', 'organisations') };
}
