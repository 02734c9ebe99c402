/** Rules that a double for testing tests can be told to break; a correct partner keeps all. */
export const MODEL_RULES = [
  'idempotentReplay',
  'idempotencyConflict',
  'ifMatch',
  'stateMachine',
  'stateVersion',
  'timeline',
  'allowedActions',
  'events',
  'eventOrder',
  'pageOnce',
  'pageWhole',
  'pageLimit',
  'filters',
  'rejections',
  'notFound',
] as const;
export type ModelRule = (typeof MODEL_RULES)[number];
