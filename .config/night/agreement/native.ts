import type { Temporal } from 'temporal-polyfill/full';
import { compareWithIntl } from './intl.ts';
import { compareWithTemporal } from './temporal.ts';

/** Runs in a Node that has Temporal itself, and writes what it found as JSON. */
const native = (globalThis as { readonly Temporal?: typeof Temporal }).Temporal;
if (native === undefined) throw new Error(`Node ${process.versions.node} has no Temporal`);
process.stdout.write(JSON.stringify([...compareWithIntl(), ...compareWithTemporal(native, `Temporal, Node ${process.versions.node}`)]));
