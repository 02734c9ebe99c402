export { exerciseStore, type StoreExercise, type StoreUnderTest } from './exercise-store.ts';
