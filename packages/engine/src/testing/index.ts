export { arbitraryEvents } from './arbitrary-event.ts';
export { arbitraryParts, arbitraryProblem, ON, PLACES, type ProblemParts, problemFrom } from './arbitrary-problem.ts';
export { SABOTEURS, type Saboteur } from './saboteurs.ts';
export {
  areaPost,
  directiveFor,
  memberWith,
  onlinePost,
  organizationPost,
  prospectWith,
  regionalSecretaryPost,
  serviceWith,
  specialistPost,
  staffWith,
  worldOf,
} from './small-world.ts';
