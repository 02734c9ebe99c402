export { exerciseStore, type StoreExercise } from './exercise-store.ts';
export type { StoreUnderTest } from './store-under-test.ts';
