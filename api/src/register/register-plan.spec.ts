import { describe, expect, it } from 'vitest';
import { identityKey } from '../organisation/organisation-batch.service.ts';
import { readRegister } from './register-file.ts';
import { planImport, type ImportPlan, type KnownOrganisation } from './register-plan.ts';

const lines = async (csv: string) => (await readRegister(csv)).accepted;
/** What a plan would leave in the database. */
const stored = (plan: ImportPlan, before: readonly KnownOrganisation[] = []): KnownOrganisation[] => {
  const changed = new Map(plan.update.map(({ id, row }) => [id, row]));
  return [
    ...before.map((known) => ({ ...known, ...changed.get(known.id) })),
    ...plan.create.map((row, n) => ({ ...row, id: `new-${before.length + n}`, identityKey: identityKey(row), represented: false })),
  ];
};
const counts = ({ create, update, unchanged, rejected }: ImportPlan) => [create.length, update.length, unchanged, rejected.length];

const CSV = 'name,country,city,fields,external_id\nA bc,TR,Van,ecology,1\nD ef,DE,Ulm,youth;health,2\nG hi,FR,,,';

describe('planning an import', () => {
  it('creates unverified public organisations that nobody represents', async () => {
    const plan = planImport(await lines(CSV), []);
    expect(counts(plan)).toEqual([3, 0, 0, 0]);
    expect(plan.create[0]).toMatchObject({ visibility: 'PUBLIC', externalSource: 'register', externalId: '1' });
    expect(plan.create.some((row) => row.verifiedAt)).toBe(false);
  });

  it('changes nothing the second time', async () => {
    const known = stored(planImport(await lines(CSV), []));
    expect(counts(planImport(await lines(CSV), known))).toEqual([0, 0, 3, 0]);
  });

  it('updates what changed, and leaves what the file does not name', async () => {
    const known = stored(planImport(await lines(CSV), []));
    const plan = planImport(await lines('name,country,city,external_id\nA bc,TR,Muş,1\nD ef,DE,Ulm,2'), known);
    expect(counts(plan)).toEqual([0, 1, 1, 0]);
    expect(plan.update[0]?.row).toMatchObject({ city: 'Muş', fieldIds: ['ecology'] });
  });

  it('never touches a profile that people look after', async () => {
    const known = stored(planImport(await lines(CSV), []));
    const represented = known.map((row) => ({ ...row, represented: true }));
    const theirOwn = known.map((row) => ({ ...row, externalSource: null, externalId: null }));
    const changed = await lines(CSV.replaceAll('ecology', 'gender'));
    expect(counts(planImport(changed, known))).toEqual([0, 1, 2, 0]);
    expect(counts(planImport(changed, represented))).toEqual([0, 0, 3, 0]);
    expect(counts(planImport(changed, theirOwn))).toEqual([0, 0, 3, 0]);
  });

  it('gives an external id to what came without one, once', async () => {
    const known = stored(planImport(await lines('name,country,city\nA bc,TR,Van'), []));
    const plan = planImport(await lines('name,country,city,external_id\nA bc,TR,Van,9'), known);
    expect(counts(plan)).toEqual([0, 1, 0, 0]);
    expect(counts(planImport(await lines('name,country,city,external_id\nA bc,TR,Van,10'), stored(plan, known)))).toEqual([1, 0, 0, 0]);
  });

  it('takes a second line with an id of its own for another organisation, and again finds both', async () => {
    const theirs = stored(planImport(await lines('name,country,city\nA bc,TR,Van'), [])).map((row) => ({ ...row, represented: true }));
    const twins = await lines('name,country,city,external_id\nA bc,TR,Van,1\nA bc,TR,Van,2');
    const plan = planImport(twins, theirs);
    expect(counts(plan)).toEqual([1, 0, 1, 0]);
    expect(counts(planImport(twins, stored(plan, theirs)))).toEqual([0, 0, 2, 0]);
  });

  it('rejects a second line for the same organisation', async () => {
    const known = stored(planImport(await lines(CSV), []));
    const plan = planImport(await lines('name,country,city,external_id\nRenamed,TR,Van,1\nA bc,TR,Van,'), known);
    expect(plan.rejected).toEqual([{ line: 3, column: 'name', message: expect.stringContaining('line 2') }]);
  });
});
