import { expect, it } from 'vitest';
import { run } from './run.ts';

it('leaves the process that used a server its own exit code', async () => {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres-server.ts'))});
    await (await startPostgres({ own: true })).dispose();
    process.exitCode = 3;
    process.on('exit', (code) => console.log('code', code));`;
  const { succeeded, output } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect([succeeded, output.trim()]).toEqual([false, 'code 3']);
});
