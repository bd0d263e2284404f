import type { Argv } from 'yargs';
import type { NamedKind } from '../../core/additions.ts';
import { offered, optionPatterns } from '../../core/fold/resolve.ts';
import { packageVersion } from '../../io/package-root.ts';
import { asksHelp } from '../command-line.ts';
import { onUnless, parsed, parser, planFlags, valued } from '../parser.ts';
import type { DevArguments } from '../run/dev.ts';
import type { InvokeArguments } from '../run/invoke.ts';
import { devFlags, invokeFlags, withStandardInput } from '../run/run-flags.ts';
import { addFunction, type FunctionArguments, functionFlags } from './add-function.ts';
import { addOption, type OptionArguments } from './add-option.ts';
import { type AddArguments, addPattern, patternFlags } from './add-pattern.ts';
import { addTrigger, type TriggerArguments, triggerFlags } from './add-trigger.ts';
import { shownOptions, topicOf, withExamples } from './help.ts';
import { listCommand, offersHelp, optionsHelp } from './list.ts';
import { type Offer, onOffer } from './offer.ts';
import {
  type NamedArguments,
  type RemoveTriggerArguments,
  removeNamed,
  removeTrigger,
} from './remove.ts';
import type { ExtendFlags } from './run-extend.ts';
import { status } from './status.ts';

const flags = {
  ...planFlags,
  cwd: valued({ default: '.', describe: 'Folder of the project, or one inside it' }),
  ...onUnless('install', 'Do not install new dependencies'),
} as const;

/** Every command in its words, for suggestions. */
const COMMANDS = [
  'add pattern <id>',
  'add function <name>',
  'add trigger <function> <type>',
  'add option <name>',
  'remove pattern <name>',
  'remove function <name>',
  'remove trigger <function> <type>',
  'remove option <name>',
  'invoke <function>',
  'dev',
  'status',
  'list patterns',
  'list triggers',
  'list options',
];

/** Which of several templates or stacks is meant. */
const placeFlags = {
  template: valued({ describe: 'SAM or CloudFormation template that is meant' }),
  stack: valued({ describe: 'CDK stack class that is meant' }),
} as const;

/** For triggers: rules find what is there already. */
const fixFlag = {
  fix: {
    type: 'boolean',
    default: false,
    describe: 'Change existing values that are in the way, where the message names the new ones',
  },
} as const;

/** For triggers: one that differs in its options alone may be a slip. */
const anotherFlag = {
  another: { type: 'boolean', default: false, describe: 'Add a second trigger of the same kind' },
} as const;

const languageFlag = {
  language: valued({
    describe: 'javascript: add it to functions of another language all the same',
  }),
} as const;

const positional = (describe: string) =>
  ({ type: 'string', demandOption: true, describe }) as const;

const patternCommand = (offer: Offer, argv: readonly string[]) => async (y: Argv) => {
  const registry = await offer.registry();
  const all = offered(registry);
  const topic = asksHelp(argv) ? topicOf(argv, all) : undefined;
  // So that one of them is said to be another command's
  offer.flags(functionFlags(registry));
  const shown = topic ? shownOptions(all.get(topic)!.options) : {};
  return withExamples(y, [
    [`add pattern ${topic ?? 'rest-api'}`, 'With the default name'],
    [`add pattern ${topic ?? 'rest-api'} orders --dry-run --diff`, 'Show what would be written'],
  ])
    .positional('id', positional('Pattern'))
    .positional('name', { type: 'string', describe: 'Name of the instance' })
    .options({ ...offer.flags({ ...placeFlags, ...patternFlags(registry) }), ...shown })
    .epilogue(offer.help(() => (topic ? '' : optionsHelp('pattern', all))));
};

const functionCommand = (offer: Offer) => async (y: Argv) => {
  const functions = functionFlags(await offer.registry());
  const options = offer.flags({ ...placeFlags, ...languageFlag, ...functions });
  return withExamples(y, [
    ['add function resize', 'A function called resize'],
    ['add function resize --memory 512 --timeout 30', 'With 512 MB and 30 seconds'],
  ])
    .positional('name', positional('Its name'))
    .options(options);
};

const triggerCommand = (offer: Offer, argv: readonly string[]) => async (y: Argv) => {
  const triggers = await offer.triggers();
  const topic = asksHelp(argv) ? topicOf(argv, triggers) : undefined;
  const shown = topic ? shownOptions(triggers.get(topic)!.options) : {};
  return withExamples(y, [
    [`add trigger resize ${topic ?? 'sqs'}`, 'For the function called resize'],
    [`add trigger resize ${topic ?? 'sqs'} --dry-run --diff`, 'Show what would be written'],
  ])
    .positional('function', positional('Function: its id, name or module'))
    .positional('type', positional('Trigger'))
    .options({
      ...offer.flags({ ...placeFlags, ...fixFlag, ...anotherFlag, ...triggerFlags(triggers) }),
      ...shown,
    })
    .epilogue(offer.help(() => (topic ? '' : optionsHelp('trigger', triggers))));
};

const optionCommand = (offer: Offer) => async (y: Argv) => {
  const options = optionPatterns(await offer.registry());
  return withExamples(y, [['add option dashboard', 'A CloudWatch dashboard']])
    .positional('name', positional('Option'))
    .positional('value', { type: 'string', describe: 'Its value, where it takes one' })
    .epilogue(offer.help(() => offersHelp(options)));
};

const addCommand = (offer: Offer, argv: readonly string[]) => (y: Argv) =>
  y
    .command(
      'pattern <id> [name]',
      'Add a whole pattern',
      patternCommand(offer, argv),
      async (args) => addPattern(args as unknown as AddArguments, await offer.registry()),
    )
    .command(
      'function <name>',
      'Add a function by itself, with its schema, events and tests',
      functionCommand(offer),
      async (args) => addFunction(args as unknown as FunctionArguments, await offer.registry()),
    )
    .command(
      'trigger <function> <type>',
      'Let something invoke a function: a queue, a schedule, an API, …',
      triggerCommand(offer, argv),
      async (args) => addTrigger(args as unknown as TriggerArguments, await offer.triggers()),
    )
    .command(
      'option <name> [value]',
      'Add what production asks for: a dashboard, …',
      optionCommand(offer),
      async (args) => addOption(args as unknown as OptionArguments, await offer.registry()),
    )
    .demandCommand(1, 'Say what to add: pattern, function, trigger, option');

const partialFlag = {
  partial: {
    type: 'boolean',
    default: false,
    describe: 'Remove what can be removed, and keep what was edited or is used',
  },
} as const;

const named = (offer: Offer) => (y: Argv) =>
  y.positional('name', positional('Its name')).options(offer.flags(partialFlag));

const removeOf = (kind: NamedKind, offer: Offer) => async (args: object) =>
  removeNamed({ ...args, kind } as unknown as NamedArguments, await offer.triggers());

const removeCommand = (offer: Offer) => (y: Argv) =>
  y
    .command(
      'pattern <name>',
      'Remove an instance of a pattern',
      named(offer),
      removeOf('pattern', offer),
    )
    .command('function <name>', 'Remove a function', named(offer), removeOf('function', offer))
    .command(
      'trigger <function> <type>',
      'Remove what invokes a function',
      (p) =>
        p
          .positional('function', positional('Function: its id, name or module'))
          .positional('type', positional('Trigger'))
          .options(offer.flags(partialFlag)),
      async (args) => {
        await removeTrigger(args as unknown as RemoveTriggerArguments, await offer.triggers());
      },
    )
    .command('option <name>', 'Remove an option', named(offer), removeOf('option', offer))
    .demandCommand(1, 'Say what to remove: pattern, function, trigger, option');

const invokeCommand = (offer: Offer) => (y: Argv) =>
  y
    .positional('function', positional('Function: its id, name or module'))
    .options(offer.flags(invokeFlags));

const devCommand = (offer: Offer) => (y: Argv) => y.options(offer.flags(devFlags));

/** The whole of `lambda-gen`, under the name that it was started by. */
export async function generate(words: readonly string[], name = 'lambda-gen'): Promise<void> {
  const argv = withStandardInput(words);
  const offer = onOffer(Object.keys(flags), asksHelp(argv));
  const known = { flags: offer.known, commands: COMMANDS };
  const command = parser(argv, name, packageVersion(), known)
    .usage('$0 <command>\n\nExtends a CDK or SAM project, also one that it did not create.')
    .options(flags)
    .command('add', 'Add to the project', addCommand(offer, argv))
    .command('remove', 'Take out of the project what was added', removeCommand(offer))
    .command(
      'invoke <function>',
      'Run a function on this machine',
      invokeCommand(offer),
      async (args) =>
        // What runs functions is loaded by the commands that run them alone
        (await import('../run/invoke.ts')).invoke(args as unknown as InvokeArguments),
    )
    .command('dev', 'Run the whole project on this machine', devCommand(offer), async (args) =>
      (await import('../run/dev.ts')).dev(args as unknown as DevArguments),
    )
    .command('status', 'What the project has, and what was edited since', {}, (args) =>
      status(args as unknown as ExtendFlags),
    )
    .command('list', 'What is on offer', listCommand(offer))
    .demandCommand(1, 'Say what to do: add, remove, invoke, dev, status, list');
  await parsed(argv, known, command);
}
