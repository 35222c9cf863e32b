/**
 * Asks the service of counterparts in its own process, without HTTP and GraphQL. Bundled by the bench, because Node runs no decorators. Arguments: how many questions, who
 * asks, and ids of organisations that are asked for in turn. Prints one JSON line: milliseconds on the clock of each question, without and with whoever is seldom seen, and of processor
 * time of this process for one without.
 */
import { loadConfig } from '@kopru/api/config';
import { openDatabase } from '@kopru/api/database/orm';
import { actorByPerson } from '@kopru/api/person/actor.reads';
import { ENTITIES } from '@kopru/api/rooms';
import { Services } from '@kopru/api/services';

const [asked = '0', personId = '', ...ids] = process.argv.slice(2);
const db = await openDatabase(process.env['DATABASE_URL'] ?? '', ENTITIES);
const services = new Services(loadConfig(process.env), db);
const actor = await actorByPerson(db, personId);

const page = async (organisationId: string, withSeldomSeen = false): Promise<number> => {
  const began = performance.now();
  const { nodes } = await services.counterpart.page(actor, {
    organisationId,
    callId: null,
    filter: {},
    first: 20,
    after: null,
    withSeldomSeen,
  });
  if (nodes.length !== 20) throw new Error('No page of 20.');
  return performance.now() - began;
};

const first = await page(ids[0]!);
for (let quick = 0; quick < 5;) quick = (await page(ids[quick]!)) < first / 4 ? quick + 1 : 0;
const times: number[] = [];
const before = process.cpuUsage();
for (let index = 0; index < Number(asked); index += 1) times.push(await page(ids[index % ids.length]!));
const { user, system } = process.cpuUsage(before);
const withSeldomSeen: number[] = [];
for (let index = 0; index < Number(asked); index += 1) {
  withSeldomSeen.push(await page(ids[index % ids.length]!, true));
  if (index % ids.length === 0) await services.impressions.write();
}
console.log(JSON.stringify({ times, cpuMs: (user + system) / 1000 / times.length, withSeldomSeen }));
await services.close();
await db.close();
