/** The colours of the page. Each text has a contrast of at least 4.5 to 1 to its ground. */
export const PALETTE = {
  paper: '#faf8f3',
  card: '#ffffff',
  line: '#e2dccf',
  ink: '#1c2b2a',
  softInk: '#4b5a58',
  dedicated: '#0f6b62',
  onlineOnly: '#d9a441',
  nobody: '#a8322a',
  wash: '#eef3ef',
  warningWash: '#fbf0dc',
  alarmWash: '#f9e7e4',
  warningInk: '#7a4b05',
  sea: '#e6eef1',
  seaInk: '#3f6473',
} as const;

/** From little to much. Dark ink is readable on all of them, since province names lie over borders. */
export const RAMP = ['#f5e6cc', '#e4e3c4', '#bcd6be', '#8fc3b2', '#62ad9c'] as const;
