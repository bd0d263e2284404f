export { startStore } from '../__name-kebab__/store.ts';
