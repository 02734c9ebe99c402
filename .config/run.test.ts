import { expect, it } from 'vitest';
import { run } from './run.ts';

const node = (script: string, options: Parameters<typeof run>[2] = {}) => run(process.execPath, ['--eval', script], options);

it('gathers what a command wrote', async () => {
  expect(await node(`console.log('out'); console.error('err');`)).toMatchObject({ succeeded: true, stdout: 'out\n' });
  expect((await node(`console.error('err');`)).output).toBe('err\n');
});

it('tells a failure', async () => {
  expect((await node('process.exit(3)')).succeeded).toBe(false);
  expect((await run('no-such-command', [])).output).toContain('ENOENT');
});

it('ends a command at its limit, and the workers that it started', async () => {
  const worker = `require('node:child_process').spawn(process.execPath, ['--eval', 'for (;;) {}'], { stdio: 'inherit' }); process.on('SIGTERM', () => {}); for (;;) {}`;
  const { succeeded, output } = await node(worker, { limitMs: 1000 });
  expect(succeeded).toBe(false);
  expect(output).toContain('ended after 1 s');
});
