import { describe, expect, it } from 'vitest';
import { completeLock } from './complete-lock.ts';

const lockWith = (optionalDependencies: Record<string, string>) => ({
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies },
    'node_modules/a-linux-x64': { version: '1.0.0', os: ['linux'], cpu: ['x64'] },
    'node_modules/z': { version: '2.0.0' },
  },
});

describe('completeLock', () => {
  it('adds what is named but absent, in order, with its platform', () => {
    const { lock, addedNames } = completeLock(
      lockWith({ 'a-linux-x64': '1.0.0', '@a/cli-linux-arm64-musl': '1.0.0', 'a-windows-64': '1.0.0' }),
    );
    expect(addedNames).toEqual(['@a/cli-linux-arm64-musl', 'a-windows-64']);
    expect(Object.keys(lock.packages)).toEqual([
      '',
      'node_modules/@a/cli-linux-arm64-musl',
      'node_modules/a',
      'node_modules/a-linux-x64',
      'node_modules/a-windows-64',
      'node_modules/z',
    ]);
    const packages: Readonly<Record<string, unknown>> = lock.packages;
    expect(packages['node_modules/@a/cli-linux-arm64-musl']).toEqual({
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
  });

  it('changes nothing the second time', () => {
    const once = completeLock(lockWith({ 'a-darwin-arm64': '1.0.0' })).lock;
    expect(completeLock(once)).toEqual({ lock: once, addedNames: [] });
  });

  it('accepts a package nested under its holder', () => {
    const lock = {
      packages: { '': {}, 'packages/p/node_modules/a': { optionalDependencies: { b: '1.0.0' } }, 'packages/p/node_modules/b': {} },
    };
    expect(completeLock(lock).addedNames).toEqual([]);
  });

  it('refuses a name without a platform and a version that is a range', () => {
    expect(() => completeLock(lockWith({ fsevents: '2.3.3' }))).toThrow('tells no platform');
    expect(() => completeLock(lockWith({ 'a-linux-arm64': '^1.0.0' }))).toThrow('not one exact version');
  });
});
