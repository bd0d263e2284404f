// Loaded in front of a command: the compiler of TypeScript cannot be loaded.
import { createRequire } from 'node:module';

const Module = createRequire(import.meta.url)('node:module');
const load = Module._load;

Module._load = (request, ...rest) => {
  if (request === 'ts-morph') throw new Error('ts-morph was loaded');
  return load(request, ...rest);
};
