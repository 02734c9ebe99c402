import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installNodeLine, NODE_LINES } from './node-line.ts';
import { house, run, runTool } from './run.ts';

/** The compilers with which a user may read our types. */
const compilers = { 'types, TS 6': 'typescript/bin/tsc', 'types, TS 7': 'typescript7/bin/tsc' } as const;

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
};

type Packed = { readonly name: string; readonly filename: string; readonly files: readonly { readonly path: string }[] };

type Cell = { readonly row: string; readonly column: string; readonly fault?: string };

/**
 * Builds and packs every public package, then stands where its user stands: the tarballs are installed into an empty project,
 * and every door is imported on every Node line and read by every compiler.
 * Answers with one cell for each thing tried; a cell without fault passed.
 */
export const checkPackages = async (): Promise<readonly Cell[]> => {
  const built = await runTool('turbo/bin/turbo', ['run', 'build', '--concurrency=2', '--output-logs=errors-only']);
  if (!built.succeeded) return [{ row: 'all packages', column: 'build', fault: built.output }];

  const folder = mkdtempSync(join(tmpdir(), 'rahyar-packages-'));
  try {
    const manifests = publicManifests();
    const packed = await pack(folder);
    const cells: Cell[] = [];
    for (const one of packed) cells.push(...(await checkTarball(folder, one)));
    const consumer = await installTarballs(folder, packed);
    if (consumer.fault !== undefined) return [...cells, { row: 'all packages', column: 'install', fault: consumer.fault }];
    const doors = manifests.flatMap(doorsOf);
    cells.push(...checkTypes(await compileConsumer(consumer.folder, doors), doors));
    for (const version of NODE_LINES) cells.push(...(await checkNode(folder, consumer.folder, version, manifests)));
    return cells;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const publicManifests = (): readonly Manifest[] =>
  globSync('packages/*/package.json', { cwd: house })
    .sort()
    .map((path) => JSON.parse(readFileSync(join(house, path), 'utf8')) as Manifest)
    .filter((manifest) => manifest.private !== true);

/** What a user may import by name; JSON files are read, not imported, and have no types. */
const doorsOf = ({ name, exports }: Manifest): readonly string[] =>
  Object.keys(exports)
    .filter((door) => !door.endsWith('.json'))
    .map((door) => `${name}${door.slice(1)}`);

const pack = async (folder: string): Promise<readonly Packed[]> => {
  const workspaces = publicManifests().flatMap(({ name }) => ['-w', name]);
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...workspaces]);
  if (!packed.succeeded) throw new Error(packed.output);
  return JSON.parse(packed.stdout) as readonly Packed[];
};

const checkTarball = async (folder: string, { name, filename, files }: Packed): Promise<readonly Cell[]> => {
  const tarball = join(folder, filename);
  const [publint, attw] = await Promise.all([
    runTool('publint/src/cli.js', ['run', tarball, '--strict']),
    runTool('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']),
  ]);
  const paths = files.map(({ path }) => path);
  const missing = ['README.md', 'LICENSE', 'package.json'].filter((path) => !paths.includes(path));
  const stray = paths.filter(
    (path) => !/^(dist|src|data|contract)\/|^(README\.md|LICENSE|package\.json|CHANGELOG\.md)$/.test(path) || isWorkshop(path),
  );
  return [
    { row: name, column: 'publint', ...(publint.succeeded ? {} : { fault: publint.output }) },
    { row: name, column: 'attw', ...(attw.succeeded ? {} : { fault: attw.output }) },
    {
      row: name,
      column: 'content',
      ...(missing.length + stray.length === 0 ? {} : { fault: `missing: ${missing.join(', ')}; stray: ${stray.join(', ')}` }),
    },
  ];
};

/** What we need to make a package and nobody needs to use it. */
const isWorkshop = (path: string): boolean => /\.(test|test-d|bench)\.ts$|^src\/.*\/fixtures\/|tsconfig|tsup|generate\.ts$/.test(path);

const installTarballs = async (
  folder: string,
  packed: readonly Packed[],
): Promise<{ readonly folder: string; readonly fault?: string }> => {
  const consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  const root = JSON.parse(readFileSync(join(house, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
  const dependencies = {
    ...Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${join(folder, filename)}`])),
    'fast-check': root.devDependencies['fast-check'],
    undici: root.devDependencies['undici'],
  };
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }));
  const installed = await run('npm', ['install', ...quietly], { cwd: consumer });
  return installed.succeeded ? { folder: consumer } : { folder: consumer, fault: installed.output };
};

const quietly = ['--no-audit', '--no-fund', '--loglevel=error'] as const;

/** Compiles a file that imports every door, as a strict NodeNext project would, and gives each compiler's complaints. */
const compileConsumer = async (consumer: string, doors: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const names = doors.map((_, index) => `door${index}`);
  const text = [
    ...doors.map((door, index) => `import * as door${index} from '${door}';`),
    `export const doors = [${names.join(', ')}];`,
  ].join('\n');
  writeFileSync(join(consumer, 'main.ts'), text);
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: [],
    noEmit: true,
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  const complaints = new Map<string, string>();
  for (const [column, bin] of Object.entries(compilers)) {
    const compiled = await runTool(bin, ['-p', 'tsconfig.json', '--pretty', 'false'], { cwd: consumer });
    complaints.set(column, compiled.succeeded ? '' : compiled.output);
  }
  return complaints;
};

/** A complaint belongs to the package in whose folder it is; one elsewhere belongs to every door. */
const checkTypes = (complaints: ReadonlyMap<string, string>, doors: readonly string[]): readonly Cell[] =>
  [...complaints].flatMap(([column, output]) =>
    doors.map((row) => {
      const lines = output.split('\n').filter((line) => line !== '');
      const own = lines.filter((line) => !line.startsWith('node_modules/@rahyar/') || line.startsWith(`node_modules/${packageOf(row)}/`));
      return { row, column, ...(own.length === 0 ? {} : { fault: own.join('\n') }) };
    }),
  );

const packageOf = (door: string): string => door.split('/').slice(0, 2).join('/');

const checkNode = async (
  folder: string,
  consumer: string,
  version: (typeof NODE_LINES)[number],
  manifests: readonly Manifest[],
): Promise<readonly Cell[]> => {
  const column = `node ${version}`;
  const env = { PATH: `${dirname(await installNodeLine(folder, version))}:${process.env['PATH'] ?? ''}`, NODE_OPTIONS: '' };
  const cells: Cell[] = [];
  for (const door of manifests.flatMap(doorsOf)) {
    const script = `if (process.versions.node !== '${version}') throw new Error(process.version);
      if (Object.keys(await import('${door}')).length === 0) throw new Error('no export');`;
    const imported = await run('node', ['--input-type=module', '--eval', script], { cwd: consumer, env });
    cells.push({ row: door, column, ...(imported.succeeded ? {} : { fault: imported.output }) });
  }
  for (const { bin: commands = {}, version: expected } of manifests) {
    for (const command of Object.keys(commands)) {
      const answered = await run(join(consumer, 'node_modules/.bin', command), ['--version'], { cwd: consumer, env });
      const isRight = answered.succeeded && answered.stdout.trim() === expected;
      cells.push({ row: `${command} --version`, column, ...(isRight ? {} : { fault: `expected ${expected}, got: ${answered.output}` }) });
    }
  }
  return cells;
};

/** The cells as one table, a row for each door and a column for each place. */
export const matrixOf = (cells: readonly Cell[]): string => {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rowWidth = Math.max(...rows.map((row) => row.length));
  const wordAt = (row: string, column: string): string => {
    const cell = cells.find((one) => one.row === row && one.column === column);
    return cell === undefined ? '' : cell.fault === undefined ? 'ok' : 'FAULT';
  };
  const line = (first: string, words: readonly string[]): string =>
    `${first.padEnd(rowWidth)}  ${words.map((word, index) => word.padEnd(columns[index]?.length ?? 0)).join('  ')}`.trimEnd();
  return [
    line('', columns),
    ...rows.map((row) =>
      line(
        row,
        columns.map((column) => wordAt(row, column)),
      ),
    ),
  ].join('\n');
};

if (import.meta.main) {
  const cells = await checkPackages();
  process.stdout.write(`${matrixOf(cells)}\n`);
  const faults = cells.filter(({ fault }) => fault !== undefined);
  for (const { row, column, fault = '' } of faults) process.stdout.write(`\n${row}, ${column}:\n${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
