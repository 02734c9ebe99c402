import { styleText } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';

export type Language = 'fa' | 'en';

/** How a command speaks: data on standard output, talk on standard error. With `json` every event is one line of JSON on standard output. */
export type Terminal = {
  readonly language: Language;
  /** Tells that a stage begins, and returns what ends it. */
  stage(name: string, text: string): { progress(done: number, total: number): void; done(): number };
  /** A finding or figure for people; left out with `json`. */
  say(text: string): void;
  /** The last line of data. */
  result(data: Readonly<Record<string, unknown>>): void;
  /** Trouble, on standard error whatever the mode. */
  complain(text: string): void;
};

export type TerminalOptions = { readonly json: boolean; readonly quiet: boolean; readonly language: Language };

export function createTerminal({ json, quiet, language }: TerminalOptions): Terminal {
  const emit = (line: Readonly<Record<string, unknown>>): void => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const showsBars = !json && !quiet && process.stderr.isTTY;
  return {
    language,
    stage: (name, text) => {
      const began = performance.now();
      // A bar only for what can tell its progress; the rest shows its name while it runs.
      let bar: SingleBar | undefined;
      if (showsBars) process.stderr.write(`${text} …\r`);
      let shown = 0;
      return {
        progress: (done, total) => {
          const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
          if (percent === shown) return;
          shown = percent;
          if (showsBars && bar === undefined) {
            bar = new SingleBar({ format: `${text} {bar} {percentage}%`, hideCursor: true, clearOnComplete: true }, Presets.shades_grey);
            bar.start(100, 0);
          }
          bar?.update(percent);
        },
        done: () => {
          bar?.stop();
          const durationMs = Math.round(performance.now() - began);
          if (json) emit({ event: 'stage', stage: name, durationMs });
          else if (!quiet)
            process.stderr.write(`${styleText('dim', `${text}  ${(durationMs / 1000).toFixed(1)} s`, { stream: process.stderr })}\n`);
          return durationMs;
        },
      };
    },
    say: (text) => {
      if (!json && !quiet) process.stdout.write(`${text}\n`);
    },
    result: (data) => {
      if (json) emit({ event: 'result', ...data });
    },
    complain: (text) => {
      process.stderr.write(`${styleText('red', text, { stream: process.stderr })}\n`);
    },
  };
}
