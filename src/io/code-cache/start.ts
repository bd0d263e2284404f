import { commandOf } from './command.ts';
import { enableCodeCache } from './enable.ts';

/** These end before optimised code pays, and before memory is short. */
const SHORT = /^create/;

/** V8 would compile and mark garbage beside them, and the process would wait for both at its end. */
const FLAGS = '--no-opt --no-incremental-marking';

const argv = process.argv.slice(2);

// Before the code cache, which V8 takes for the same flags alone; Bun has no V8
if (SHORT.test(commandOf(argv)) && !process.versions.bun)
  process.getBuiltinModule('node:v8').setFlagsFromString(FLAGS);
enableCodeCache(argv);
