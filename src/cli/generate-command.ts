import type { Argv } from 'yargs';
import type { Registry } from '../core/ports.ts';
import { loadRegistry } from '../io/load-registry.ts';
import { type AddArguments, addPattern, patternFlags } from './add-pattern.ts';
import { listPatterns, optionsHelp } from './list-patterns.ts';
import { onUnless, parser, planFlags } from './parser.ts';
import { packageVersion } from './workshop.ts';

const flags = {
  ...planFlags,
  cwd: { type: 'string', default: '.', describe: 'Folder of the project, or one inside it' },
  ...onUnless('install', 'Do not install new dependencies'),
} as const;

/** Every command in its words, for suggestions. */
const COMMANDS = ['add pattern', 'list patterns'];

const addCommand = (registry: Registry) => (y: Argv) =>
  y
    .command(
      'pattern <id> [name]',
      'Add a whole pattern',
      (p) =>
        p
          .positional('id', { type: 'string', demandOption: true, describe: 'Pattern' })
          .positional('name', { type: 'string', describe: 'Name of the instance' })
          .options(patternFlags(registry))
          .epilogue(optionsHelp(registry)),
      async (args) => {
        await addPattern(args as unknown as AddArguments, registry);
      },
    )
    .demandCommand(1, 'Say what to add: pattern');

/** The whole of `lambda-gen`. */
export async function generate(argv: readonly string[]): Promise<void> {
  const registry = await loadRegistry();
  const known = {
    flags: [...Object.keys(flags), ...Object.keys(patternFlags(registry))],
    commands: COMMANDS,
  };
  await parser(argv, 'lambda-gen', packageVersion(), known)
    .usage('$0 <command>\n\nExtends a project that create-lambda-app made.')
    .options(flags)
    .command('add', 'Add to the project', addCommand(registry))
    .command('list', 'What is on offer', (y) =>
      y.command(['patterns', '$0'], 'The patterns and their options', {}, ({ json }) =>
        listPatterns(registry, Boolean(json)),
      ),
    )
    .demandCommand(1, 'Say what to do: add, list')
    .parseAsync();
}
