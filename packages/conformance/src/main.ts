#!/usr/bin/env node
import { runProgram } from './program.ts';
import { EXIT } from './report/report-totals.ts';

const ended = new AbortController();
process.once('SIGTERM', () => ended.abort());
process.once('SIGINT', () => {
  ended.abort();
  process.exitCode = EXIT.interrupted;
});
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') process.exit(EXIT.passed);
  throw cause;
});
try {
  const { RAHYAR_TOKEN, RAHYAR_LIMITED_TOKEN, RAHYAR_BURST_TOKEN, RAHYAR_SIGNING_KEY, RAHYAR_RECEIVER_SECRET } = process.env;
  const secrets = { RAHYAR_TOKEN, RAHYAR_LIMITED_TOKEN, RAHYAR_BURST_TOKEN, RAHYAR_SIGNING_KEY, RAHYAR_RECEIVER_SECRET };
  const code = await runProgram(process.argv.slice(2), { secrets, nowMs: Date.now, ended: ended.signal });
  process.exitCode ??= code;
} catch (cause) {
  process.stderr.write(`The kit failed: ${cause instanceof Error ? cause.name : 'unknown'}\n`);
  process.exitCode = EXIT.harness;
}
