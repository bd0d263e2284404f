import type { Argv } from 'yargs';
import type { Registry } from '../core/ports.ts';
import { offered } from '../core/resolve.ts';
import { loadRegistry, loadTriggers } from '../io/load-registry.ts';
import { addFunction, type FunctionArguments, functionFlags } from './add-function.ts';
import { type AddArguments, addPattern, patternFlags } from './add-pattern.ts';
import { addTrigger, type TriggerArguments, type Triggers, triggerFlags } from './add-trigger.ts';
import { listPatterns, listTriggers, optionsHelp } from './list.ts';
import { onUnless, parser, planFlags } from './parser.ts';
import {
  type NamedArguments,
  type RemoveTriggerArguments,
  removeNamed,
  removeTrigger,
} from './remove.ts';
import type { ExtendFlags } from './run-extend.ts';
import { status } from './status.ts';
import { packageVersion } from './workshop.ts';

const flags = {
  ...planFlags,
  cwd: { type: 'string', default: '.', describe: 'Folder of the project, or one inside it' },
  ...onUnless('install', 'Do not install new dependencies'),
} as const;

/** Every command in its words, for suggestions. */
const COMMANDS = [
  'add pattern',
  'add function',
  'add trigger',
  'remove pattern',
  'remove function',
  'remove trigger',
  'status',
  'list patterns',
  'list triggers',
];

/** Which of several templates or stacks is meant. */
const placeFlags = {
  template: { type: 'string', describe: 'SAM or CloudFormation template that is meant' },
  stack: { type: 'string', describe: 'CDK stack class that is meant' },
} as const;

const addCommand = (registry: Registry, triggers: Triggers) => (y: Argv) =>
  y
    .command(
      'pattern <id> [name]',
      'Add a whole pattern',
      (p) =>
        p
          .positional('id', { type: 'string', demandOption: true, describe: 'Pattern' })
          .positional('name', { type: 'string', describe: 'Name of the instance' })
          .options(patternFlags(registry))
          .epilogue(optionsHelp('pattern', offered(registry))),
      async (args) => {
        await addPattern(args as unknown as AddArguments, registry);
      },
    )
    .command(
      'function <name>',
      'Add a function by itself, with its schema, events and tests',
      (p) =>
        p
          .positional('name', { type: 'string', demandOption: true, describe: 'Its name' })
          .options({ ...placeFlags, ...functionFlags(registry) }),
      async (args) => {
        await addFunction(args as unknown as FunctionArguments, registry);
      },
    )
    .command(
      'trigger <function> <type>',
      'Let something invoke a function: a queue, a schedule, an API, …',
      (p) =>
        p
          .positional('function', {
            type: 'string',
            demandOption: true,
            describe: 'Function: its id, name or module',
          })
          .positional('type', { type: 'string', demandOption: true, describe: 'Trigger' })
          .options({ ...placeFlags, ...triggerFlags(triggers) })
          .epilogue(optionsHelp('trigger', triggers)),
      async (args) => {
        await addTrigger(args as unknown as TriggerArguments, triggers);
      },
    )
    .demandCommand(1, 'Say what to add: pattern, function, trigger');

const nameOf = (describe: string) => ({ type: 'string', demandOption: true, describe }) as const;

const removeCommand = (triggers: Triggers) => (y: Argv) =>
  y
    .command(
      ['pattern <name>', 'function <name>'],
      'Remove an instance of a pattern, or a function, by its name',
      (p) => p.positional('name', nameOf('Name of the instance or function')),
      (args) => removeNamed(args as unknown as NamedArguments, triggers),
    )
    .command(
      'trigger <function> <type>',
      'Remove what invokes a function',
      (p) =>
        p
          .positional('function', nameOf('Function: its id, name or module'))
          .positional('type', nameOf('Trigger')),
      (args) => removeTrigger(args as unknown as RemoveTriggerArguments, triggers),
    )
    .demandCommand(1, 'Say what to remove: pattern, function, trigger');

/** The whole of `lambda-gen`. */
export async function generate(argv: readonly string[]): Promise<void> {
  const [registry, triggers] = await Promise.all([loadRegistry(), loadTriggers()]);
  const known = {
    flags: [
      ...Object.keys(flags),
      ...Object.keys(patternFlags(registry)),
      ...Object.keys(functionFlags(registry)),
      ...Object.keys(triggerFlags(triggers)),
      'template',
      'stack',
    ],
    commands: COMMANDS,
  };
  await parser(argv, 'lambda-gen', packageVersion(), known)
    .usage('$0 <command>\n\nExtends a CDK or SAM project, whoever made it.')
    .options(flags)
    .command('add', 'Add to the project', addCommand(registry, triggers))
    .command('remove', 'Take out of the project what was added', removeCommand(triggers))
    .command('status', 'What the project has, and what was edited since', {}, (args) =>
      status(args as unknown as ExtendFlags),
    )
    .command('list', 'What is on offer', (y) =>
      y
        .command(['patterns', '$0'], 'The patterns and their options', {}, ({ json }) =>
          listPatterns(offered(registry), Boolean(json)),
        )
        .command('triggers', 'The triggers and their options', {}, ({ json }) =>
          listTriggers(triggers, Boolean(json)),
        ),
    )
    .demandCommand(1, 'Say what to do: add, remove, status, list')
    .parseAsync();
}
