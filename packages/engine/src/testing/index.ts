export { arbitraryParts, arbitraryProblem, ON, PLACES, type ProblemParts, problemFrom } from './arbitrary-problem.ts';
