import { commandOf } from './command.ts';
import { enableCodeCache } from './enable.ts';

/** These end before optimised code pays: V8 would compile it beside them, and the process would wait for it at its end. */
const SHORT = /^(create|help)/;

const argv = process.argv.slice(2);

// Before the code cache, which V8 takes for the same flags alone; Bun has no V8
if (SHORT.test(commandOf(argv)) && !process.versions.bun)
  process.getBuiltinModule('node:v8').setFlagsFromString('--no-opt');
enableCodeCache(argv);
