#!/usr/bin/env node
import { EXIT } from './exit-code.ts';
import { runProgram } from './program.ts';

process.once('SIGINT', () => process.exit(EXIT.interrupted));
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') process.exit(EXIT.ok);
  throw cause;
});
try {
  process.exitCode = await runProgram(process.argv.slice(2), () => new Date());
} catch (cause) {
  process.stderr.write(`Internal error: ${cause instanceof Error ? cause.message : 'unknown'}\n`);
  process.exitCode = EXIT.internal;
}
