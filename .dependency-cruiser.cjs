// Who may import whom. Each comment says what to do instead; docs/architecture.md says why.

/** @type {(name: string, comment: string, from: object, to: object) => object} */
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

// Folders of api/src that are rooms: one concept each. The others carry the rooms (database, live, server), guard them (access) or give
// them their words (vocabulary).
const ROOMS =
  'call|comment|counterpart|directory|dismissal|document|document-image|document-version|invitation|mail|notification|organisation|partnership|person|programme|register|round|saved-search|seed|suggestion';
const SPEC = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    forbid(
      'no-circle',
      'Two files that need each other are one file, or need a third that both may import. Between rooms: emit an event.',
      {},
      // Entities that point at each other are two rows that do; the ORM ties them late.
      { circular: true, via: { pathNot: '\\.entity\\.ts$' }, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'resolvable',
      'The import leads nowhere: correct the path, or add the package to this workspace.',
      {},
      { couldNotResolve: true, pathNot: '^(\\./\\$types|\\$app/|\\$env/)' },
    ),
    forbid(
      'declared',
      'Add the package to the package.json of the workspace that imports it.',
      { path: '^(api|search|schema|web)/src' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),

    // schema ← search ← api, schema ← web, nothing imports tests
    forbid(
      'schema-is-pure',
      'schema/ is imported by all and does no I/O: move what needs a package or Node to search/ or api/.',
      { path: '^schema/', pathNot: SPEC },
      { path: '^(search|api|web|tests)/|^node:', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'schema-needs-no-node',
      'schema/ also runs in the browser: no modules of Node.',
      { path: '^schema/src', pathNot: SPEC },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'search-knows-no-api',
      'search/ is a port with adapters: let api/ hand it what it needs.',
      { path: '^search/' },
      { path: '^(api|web|tests)/' },
    ),
    forbid(
      'api-knows-no-pages',
      'The API does not know the pages; share vocabulary and shapes through schema/.',
      { path: '^api/' },
      { path: '^(web|tests)/' },
    ),
    forbid(
      'pages-speak-graphql',
      'Pages ask the API by GraphQL; share vocabulary and shapes through schema/.',
      { path: '^web/' },
      { path: '^(api|search|tests)/' },
    ),

    // Inside the API
    forbid(
      'access-knows-no-room',
      'access/ answers who acts, for every room alike: put the rule into the policy of the room.',
      { path: '^api/src/access/' },
      { path: `^api/src/(${ROOMS}|server|jobs)/` },
    ),
    forbid(
      'rooms-meet-at-the-front-door',
      'From another room import only its *.entity, *.events, *.service, *.reads (which carry the policy in their statements) and what these show: *.enums, *.types, *.inputs; and the form of every letter (mail/letter). Need more? Ask its service.',
      { path: `^api/src/(${ROOMS})/`, pathNot: SPEC },
      {
        path: `^api/src/(${ROOMS})/`,
        pathNot: ['^api/src/$1/', '\\.(entity|events|service|reads|enums|types|inputs)\\.ts$', '^api/src/mail/letter\\.ts$'],
      },
    ),
    forbid(
      'matching-is-arithmetic',
      'matching/ knows indices and numbers, and runs in a thread without a database: let a room turn its organisations into a RoundProblem.',
      { path: '^api/src/matching/', pathNot: SPEC },
      { path: [`^api/src/(${ROOMS}|access|database|live|server)/`, 'node_modules/(@mikro-orm|pg|kysely|type-graphql)/'] },
    ),
    forbid(
      'service-speaks-no-graphql',
      'Services are called by every door: translate to and from GraphQL in the resolver.',
      { path: '\\.(service|policy|reads)\\.ts$' },
      { path: 'node_modules/type-graphql/' },
    ),
    forbid(
      'resolver-only-translates',
      'Resolvers call a service; the service reads and writes.',
      { path: '\\.resolver\\.ts$' },
      { path: ['node_modules/(@mikro-orm|pg|kysely)/', '^api/src/database/'] },
    ),
    forbid(
      'policy-is-pure',
      'A policy decides on an actor and a row that it is handed: fetch them in the service.',
      { path: '\\.policy\\.ts$' },
      { path: ['node_modules/(@mikro-orm|pg|kysely)/', '\\.(service|resolver)\\.ts$'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'entity-knows-no-service',
      'Inside a room: entity ← policy ← service ← resolver.',
      { path: '\\.entity\\.ts$' },
      { path: '\\.(policy|service|resolver|reads)\\.ts$' },
    ),
    forbid(
      'service-knows-no-resolver',
      'Inside a room: entity ← policy ← service ← resolver.',
      { path: '\\.(service|policy|reads)\\.ts$' },
      { path: '\\.resolver\\.ts$' },
    ),
    forbid(
      'rooms-know-no-server',
      'server/ opens the doors onto the rooms: hand the room what it needs when it is made (services.ts).',
      { path: `^api/src/(${ROOMS}|access|database|live)/`, pathNot: SPEC },
      { path: '^api/src/server/' },
    ),
    forbid(
      'environment-is-read-once',
      'Read the environment in config.ts and take a Config.',
      { path: '^api/src', pathNot: ['^api/src/(config|main|emit-schema)\\.ts$', SPEC] },
      { path: 'node_modules/dotenv' },
    ),

    // Inside the web app
    forbid(
      'one-door-to-the-api',
      'Ask through #lib/graphql: it makes one client per request.',
      { path: '^web/src', pathNot: '^web/src/lib/graphql/' },
      { path: 'node_modules/@urql/' },
    ),
    forbid(
      'yjs-stays-in-the-space',
      'Only lib/space touches Yjs: it is heavy, and its text never enters a cache.',
      { path: '^web/src', pathNot: '^web/src/lib/space/' },
      { path: 'node_modules/(yjs|y-protocols|y-prosemirror)/' },
    ),
    forbid(
      'rooms-know-no-routes',
      'Routes import rooms, never the reverse: hand the component what it needs.',
      { path: '^web/src/lib/' },
      { path: '^web/src/routes/' },
    ),

    forbid('specs-are-not-imported', 'Move what both need out of the spec, to tests/support or a file of its own.', {}, { path: SPEC }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^tests/bench/peers/|(^|/)(dist|build|\\.svelte-kit|\\.build|\\.data|coverage)/|^web/src/lib/graphql/generated\\.ts$',
    },
    // Types are dependencies too: a room that shows another room's inner types is tied to it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json', '.d.ts'],
    },
  },
};
