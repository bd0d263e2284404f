import type { Argv, CommandModule, Options } from 'yargs';
import { FUNCTION_WORD, readOnly } from '../generate/flags.ts';
import type { DevArguments } from './dev.ts';
import type { InvokeArguments } from './invoke.ts';
import { devFlags, invokeFlags } from './run-flags.ts';

/** Notes the flags of a command, for suggestions. */
type Noted = <T extends Readonly<Record<string, Options>>>(own: T) => T;

const INVOKE_HELP = `While dev runs for the project, the function runs there: it finds the same tables, queues and buckets.
Otherwise it gets services of its own, which start empty and stop with it.`;

const DEV_HELP = `The AWS CLI reaches the local services by the address that dev prints:
  aws --endpoint-url <address> dynamodb list-tables
It needs a region and any credentials: AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local.`;

/** What runs functions is loaded by these commands alone, when they run. */
export const invokeCommand = (noted: Noted): CommandModule => ({
  command: 'invoke <function>',
  describe: 'Run a function on this machine',
  builder: (y: Argv) =>
    readOnly(y)
      .positional('function', { type: 'string', describe: FUNCTION_WORD })
      .options(noted(invokeFlags))
      .epilogue(INVOKE_HELP),
  handler: async (args) => (await import('./invoke.ts')).invoke(args as unknown as InvokeArguments),
});

export const devCommand = (noted: Noted): CommandModule => ({
  command: 'dev',
  describe: 'Run the whole project on this machine',
  builder: (y: Argv) => readOnly(y).options(noted(devFlags)).epilogue(DEV_HELP),
  handler: async (args) => (await import('./dev.ts')).dev(args as unknown as DevArguments),
});
