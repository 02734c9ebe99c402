export { EXIT, type ExitCode } from './exit-code.ts';
export { generateCommunity } from './population/community.ts';
export { PARAMETERS, type Parameter, type ParameterSource, type ParameterUnit } from './population/parameters.ts';
export { type GeneratedPopulation, generatePopulation, type PopulationCounts, type PopulationInput } from './population/population.ts';
export { toCommunityJson, toMembersNdjson } from './population/population-files.ts';
export { subjectAt } from './population/subject-at.ts';
export { type Clock, runProgram } from './program.ts';
