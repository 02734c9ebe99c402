import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The whiteboard: which arrow between the rooms must never be drawn.
 * Each rule is numbered as under "What must never be" in docs/architecture.md, and `.config/whiteboard.test.ts` breaks each one once.
 */

const testFile = '\\.(test|test-d|bench)\\.ts$';
const testTools = '^packages/.+/testing/';
const pureRooms = '(domain|engine|scheduler|geo)';
const middleRooms = '(engine|scheduler|partners|store|geo)';
const library = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

/** A driver of a database may be named only in the adapter folder `packages/store/src/<adapter>/`. */
const drivers = {
  sqlite: ['node:sqlite', 'sqlite', 'better-sqlite3'],
  postgres: ['pg', 'pg-copy-streams', 'postgres', '@electric-sql/pglite'],
  duckdb: ['@duckdb/node-api'],
};

/** Matches the doors of every package, as its `exports` name them. */
const doorPattern = (root) => {
  const doors = globSync('packages/*/package.json', { cwd: root }).flatMap((manifest) =>
    Object.values(JSON.parse(readFileSync(join(root, manifest), 'utf8')).exports ?? {})
      .map((door) => door['@rahyar/source'])
      .filter((door) => door !== undefined)
      .map((door) => join(dirname(manifest), door)),
  );
  return `^(${doors.join('|').replaceAll('.', '\\.')})$`;
};

/** Rules for the tree at `root`; every one is an error. */
export const whiteboardRules = (root) => [
  {
    name: '1-domain-imports-no-room',
    comment: 'domain is what every room agrees on; if it knew a room, all would.',
    from: { path: '^packages/domain/' },
    to: { path: '^packages/(?!domain/)' },
  },
  {
    name: '2-middle-rooms-know-only-domain',
    comment: 'engine, scheduler, partners, store and geo meet only in cycle and cli, so each can be replaced alone.',
    from: { path: `^packages/${middleRooms}/` },
    to: { path: '^packages/', pathNot: '^packages/($1|domain)/' },
  },
  {
    name: '2-conformance-knows-domain-and-partners',
    comment: 'The contract is between us and a partner; who is served and what is stored are no part of it.',
    from: { path: '^packages/conformance/' },
    to: { path: '^packages/(?!(conformance|domain|partners)/)' },
  },
  {
    name: '2-cycle-knows-its-rooms',
    comment: 'cycle is the order of the day; places and terminals are handed to it as data by cli.',
    from: { path: '^packages/cycle/' },
    to: { path: '^packages/(?!(cycle|domain|engine|scheduler|partners|store)/)' },
  },
  {
    name: '2-cycle-knows-ports-by-type-only',
    comment: 'cycle names what it needs of partners and store, and never an adapter; the composition root brings one.',
    from: { path: '^packages/cycle/', pathNot: testFile },
    to: { path: '^packages/(partners|store)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: '3-pure-rooms-import-no-node-module',
    comment: 'A pure room gives the same answer everywhere: time, randomness and the world are arguments.',
    from: { path: `^packages/${pureRooms}/src/`, pathNot: testFile },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: '3-partners-run-anywhere',
    comment: 'The client runs in browsers and at the edge as it does in Node; the door for client certificates stands alone.',
    from: { path: '^packages/partners/src/', pathNot: [testFile, '^packages/partners/src/node/'] },
    to: { path: ['^packages/partners/src/node/', library('undici')] },
  },
  {
    name: '3-partners-need-no-node',
    comment: 'No module of Node, so that a bundler has nothing to replace.',
    from: { path: '^packages/partners/src/', pathNot: [testFile, '^packages/partners/src/node/'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: '4-kernel-imports-nothing',
    comment: 'The kernel is mathematics on typed arrays; it must be readable and checkable alone.',
    from: { path: '^packages/engine/src/kernel/', pathNot: testFile },
    to: { pathNot: '^packages/engine/src/kernel/', dependencyTypesNot: ['core'] },
  },
  {
    name: '5-ky-only-under-http',
    comment: 'One folder speaks HTTP, so the library for it can be changed there.',
    from: { pathNot: '^packages/partners/src/(http/|node/.+\\.test\\.ts$)|^\\.config/' },
    to: { path: library('ky') },
  },
  {
    name: '5-jalali-library-in-one-file',
    comment: 'date-fns-jalali reads the zone of the host unless told; one file tells it, always.',
    from: { pathNot: `^packages/scheduler/src/jalali(\\.property)?(\\.test)?\\.ts$` },
    to: { path: library('date-fns-jalali', '@date-fns/tz') },
  },
  ...Object.entries(drivers).map(([adapter, names]) => ({
    name: `5-${adapter}-driver-in-its-adapter`,
    comment: 'What we remember does not depend on where; the driver stays behind the store port.',
    from: { path: '^(packages|examples)/', pathNot: `^packages/store/src/${adapter}/` },
    to: { path: library(...names) },
  })),
  {
    name: '6-test-tools-in-tests-only',
    comment: 'A test tool in the product reaches every user of it.',
    from: { path: '^packages/(?!conformance/)[^/]+/src/', pathNot: [testFile, testTools] },
    to: { path: [testTools, library('fast-check', '@fast-check', 'vitest')] },
  },
  {
    name: '6-conformance-holds-no-test-runner',
    comment: 'A partner runs the kit as a command; it tries properties itself, and needs no test runner for it.',
    from: { path: '^packages/conformance/src/', pathNot: testFile },
    to: { path: library('@fast-check', 'vitest') },
  },
  {
    name: '7-public-doors-only',
    comment: 'What a package does not list at its door it may change tomorrow.',
    from: { path: '^(?:packages/([^/]+)|examples)/' },
    to: { path: '^packages/', pathNot: ['^packages/$1/', doorPattern(root)] },
  },
  {
    name: '7-doors-by-package-name',
    comment: 'A path across packages breaks when the package is installed; its name does not.',
    from: { path: '^(?:packages/([^/]+)|examples)/' },
    to: { path: doorPattern(root), pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
  {
    name: '8-no-cycles',
    comment: 'Two files that need each other are one file, or hide a third noun.',
    from: {},
    to: { circular: true },
  },
];

/** Options of one cruise of the tree at `root`. */
export const whiteboardOptions = (root) => ({
  baseDir: root,
  validate: true,
  ruleSet: { forbidden: whiteboardRules(root).map((rule) => ({ severity: 'error', ...rule })) },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)dist/|^\\.config/' },
  tsPreCompilationDeps: true,
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['@rahyar/source', 'types', 'import', 'node', 'default'],
    extensions: ['.ts', '.js', '.json', '.d.ts'],
  },
});
