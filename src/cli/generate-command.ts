import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { OptionValues } from '../core/options.ts';
import { planAdd, readManifest } from '../core/pipeline.ts';
import type { Registry } from '../core/ports.ts';
import { diskBase } from '../io/disk.ts';
import { loadRegistry } from '../io/load-registry.ts';
import { execute } from './execute.ts';
import { printMeanings } from './meanings.ts';
import { parser, planFlags } from './parser.ts';
import { recoverFirst } from './recovery.ts';
import { print } from './ui.ts';
import { addWorkshop, packageVersion } from './workshop.ts';

const flags = {
  ...planFlags,
  cwd: { type: 'string', default: '.', describe: 'Folder of the project' },
  install: { type: 'boolean', default: true, describe: 'Install new dependencies' },
} as const;

/** Every option that some pattern has: which of them fit is the pattern's own matter. */
const patternFlags = ({ patterns }: Registry) => {
  const specs = [...patterns.values()].flatMap(({ options }) => Object.entries(options));
  return Object.fromEntries(
    specs.map(([key, { description }]) => [
      key,
      { type: 'string' as const, describe: description },
    ]),
  );
};

interface AddArguments {
  readonly id: string;
  readonly name?: string;
  readonly cwd: string;
  readonly install: boolean;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
}

function optionsOf(args: object, registry: Registry): OptionValues {
  const given = Object.entries(args).filter(
    ([key, value]) => Object.hasOwn(patternFlags(registry), key) && typeof value === 'string',
  );
  return Object.fromEntries(given);
}

async function addPattern(args: AddArguments, registry: Registry): Promise<void> {
  const dir = resolve(args.cwd);
  recoverFirst(dir, args);
  const base = diskBase(dir);
  const workshop = await addWorkshop(readManifest(base).project.iac);
  const options = optionsOf(args, registry);
  const request = { pattern: args.id, options, ...(args.name ? { name: args.name } : {}) };
  const plan = planAdd(request, base, workshop);
  if (!args.json) printMeanings(plan.described.slice(-1));
  const isNewPackage = plan.changes.some(({ path }) => path === 'package.json');
  const { installTask } = await import('../io/tasks.ts');
  const tasks = args.install && isNewPackage ? [installTask(dir, plan.manifest.project)] : [];
  await execute(plan, { ...args, dir, nextSteps: [], tasks });
}

function listPatterns(registry: Registry, json: boolean): void {
  const patterns = [...registry.patterns.values()];
  if (json) print(JSON.stringify(patterns, null, 2));
  else
    for (const { id, title, summary, services, options } of patterns) {
      print(`${id}\n  ${title}. ${summary}\n  ${services.join(', ')}`);
      for (const [key, option] of Object.entries(options)) {
        const values = option.kind === 'choice' ? option.choices.join(' | ') : option.default;
        print(`  --${key} ${values}\n      ${option.description}`);
      }
    }
}

const addCommand = (registry: Registry) => (y: Argv) =>
  y
    .command(
      'pattern <id> [name]',
      'Add a whole pattern',
      (p) =>
        p
          .positional('id', { type: 'string', demandOption: true, describe: 'Pattern' })
          .positional('name', { type: 'string', describe: 'Name of the instance' })
          .options(patternFlags(registry)),
      async (args) => {
        await addPattern(args as unknown as AddArguments, registry);
      },
    )
    .demandCommand(1, 'Say what to add: pattern');

/** The whole of `lambda-gen`. */
export async function generate(argv: readonly string[]): Promise<void> {
  const registry = await loadRegistry();
  const known = [...Object.keys(flags), ...Object.keys(patternFlags(registry))];
  await parser(argv, 'lambda-gen', packageVersion(), known)
    .usage('$0 <command>\n\nExtends a project that create-lambda-app made.')
    .options(flags)
    .command('add', 'Add to the project', addCommand(registry))
    .command('list', 'What is on offer', (y) =>
      y
        .command('patterns', 'The patterns and their options', {}, ({ json }) =>
          listPatterns(registry, Boolean(json)),
        )
        .demandCommand(1, 'Say what to list: patterns'),
    )
    .demandCommand(1, 'Say what to do: add, list')
    .parseAsync();
}
