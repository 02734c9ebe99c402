import { readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { house } from './run.ts';

/** Where a bundle is to run. None of them has Node's modules. */
const RUNTIMES = {
  browser: { platform: 'browser', conditions: ['@rahyar/source'] },
  worker: { platform: 'neutral', mainFields: ['module', 'main'], conditions: ['@rahyar/source', 'workerd', 'worker', 'edge-light'] },
} as const satisfies Record<string, BuildOptions>;
type Runtime = keyof typeof RUNTIMES;

/** The rooms that a browser or a worker may embed, but for their doors to test tools and to Node. */
const ROOMS = ['cycle', 'domain', 'engine', 'geo', 'partners', 'scheduler'];
const ELSEWHERE = /\/(?:testing|node|.*\.json)$/;

/** What hosts embed: whole doors, and a client of one partner, which needs parts of two. */
export const bundles = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(ROOMS.flatMap(doorsOf).map((door) => [door, `export * from '${door}';`])),
  'a client of the bank': `export { createPartnerClient } from '@rahyar/partners'; export { bank } from '@rahyar/partners/bank';`,
});

/** Bytes of one bundle. `from` splits `minified` by who wrote it: `ours`, or the name of a library. */
export type Size = {
  readonly raw: number;
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
  readonly from: Readonly<Record<string, number>>;
  /** The imports of Node's modules, as `node:fs in packages/…`. */
  readonly nodeImports: readonly string[];
};

/** The most bytes, minified and after gzip, on either runtime. */
export type Budget = Pick<Size, 'minified' | 'gzip'>;

/** Bundles each module for a runtime, by name, without writing anything down. */
export async function sizesOf(modules: Readonly<Record<string, string>>, runtime: Runtime): Promise<ReadonlyMap<string, Size>> {
  const names = Object.keys(modules);
  const made = (minify: boolean) =>
    build({
      ...RUNTIMES[runtime],
      entryPoints: names.map((name, index) => ({ in: `bundle:${name}`, out: String(index) })),
      plugins: [written(modules)],
      absWorkingDir: house,
      outdir: 'never-written',
      external: builtinModules.flatMap((name) => [name, `${name}/*`, `node:${name}`]),
      bundle: true,
      format: 'esm',
      target: 'es2023',
      minify,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
  const [readable, dense] = await Promise.all([made(false), made(true)]);
  return new Map(
    names.map((name, index) => {
      const path = `never-written/${index}.js`;
      const output = dense.metafile.outputs[path];
      const bytes = dense.outputFiles.find((file) => file.path === join(house, path))?.contents;
      if (output === undefined || bytes === undefined) throw new Error(`invariant: ${name} was bundled`);
      const size = {
        raw: readable.metafile.outputs[path]?.bytes ?? 0,
        minified: bytes.length,
        gzip: gzipSync(bytes).length,
        brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }).length,
        from: writersOf(output),
        nodeImports: nodeImportsOf(output, dense.metafile),
      };
      return [name, size];
    }),
  );
}

/** The best quality takes ten times as long and saves 6 %. */
const BROTLI_QUALITY = 9;

/** A file and what it imports, as one script for a runtime that leaves the exports in the global `global`. */
export async function scriptOf(file: string, runtime: Runtime, global: string): Promise<string> {
  const { outputFiles } = await build({
    ...RUNTIMES[runtime],
    entryPoints: [file],
    absWorkingDir: house,
    bundle: true,
    format: 'iife',
    globalName: global,
    target: 'es2023',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** What is wrong with the size of a bundle, a line each. */
export function faultsIn(name: string, runtime: Runtime, size: Size, budget: Budget | undefined): readonly string[] {
  const bundle = `${name}, ${runtime}`;
  if (budget === undefined) return [`${bundle}: has no budget; name it in ${BUDGETS}`];
  return [
    ...size.nodeImports.map((found) => `${bundle}: must run anywhere, and imports ${found}`),
    ...(['minified', 'gzip'] as const)
      .filter((measure) => size[measure] > budget[measure])
      .map(
        (measure) =>
          `${bundle}: ${size[measure]} bytes ${measure}, ${size[measure] - budget[measure]} over its budget of ${budget[measure]}`,
      ),
  ];
}

const BUDGETS = '.config/bundle-budgets.json';

export const budgets = (): Readonly<Record<string, Budget>> =>
  JSON.parse(readFileSync(join(house, BUDGETS), 'utf8')) as Readonly<Record<string, Budget>>;

function doorsOf(room: string): readonly string[] {
  const { name, exports } = JSON.parse(readFileSync(join(house, 'packages', room, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  return Object.keys(exports)
    .map((door) => `${name}${door.slice(1)}`)
    .filter((door) => !ELSEWHERE.test(door));
}

/** The modules by name, as if each were a file in this folder. */
const written = (modules: Readonly<Record<string, string>>): Plugin => ({
  name: 'bundles',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^bundle:/ }, ({ path }) => ({ path: path.slice('bundle:'.length), namespace: 'bundle' }));
    onLoad({ filter: /.*/, namespace: 'bundle' }, ({ path }) => ({ contents: modules[path] ?? '', resolveDir: join(house, '.config') }));
  },
});

type Output = Metafile['outputs'][string];

const nodeImportsOf = ({ inputs }: Output, metafile: Metafile): readonly string[] =>
  Object.keys(inputs).flatMap((path) =>
    (metafile.inputs[path]?.imports ?? []).filter(({ external }) => external === true).map((wanted) => `${wanted.path} in ${path}`),
  );

function writersOf({ inputs }: Output): Readonly<Record<string, number>> {
  const from: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const writer = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'ours';
    from[writer] = (from[writer] ?? 0) + bytesInOutput;
  }
  return from;
}

/** Tells every size, and sets an exit code where a budget is passed. With `--set`, the budgets become what is measured and 5 % more. */
async function tell(isSetting: boolean): Promise<void> {
  const allowed = budgets();
  const modules = bundles();
  const faults = Object.keys(allowed)
    .filter((name) => !(name in modules))
    .map((name) => `${name}: has a budget and is no bundle`);
  const measured: Record<string, Budget> = {};
  write(row('', ['raw', 'minified', 'gzip', 'brotli', 'its budget'], 'minified, by who wrote it'));
  for (const runtime of ['browser', 'worker'] as const)
    for (const [name, size] of await sizesOf(modules, runtime)) {
      const budget = allowed[name];
      faults.push(...faultsIn(name, runtime, size, budget));
      const before = measured[name] ?? { minified: 0, gzip: 0 };
      measured[name] = {
        minified: Math.max(before.minified, withRoom(size.minified)),
        gzip: Math.max(before.gzip, withRoom(size.gzip)),
      };
      const writers = Object.entries(size.from).sort(([, one], [, other]) => other - one);
      const figures = [size.raw, size.minified, size.gzip, size.brotli, budget?.gzip ?? 0].map(kilobytes);
      write(row(`${name}, ${runtime}`, figures, writers.map(([writer, bytes]) => `${writer} ${kilobytes(bytes)}`).join(', ')));
    }
  if (isSetting) writeFileSync(join(house, BUDGETS), `${JSON.stringify(measured, undefined, 2)}\n`);
  else for (const fault of faults) write(fault);
  process.exitCode = isSetting || faults.length === 0 ? 0 : 1;
}

const withRoom = (bytes: number): number => Math.ceil((bytes * 1.05) / 100) * 100;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const row = (name: string, figures: readonly string[], writers: string): string =>
  `${name.padEnd(38)} ${figures.map((figure) => figure.padStart(10)).join(' ')}  ${writers}`;
const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (import.meta.main) await tell(process.argv.includes('--set'));
