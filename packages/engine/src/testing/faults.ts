import { FAULTS_OF_READING } from './faults-of-reading.ts';
import { FAULTS_OF_SEATING } from './faults-of-seating.ts';
import { FAULTS_OF_TELLING } from './faults-of-telling.ts';
import type { Fault } from './faulty-engine.ts';

export const FAULTS: readonly Fault[] = [...FAULTS_OF_READING, ...FAULTS_OF_SEATING, ...FAULTS_OF_TELLING];
