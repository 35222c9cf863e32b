import { describe, expect, it } from 'vitest';
import { generateOrganisations } from './generate.ts';

const now = new Date('2026-11-23T00:00:00Z');

describe('generated organisations', () => {
  const made = [...generateOrganisations(3000, 5, now)];

  it('are as many as asked for, and the same for the same seed', () => {
    expect(made).toHaveLength(3000);
    expect([...generateOrganisations(50, 5, now)]).toEqual(made.slice(0, 50));
    expect([...generateOrganisations(50, 6, now)]).not.toEqual(made.slice(0, 50));
  });

  it('fit into the database and its rules', () => {
    for (const { name, fieldIds, issues, createdAt, updatedAt } of made) {
      expect(name.length).toBeGreaterThan(1);
      expect(name.length).toBeLessThanOrEqual(200);
      expect(fieldIds.length).toBeGreaterThan(0);
      expect(fieldIds.length).toBeLessThanOrEqual(5);
      expect(new Set(issues.map(({ issueId, direction }) => issueId + direction)).size).toBe(issues.length);
      expect(createdAt!.getTime()).toBeLessThanOrEqual(updatedAt!.getTime());
      expect(updatedAt!.getTime()).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('come from every country of the demo, of every visibility, and mostly under names of their own', () => {
    expect(new Set(made.map(({ country }) => country)).size).toBe(28);
    expect(new Set(made.map(({ visibility }) => visibility)).size).toBe(4);
    expect(new Set(made.map(({ name }) => name)).size).toBeGreaterThan(1500);
  });
});
