import type { Argv } from 'yargs';
import { offered } from '../../core/fold/resolve.ts';
import { packageVersion } from '../../io/package-root.ts';
import { mayAsk } from '../ask/asking.ts';
import { WentBack } from '../ask/went-back.ts';
import { asksHelp } from '../command-line.ts';
import type { CostArguments } from '../cost/cost.ts';
import { parsed, parser } from '../parser.ts';
import { devCommand, invokeCommand } from '../run/commands.ts';
import { flagsOfRun, withStandardInput } from '../run/run-flags.ts';
import { costFlags, flags, positional, readOnly, WRITING } from './flags.ts';
import { EXIT_CODES } from './help.ts';
import {
  list,
  listAll,
  listFunctions,
  offeredOptions,
  optionsText,
  patternsText,
  triggersText,
} from './list.ts';
import { type Offer, onOffer } from './offer.ts';
import type { RootFlags } from './project-root.ts';
import type { ExtendFlags } from './run-extend.ts';

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
  'cost',
  'list patterns',
  'list triggers',
  'list functions',
  'completion <shell>',
  'list options',
];

const costCommand = (offer: Offer) => (y: Argv) => readOnly(y).options(offer.flags(costFlags));

const listCommand = (offer: Offer) => (y: Argv) =>
  readOnly(y)
    .command('$0', false, {}, async ({ json }) =>
      listAll(await offer.registry(), await offer.triggers(), Boolean(json)),
    )
    .command(['patterns', 'pattern'], 'The patterns and their options', {}, async ({ json }) =>
      list(offered(await offer.registry()), patternsText, Boolean(json)),
    )
    .command(['triggers', 'trigger'], 'The triggers and their options', {}, async ({ json }) =>
      list(await offer.triggers(), triggersText, Boolean(json)),
    )
    .command(['functions', 'function'], "The project's functions", {}, async (args) => {
      const { allFunctions } = await import('../ask/project-functions.ts');
      listFunctions(await allFunctions(args as unknown as RootFlags), Boolean(args.json));
    })
    .command(['options', 'option'], 'The production options', {}, async ({ json }) =>
      list(offeredOptions(await offer.registry()), optionsText, Boolean(json)),
    );

/** Whether a command may have a flag: one that writes nothing has none for writing. */
const isFitting = (flag: string, command = '') =>
  ['add', 'remove'].includes(command) || !WRITING.includes(flag);

type Run = (argv: readonly string[], offer: Offer) => Promise<void>;

const offerFor = (argv: readonly string[]) => onOffer(Object.keys(flags), asksHelp(argv));

/**
 * Runs a command line with what it lacks, which is asked for in a terminal. Who goes back from a question of the command
 * itself is asked the last of those again.
 */
async function withAnswers(typed: readonly string[], run: Run): Promise<void> {
  if (!mayAsk(typed)) return run(typed, offerFor(typed));
  const { completed } = await import('../ask/complete.ts');
  let before: readonly string[] = [];
  for (;;) {
    const { argv, answers } = await completed(typed, offerFor(typed), before);
    try {
      return await run(argv, offerFor(argv));
    } catch (error) {
      if (!(error instanceof WentBack) || answers.length === 0) throw error;
      before = answers.slice(0, -1);
    }
  }
}

/** The whole of `lambda-gen`, under the name that it was started by. */
export async function generate(words: readonly string[], name = 'lambda-gen'): Promise<void> {
  const typed = withStandardInput(words);
  if (typed[0] === '__complete')
    return (await import('../completion/completion.ts')).complete(typed.slice(1), offerFor(typed));
  return withAnswers(typed, (argv, offer) => run(argv, name, offer));
}

async function run(argv: readonly string[], name: string, offer: Offer): Promise<void> {
  const known = {
    flags: offer.known,
    get fitting() {
      return flagsOfRun(argv[0]) ?? offer.fitting.filter((flag) => isFitting(flag, argv[0]));
    },
    commands: COMMANDS,
  };
  const command = parser(argv, name, packageVersion(), known)
    .usage('$0 <command>\n\nExtends a CDK or SAM project, also one that it did not create.')
    .options(flags)
    .command('add', 'Add to the project', async (y) =>
      (await import('./add/add-command.ts')).addCommand(offer, argv)(y),
    )
    .command('remove', 'Remove what was added to the project', async (y) =>
      (await import('./remove.ts')).removeCommand(offer)(y),
    )
    .command(invokeCommand(offer.flags))
    .command(devCommand(offer.flags))
    .command('status', 'What the project has, and what was edited since', readOnly, async (args) =>
      (await import('./status.ts')).status(args as unknown as ExtendFlags),
    )
    .command(
      'cost',
      'What the project costs a month, at list prices',
      costCommand(offer),
      async (args) =>
        (await import('../cost/cost.ts')).cost(
          args as unknown as CostArguments,
          await offer.registry(),
        ),
    )
    .command('list', 'Patterns, triggers and options; functions of the project', listCommand(offer))
    .command(
      'completion <shell>',
      'Completion script for bash, zsh or fish',
      (y) => readOnly(y).positional('shell', positional('bash, zsh or fish')),
      async (args) =>
        (await import('../completion/completion.ts')).completion(
          args as unknown as { shell: string; json: boolean },
          name,
        ),
    )
    .demandCommand(1, 'Say what to do: add, remove, invoke, dev, status, cost, list, completion')
    .epilogue(EXIT_CODES);
  await parsed(argv, known, command);
}
