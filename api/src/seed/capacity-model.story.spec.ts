import { PROSE_FRAGMENTS, SECTIONS } from '@kopru/schema/capacity-model';
import { createCapacityModel } from '@kopru/schema/capacity-model-document';
import { readCapacityModel } from '@kopru/schema/capacity-model-reading';
import { describe, expect, it } from 'vitest';
import { tellFirstPart, tellSecondPart } from './capacity-model.story.ts';

const story = {
  a: '0198a000-0000-7000-8000-00000000000a',
  b: '0198a000-0000-7000-8000-00000000000b',
  start: new Date('2026-10-01T00:00:00Z'),
};

function told() {
  const doc = createCapacityModel();
  tellSecondPart(doc, story, tellFirstPart(doc, story));
  return readCapacityModel(doc);
}

describe('the story of the demo’s capacity model', () => {
  it('fits the model and fills every text and every set of rows', () => {
    const model = told();
    expect(model.problems).toEqual([]);
    for (const fragment of PROSE_FRAGMENTS) expect(model.prose[fragment], fragment).not.toBe('');
    const sets = SECTIONS.flatMap(({ rows }) => rows ?? []);
    for (const { name } of sets) expect(model.rows[name].length, name).toBeGreaterThan(2);
    expect(model.facts['learning-mode']).toBe('MUTUAL');
  });

  it('spends exactly the envelope of 3,500 EUR', () => {
    const planned = told().rows.budget.map(({ cells }) => cells['planned'] as { cents: number; currency: string });
    expect(planned.every(({ currency }) => currency === 'EUR')).toBe(true);
    expect(planned.reduce((sum, { cents }) => sum + cents, 0)).toBe(350_000);
  });

  it('ties every action to an objective, every journey and cost to an action, and both sides to the work', () => {
    const { rows } = told();
    const idsOf = (set: readonly { id: string }[]) => set.map(({ id }) => id);
    for (const { cells } of [...rows.actions, ...rows.indicators]) expect(idsOf(rows.objectives)).toContain(cells['objective']);
    for (const { cells } of [...rows.mobility, ...rows.budget]) expect(idsOf(rows.actions)).toContain(cells['action']);
    for (const set of [rows.baseline, rows.actions, rows.budget, rows.risks]) {
      expect(new Set(set.map(({ cells }) => cells['organisation']))).toEqual(new Set([story.a, story.b]));
    }
  });
});
