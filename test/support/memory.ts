import { type Files, memoryDisk } from '../../src/core/tree/memory.ts';

export { committed, type Files } from '../../src/core/tree/memory.ts';

export const memoryBase = memoryDisk;

export const sorted = (files: Files) =>
  Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
