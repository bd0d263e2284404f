import type { Argv, CommandModule, Options } from 'yargs';
import { readOnly } from '../generate/flags.ts';
import type { DevArguments } from './dev.ts';
import type { InvokeArguments } from './invoke.ts';
import { devFlags, invokeFlags } from './run-flags.ts';

/** Notes the flags of a command, for suggestions. */
type Noted = <T extends Readonly<Record<string, Options>>>(own: T) => T;

/** What runs functions is loaded by these commands alone, when they run. */
export const invokeCommand = (noted: Noted): CommandModule => ({
  command: 'invoke <function>',
  describe: 'Run a function on this machine',
  builder: (y: Argv) =>
    readOnly(y)
      .positional('function', { type: 'string', describe: 'Function: its id, name or module' })
      .options(noted(invokeFlags)),
  handler: async (args) => (await import('./invoke.ts')).invoke(args as unknown as InvokeArguments),
});

export const devCommand = (noted: Noted): CommandModule => ({
  command: 'dev',
  describe: 'Run the whole project on this machine',
  builder: (y: Argv) => readOnly(y).options(noted(devFlags)),
  handler: async (args) => (await import('./dev.ts')).dev(args as unknown as DevArguments),
});
