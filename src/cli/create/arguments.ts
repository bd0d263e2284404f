import { basename, resolve } from 'node:path';
import { givenTwice, usageError } from '../../core/errors.ts';
import type { CreateRequest } from '../../core/fold/pipeline.ts';
import { type InstanceRequest, offered } from '../../core/fold/resolve.ts';
import { parseName } from '../../core/names.ts';
import { ARCHITECTURES, IACS, type Iac, PACKAGE_MANAGERS, RUNTIMES } from '../../core/project.ts';
import { unknownRegionProblem } from '../../core/regions.ts';
import { asksHelp } from '../command-line.ts';
import { EXIT_CODES } from '../generate/help.ts';
import { asInvoked } from '../invocation.ts';
import { onUnless, parsed, parser, planFlags, valued } from '../parser.ts';
import { optionFlags, withDatabase } from './option-flags.ts';
import { runningPackageManager, versionToPin } from './package-manager.ts';

const flags = {
  pattern: valued({
    alias: 'p',
    array: true,
    describe: 'Pattern to include: <id>[:<name>]; repeat it, or separate with commas',
  }),
  set: valued({ array: true, describe: 'Option of an instance: <name>.<option>=<value>' }),
  iac: valued({ choices: IACS, describe: 'Infrastructure as AWS CDK or as AWS SAM' }),
  name: valued({ describe: "Project name [default: the folder's name]" }),
  region: valued({ default: 'us-east-1', describe: 'AWS region to deploy to' }),
  runtime: valued({ choices: RUNTIMES, default: RUNTIMES[0], describe: 'Lambda runtime' }),
  arch: valued({
    choices: ARCHITECTURES,
    default: ARCHITECTURES[0],
    describe: 'Lambda architecture',
  }),
  'package-manager': valued({
    choices: PACKAGE_MANAGERS,
    describe: 'Package manager [default: the one that ran this]',
  }),
  ...optionFlags,
  ...planFlags,
  ...onUnless('install', 'Do not install the dependencies'),
  ...onUnless('git', 'Do not initialise a git repository'),
} as const;

/** The patterns, a line each: loaded for the help alone. */
async function patternsHelp(): Promise<string> {
  const { loadRegistry } = await import('../../io/load-registry.ts');
  const all = [...offered(await loadRegistry()).values()];
  const lines = all.map(({ id, summary }) => `  ${id}\n      ${summary}`);
  const options = asInvoked('lambda-gen list patterns shows the options of each');
  return ['Patterns:', ...lines, '', options, '', EXIT_CODES].join('\n');
}

/** Parses the command line; undefined when it only asked for help or the version. */
export async function parseCreateArguments(argv: readonly string[], version: string) {
  const help = asksHelp(argv) ? await patternsHelp() : '';
  const known = { flags: Object.keys(flags) };
  const command = parser(argv, 'create-lambda-app', version, known)
    .usage('$0 [dir]\n\nCreates a tested AWS Lambda project in TypeScript.')
    .command('$0 [dir]', false, (y) =>
      y.positional('dir', { type: 'string', describe: 'Folder of the project' }),
    )
    .options(flags)
    .example('$0 my-api -p rest-api --iac cdk', 'A REST API, as CDK')
    .example('$0 shop -p rest-api:orders,rest-api:items --set orders.auth=iam', 'Two of them')
    .epilogue(help);
  const args = await parsed(argv, known, command);
  const { dir } = args as { dir?: string };
  return args.help || args.version ? undefined : { ...args, dir };
}

export type CreateArguments = NonNullable<Awaited<ReturnType<typeof parseCreateArguments>>>;

/** The answer when none is given. */
export const DEFAULTS = { dir: 'my-app', patterns: ['rest-api'], iac: 'cdk' } as const;

/** The answers that flags may leave open. */
export interface Answers {
  readonly dir: string;
  readonly name: string;
  readonly patterns: readonly string[];
  readonly iac: Iac;
}

const split = (values: readonly string[] = []) =>
  values.flatMap((value) => value.split(',')).map((value) => value.trim());

export const patternsOf = ({ pattern }: CreateArguments) => split(pattern);

function parseSetting(setting: string): readonly [instance: string, option: string, value: string] {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting);
  if (match) return [match[1]!, match[2]!, match[3]!];
  throw usageError(
    `--set ${setting} is not <name>.<option>=<value>`,
    'For example: --set items.auth=iam',
  );
}

/** `<id>[:<name>]`; throws `usage`. */
export function parsePattern(text: string): InstanceRequest {
  const [pattern, name, ...rest] = text.split(':');
  if (rest.length > 0)
    throw usageError(
      `--pattern ${text} is not <id>[:<name>]`,
      'For example: --pattern rest-api:orders',
    );
  return name === undefined ? { pattern: pattern! } : { pattern: pattern!, name };
}

function refuseSetTwice(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice) throw givenTwice(`--set ${twice}`);
}

function withSettings(
  requests: readonly InstanceRequest[],
  settings: readonly string[],
  nameOf: (request: InstanceRequest) => string,
): InstanceRequest[] {
  const parsed = settings.map(parseSetting);
  refuseSetTwice(parsed.map(([instance, option]) => `${instance}.${option}`));
  for (const [instance] of parsed)
    if (!requests.some((request) => nameOf(request) === instance))
      throw usageError(
        `--set names "${instance}", and the project has no such instance`,
        `Instances: ${requests.map(nameOf).join(', ')}.`,
      );
  return requests.map((request) => {
    const own = parsed.filter(([instance]) => instance === nameOf(request));
    const options = Object.fromEntries(own.map(([, key, value]) => [key, value]));
    return { ...request, options: { ...request.options, ...options } };
  });
}

/** Turns flags and answers into a request, with options of the project; `settings` are more of what `--set` gives. Throws `usage`. */
export function createRequest(
  args: CreateArguments,
  answers: Answers,
  defaultName: (pattern: string) => string,
  options: readonly InstanceRequest[],
  settings: readonly string[] = [],
): CreateRequest {
  const named = answers.patterns.map(parsePattern).map((request) => {
    const standard = defaultName(request.pattern);
    return { ...request, name: request.name ?? standard };
  });
  const requests = [...withDatabase(named, args.database), ...options];
  const nameOf = ({ pattern, name }: InstanceRequest) => name ?? pattern;
  const packageManager = args.packageManager ?? runningPackageManager();
  return {
    packageManagerVersion: versionToPin(packageManager),
    project: {
      app: parseName(answers.name, 'project').kebab,
      iac: answers.iac,
      region: parseRegion(args.region),
      runtime: args.runtime,
      arch: args.arch,
      packageType: args.package ?? 'zip',
      packageManager,
    },
    instances: withSettings(requests, [...(args.set ?? []), ...settings], nameOf),
  };
}

function parseRegion(text: string): string {
  const problem = unknownRegionProblem(text);
  if (problem) throw usageError(`--region ${JSON.stringify(text)} is no AWS region`, problem);
  return text;
}

/** The project's name when no flag says it: the folder's. */
export const folderName = (dir: string) => basename(resolve(dir));
