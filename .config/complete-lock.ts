import { readFileSync, writeFileSync } from 'node:fs';

export type LockEntry = {
  readonly version?: string;
  readonly cpu?: readonly string[];
  readonly dev?: boolean;
  readonly libc?: readonly string[];
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type Lock = { readonly packages: Readonly<Record<string, LockEntry>> };

/**
 * Adds an entry for each optional platform package that the lock names but does not hold.
 * npm leaves out those that its registry lacks, and `npm ci` then refuses the lock as incomplete.
 * An added entry carries no integrity: npm never fetches it, since its os and cpu fit no machine that this lock was made on.
 */
export const completeLock = <L extends Lock>(lock: L): { readonly lock: L; readonly addedNames: readonly string[] } => {
  const packages: Record<string, LockEntry> = { ...lock.packages };
  const addedNames: string[] = [];
  for (const [holder, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isHeld(packages, holder, name)) continue;
      if (!/^\d+\.\d+\.\d+\S*$/.test(version)) throw new Error(`${holder} wants ${name}@${version}, which is not one exact version`);
      packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
      addedNames.push(name);
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  return { lock: { ...lock, packages: sorted }, addedNames };
};

/** Whether Node's resolution from `holder` would find `name` in the lock. */
const isHeld = (packages: Readonly<Record<string, LockEntry>>, holder: string, name: string): boolean => {
  for (let folder = holder; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
};

const osWords: Readonly<Record<string, string>> = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
};

const cpuWords: Readonly<Record<string, string>> = {
  '64': 'x64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};

const libcWords: Readonly<Record<string, string>> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The platform is read from the name, as in `@rollup/rollup-linux-arm64-musl`; a name that tells no platform is refused. */
const platformEntry = (name: string, version: string, isDev: boolean): LockEntry => {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.map((word) => osWords[word]).find((word) => word !== undefined);
  const cpu = words.map((word) => cpuWords[word]).find((word) => word !== undefined);
  const libc = words.map((word) => libcWords[word]).find((word) => word !== undefined);
  if (os === undefined || cpu === undefined) throw new Error(`${name} tells no platform; add it to the lock by hand`);
  return {
    version,
    cpu: [cpu],
    ...(isDev ? { dev: true } : {}),
    ...(libc === undefined || os !== 'linux' ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
};

if (import.meta.main) {
  const lockUrl = new URL('../package-lock.json', import.meta.url);
  const { lock, addedNames } = completeLock(JSON.parse(readFileSync(lockUrl, 'utf8')) as Lock);
  if (addedNames.length > 0) writeFileSync(lockUrl, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`package-lock.json: ${addedNames.length} absent platform packages added\n`);
}
