import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Paths and texts of a house, in memory, so that a fault can be planted without touching a file. */
export type Tree = Readonly<Record<string, string>>;

export type TidyCheck = {
  readonly name: string;
  readonly reason: string;
  /** One line per fault, each beginning with the path of its file. */
  readonly faultsIn: (tree: Tree) => readonly string[];
};

/** What no linter knows about this house. */
export const tidyChecks: readonly TidyCheck[] = [
  {
    name: 'every-source-is-reached',
    reason: 'A file that no door, command or generator reaches is dead; a test alone keeps alive only what lies under testing/.',
    faultsIn: (tree) => {
      const reached = reachableFrom(tree, entriesOf(tree));
      const reachedByTests = reachableFrom(tree, Object.keys(tree).filter(isTest));
      return Object.keys(tree)
        .filter((path) => isSource(path) && !isTest(path))
        .filter((path) => !reached.has(path) && !(path.includes('/testing/') && reachedByTests.has(path)));
    },
  },
  {
    name: 'no-dumping-ground',
    reason: 'A name that fits everything says nothing; look for the missing noun.',
    faultsIn: (tree) => Object.keys(tree).filter((path) => path.split('/').some((segment) => segment.split(/[-.]/).some(isDumpingGround))),
  },
  {
    name: 'one-screen-readme',
    reason: 'A package says on one screen which question it answers.',
    faultsIn: (tree) =>
      packagesOf(tree).flatMap(({ folder, name }) => {
        const readme = tree[`${folder}/README.md`];
        if (readme === undefined) return [`${folder}/README.md: missing`];
        if (!readme.startsWith(`# ${name}\n`)) return [`${folder}/README.md: does not begin with "# ${name}"`];
        return linesOf(readme) > 60 ? [`${folder}/README.md: ${linesOf(readme)} lines, more than 60`] : [];
      }),
  },
  {
    name: 'same-licence',
    reason: 'Each tarball carries the licence of the house.',
    faultsIn: (tree) =>
      packagesOf(tree)
        .map(({ folder }) => `${folder}/LICENSE`)
        .filter((path) => tree[path] === undefined || tree[path] !== tree['LICENSE']),
  },
  {
    name: 'persian-letters',
    reason: 'Persian is written with U+06CC and U+06A9; the Arabic letters U+064A and U+0643 make equal words differ.',
    faultsIn: (tree) =>
      matches(tree, /[\u064A\u0643]/, (path) => !isTest(path) && !isFoldingFile(path) && !/^packages\/[^/]+\/data\//.test(path)),
  },
  {
    name: 'short-files',
    reason:
      'A file of more than 400 lines holds more than one noun; tables of cases may make a test half as long again and more, up to 700.',
    faultsIn: (tree) =>
      Object.entries(tree)
        .filter(([path, text]) => isSource(path) && !path.includes('/src/data/') && linesOf(text) > (isTest(path) ? 700 : 400))
        .map(([path, text]) => `${path}: ${linesOf(text)} lines`),
  },
  {
    name: 'no-foreign-words',
    reason: 'The project speaks of itself alone: no path of a machine, no host of a registry, no promise for later.',
    faultsIn: (tree) => matches(tree, foreignWords, (path) => !path.startsWith('.config/tidy.')),
  },
  {
    name: 'imports-name-a-file',
    reason: 'A relative import names its file in full, so that Node, the compiler and a reader find the same one.',
    faultsIn: (tree) =>
      Object.entries(tree)
        .filter(([path]) => path.endsWith('.ts'))
        .flatMap(([path, text]) =>
          specifiersIn(text)
            .filter((specifier) => specifier.startsWith('.') && !(normalize(join(dirname(path), specifier)) in tree))
            .map((specifier) => `${path}: ${specifier}`),
        ),
  },
  {
    name: 'doors-list-names',
    reason: 'A starred export opens a door that nobody decided to open.',
    faultsIn: (tree) => matches(tree, /^export (type )?\*/m, isSource),
  },
  {
    name: 'no-record-in-domain',
    reason: 'A record schema copies the keys of its input, which may be personal, into its errors.',
    faultsIn: (tree) => matches(tree, /\bz\s*\.\s*(record|partialRecord|looseRecord)\b/, (path) => path.startsWith('packages/domain/src/')),
  },
  {
    name: 'zod-by-namespace',
    reason: 'Importing { z } bundles every locale of zod (92 kB against 25 kB, minified and gzipped).',
    faultsIn: (tree) =>
      matches(
        tree,
        /^import (?!type |\* as z )[^;]*? from 'zod(\/[^']*)?'/m,
        (path) => path.endsWith('.ts') && !path.startsWith('.config/tidy.'),
      ),
  },
  {
    name: 'zod-unconfigured',
    reason: 'The global configuration of zod belongs to the application, never to a library.',
    faultsIn: (tree) => matches(tree, /\bz\s*\.\s*config\b/, isSource),
  },
  {
    name: 'jalali-traps',
    reason: 'These functions of date-fns-jalali read the zone of the host or keep its own weekend; jalali.ts alone may know them.',
    faultsIn: (tree) =>
      matches(
        tree,
        /\b(newDate|parseISO|isWeekend|setYear|addBusinessDays|differenceInBusinessDays)\b/,
        (path) => isSource(path) && !isTest(path) && path !== 'packages/scheduler/src/jalali.ts',
      ),
  },
  {
    name: 'declared-imports',
    reason: 'A library that is used and not declared is missing at the user.',
    faultsIn: (tree) =>
      packagesOf(tree).flatMap(({ folder, declared }) =>
        bareImports(tree, folder)
          .filter(({ library }) => !declared.includes(library))
          .map(({ path, library }) => `${path}: ${library}`),
      ),
  },
  {
    name: 'used-dependencies',
    reason: 'A dependency that no source names is a burden on every user.',
    faultsIn: (tree) =>
      packagesOf(tree).flatMap(({ folder, declared }) => {
        const sources = Object.entries(tree).filter(([path]) => path.startsWith(`${folder}/src/`) && !isTest(path));
        return declared
          .filter((library) => !sources.some(([, text]) => text.includes(`'${library}`)))
          .filter((library) => !declared.some((ours) => asksForPeer(tree, ours, library)))
          .map((library) => `${folder}/package.json: ${library}`);
      }),
  },
  {
    name: 'no-excuses',
    reason: 'A rule that is wrong is changed for all; a line that is wrong is mended.',
    faultsIn: (tree) =>
      matches(
        tree,
        /biome-ignore|eslint-disable|@ts-(ignore|nocheck|expect-error)/,
        (path) => /\.[cm]?[jt]s$/.test(path) && !path.endsWith('.test-d.ts') && !/^\.config\/(tidy|eslint)\./.test(path),
      ),
  },
  {
    name: 'every-test-runs',
    reason: 'A skipped test is a green light that nobody wired.',
    faultsIn: (tree) =>
      matches(
        tree,
        /\b(it|test|describe)(\.\w+)*\.(only|skip|todo|skipIf|runIf)\b/,
        (path) => isTest(path) && !path.startsWith('.config/tidy.'),
      ),
  },
];

/** A package of ours that leaves it to whoever uses it to bring a library: a driver of a database. */
const asksForPeer = (tree: Tree, ours: string, library: string): boolean => {
  const text = tree[`packages/${ours.replace('@rahyar/', '')}/package.json`];
  return text !== undefined && library in ((JSON.parse(text) as { peerDependencies?: object }).peerDependencies ?? {});
};

/** Reads every text that the house keeps; output folders and installed packages are left out. */
export const readTree = (root: string): Tree => {
  const tree: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!/^(node_modules|dist|\.turbo|\.git)$/.test(entry.name) && !outputFolders.includes(path)) visit(path);
      } else if (/\.([cm]?[jt]s|json|md|ya?ml|css|html|csv)$|^\.ci\/run$|(^|\/)LICENSE$/.test(path) && path !== 'package-lock.json') {
        tree[path] = readFileSync(join(root, path), 'utf8');
      }
    }
  };
  visit('');
  return tree;
};

const outputFolders: readonly string[] = ['coverage', 'docs/api', 'demo-report', 'plan'];

const foreignWords = /\/(home|root|tmp|work|Users)\/|\bregistry\.[\w-]+\.|\b(TODO|FIXME|XXX)\b|\b(AI|LLM)\b|\bissue #?\d/;

const isTest = (path: string): boolean => /\.(test|test-d|bench)\.ts$/.test(path);
const isSource = (path: string): boolean => /^packages\/[^/]+\/src\/.*\.ts$/.test(path);
const isFoldingFile = (path: string): boolean => /\/(persian-text|name-key)\.ts$/.test(path);
const isDumpingGround = (word: string): boolean => /^(utils?|helpers?|common|libs?|misc)$/.test(word);

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** `path:line` of the first match in each file that `holds` accepts. */
const matches = (tree: Tree, pattern: RegExp, holds: (path: string) => boolean): readonly string[] =>
  Object.entries(tree).flatMap(([path, text]) => {
    const match = holds(path) ? pattern.exec(text) : null;
    return match === null ? [] : [`${path}:${text.slice(0, match.index).split('\n').length}`];
  });

const specifiersIn = (text: string): readonly string[] => ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

type Manifest = {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | { readonly '@rahyar/source'?: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

type Package = { readonly folder: string; readonly name: string; readonly doors: readonly string[]; readonly declared: readonly string[] };

const packagesOf = (tree: Tree): readonly Package[] =>
  Object.entries(tree)
    .filter(([path]) => /^packages\/[^/]+\/package\.json$/.test(path))
    .map(([path, text]) => {
      const folder = dirname(path);
      const { name, exports = {}, bin = {}, dependencies = {}, peerDependencies = {} } = JSON.parse(text) as Manifest;
      const doors = Object.values(exports).flatMap((door) => (typeof door === 'string' ? [] : [door['@rahyar/source'] ?? '']));
      const commands = Object.values(bin).map((command) => command.replace('dist/', 'src/').replace(/\.js$/, '.ts'));
      return {
        folder,
        name,
        doors: [...doors, ...commands].map((door) => normalize(join(folder, door))),
        declared: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
      };
    });

/** Where a reader or a machine comes in: doors, commands, and the scripts beside `src`. */
const entriesOf = (tree: Tree): readonly string[] => [
  ...packagesOf(tree).flatMap(({ doors }) => doors),
  ...Object.keys(tree).filter((path) => /^packages\/[^/]+\/[^/]+\.ts$/.test(path)),
];

/** Follows imports and file names in quotes, which is how a worker is named. */
const reachableFrom = (tree: Tree, entries: readonly string[]): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = tree[path];
    if (text === undefined || reached.has(path)) continue;
    reached.add(path);
    for (const [, specifier = ''] of text.matchAll(/['"](\.{1,2}\/[^'"\n]+\.ts)['"]/g))
      open.push(normalize(join(dirname(path), specifier)));
  }
  return reached;
};

/** What the product of a package imports by name; what its tests import is declared by the root. */
const bareImports = (tree: Tree, folder: string): readonly { readonly path: string; readonly library: string }[] =>
  Object.entries(tree)
    .filter(([path]) => path.startsWith(`${folder}/src/`) && path.endsWith('.ts') && !isTest(path))
    .flatMap(([path, text]) =>
      specifiersIn(text)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .map((specifier) => ({ path, library: /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier })),
    );
