import type { Argv } from 'yargs';
import { offered } from '../../../core/fold/resolve.ts';
import { asksHelp } from '../../command-line.ts';
import {
  anotherFlag,
  FUNCTION_WORD,
  fixFlag,
  languageFlag,
  placeFlags,
  positional,
  sayWhat,
} from '../flags.ts';
import { shownOptions, topicOf, withExamples } from '../help.ts';
import { offeredOptions, optionHelp, optionsHelp, optionsText } from '../list.ts';
import type { Offer } from '../offer.ts';
import { addFunction, type FunctionArguments, functionFlags } from './add-function.ts';
import { addOption, type OptionArguments, settingFlags } from './add-option.ts';
import { type AddArguments, addPattern, patternFlags } from './add-pattern.ts';
import { addTrigger, type TriggerArguments, triggerFlags } from './add-trigger.ts';

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
  const type = topicOf(argv, triggers);
  if (type)
    offer.fits(Object.keys(triggers.get(type)!.options), Object.keys(triggerFlags(triggers)));
  const topic = asksHelp(argv) ? type : undefined;
  const trigger = topic ? triggers.get(topic) : undefined;
  const shown = trigger ? shownOptions(trigger.options, trigger.needs) : {};
  return withExamples(y, [
    [`add trigger resize ${topic ?? 'sqs'}`, 'For the function called resize'],
    [`add trigger resize ${topic ?? 'sqs'} --dry-run --diff`, 'Show what would be written'],
  ])
    .positional('function', positional(FUNCTION_WORD))
    .positional('type', positional('Trigger'))
    .options({
      ...offer.flags({ ...placeFlags, ...fixFlag, ...anotherFlag, ...triggerFlags(triggers) }),
      ...shown,
    })
    .epilogue(offer.help(() => (topic ? '' : optionsHelp('trigger', triggers))));
};

const OPTION_EXAMPLES: readonly (readonly [string, string])[] = [
  ['add option dashboard', 'A CloudWatch dashboard'],
  ['add option budget 50', '50 US dollars a month'],
  ['add option deploy canary', 'New versions take over in two steps'],
  ['add option layer shared', 'Heavy packages in a Lambda layer of the project'],
  ['add option package image', 'The functions as a container image'],
  ['add option database postgres', 'The items of REST APIs in PostgreSQL'],
  ['add option vpc new --cidr 10.1.0.0/16', 'Functions in a new VPC'],
];

const optionCommand = (offer: Offer, argv: readonly string[]) => async (y: Argv) => {
  const registry = await offer.registry();
  const options = offeredOptions(registry);
  const id = topicOf(argv, options);
  const topic = options.get(id ?? '');
  const isShown = ([args]: readonly [string, string]) => !id || args.split(' ')[2] === id;
  return withExamples(y, OPTION_EXAMPLES.filter(isShown))
    .positional('name', positional('Option'))
    .positional('value', { type: 'string', describe: 'Its value, where it takes one' })
    .options(offer.flags(settingFlags(registry)))
    .epilogue(offer.help(() => (topic ? optionHelp(topic) : optionsText(options))));
};

export const addCommand = (offer: Offer, argv: readonly string[]) => (y: Argv) =>
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
      'Add a production option: a dashboard, a budget, a VPC, …',
      optionCommand(offer, argv),
      async (args) => addOption(args as unknown as OptionArguments, await offer.registry()),
    )
    .demandCommand(1, sayWhat('add'));
