// npm run new:room NAME: a room of the API whose policy denies everything, in the shape of the others.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, runScript, say, Stop } from './project.mjs';

/** @returns {Record<string, string>} role → source */
function files(/** @type {string} */ name) {
  const type = name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
  const variable = type[0]?.toLowerCase() + type.slice(1);
  const words = name.replaceAll('-', ' ');
  return {
    entity: entity(name, type, words),
    policy: policy(type, words),
    'policy.spec': policySpec(name, type),
    service: service(name, type),
    resolver: resolver(name, type, variable, words),
  };
}

const entity = (
  /** @type {string} */ name,
  /** @type {string} */ type,
  /** @type {string} */ words,
) => `import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/** A property without @Field is private. */
@Entity({ tableName: '${name.replaceAll('-', '_')}' })
@ObjectType({ description: 'Say what a ${words} is.' })
export class ${type} {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
`;

const policy = (/** @type {string} */ type, /** @type {string} */ words) => `import { definePolicy } from '../access/policy.ts';

/** What the rules need to know of a ${words}. */
export interface ${type}Subject {
  readonly id: string;
}

export const { can, authorize } = definePolicy<${type}Subject>()('This ${words}', {
  view: () => false,
});

/** The same rule for a statement's rows. */
export const VISIBLE_SQL = 'false';
`;

const policySpec = (/** @type {string} */ name, /** @type {string} */ type) => `import { expect, it } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../access/actor.ts';
import { can, VISIBLE_SQL, type ${type}Subject } from './${name}.policy.ts';

const subject: ${type}Subject = { id: '019b0000-0000-7000-8000-000000000000' };

it('lets nobody see it yet, by the rule and by the statement', () => {
  expect([ANONYMOUS, SYSTEM].map((actor) => can(actor, 'view', subject))).toEqual([false, false]);
  expect(VISIBLE_SQL).toBe('false');
});
`;

const service = (/** @type {string} */ name, /** @type {string} */ type) => `import type { Actor } from '../access/actor.ts';
import type { Database } from '../database/database.ts';
import { isId } from '../schema/paging.ts';
import { ${type} } from './${name}.entity.ts';
import { can } from './${name}.policy.ts';

/** Every operation takes the actor first, and its first line authorises. */
export class ${type}Service {
  constructor(private readonly db: Database) {}

  /** The row, or null when there is none that the actor may see. */
  async view(actor: Actor, id: string): Promise<${type} | null> {
    if (!isId(id)) return null;
    return this.db.transaction(async (tx) => {
      const row = await tx.em.findOne(${type}, { id });
      return row && can(actor, 'view', row) ? row : null;
    });
  }
}
`;

const resolver = (
  /** @type {string} */ name,
  /** @type {string} */ type,
  /** @type {string} */ variable,
  /** @type {string} */ words,
) => `import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { ${type} } from './${name}.entity.ts';

@Resolver(() => ${type})
export class ${type}Resolver {
  @Query(() => ${type}, { nullable: true, description: 'A ${words}, if the viewer may see it.' })
  ${variable}(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() context: Context): Promise<${type} | null> {
    return context.services.${variable}.view(context.actor, id);
  }
}
`;

await runScript(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Stop('Name the room with one word of docs/glossary.md, like: npm run new:room mobility');
  const folder = inProject('api/src', name);
  if (existsSync(folder)) throw new Stop(`There is a room ${name} already: ${folder}`);
  mkdirSync(folder);
  for (const [role, text] of Object.entries(files(name))) writeFileSync(join(folder, `${name}.${role}.ts`), text);
  say(`made api/src/${name}. Next:`);
  console.log(`
  1. docs/glossary.md            the word, in English and Turkish
  2. api/src/database/migrations a migration that makes the table "${name.replaceAll('-', '_')}"
  3. api/src/rooms.ts            the entity and the resolver
  4. api/src/services.ts         the service
  5. .dependency-cruiser.cjs     the name in ROOMS
  6. ${name}.policy.ts           who may do what: until then nobody may do anything
  7. npm run schema              writes the contract files again
`);
  return 0;
});
