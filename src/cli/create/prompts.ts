import { resolve } from 'node:path';
import type { Plan } from '../../core/fold/pipeline.ts';
import { nameProblem } from '../../core/names.ts';
import type { Registry } from '../../core/ports.ts';
import { askByName, type NamedQuestion, type Question } from '../ask/ask-one-by-one.ts';
import { BACK } from '../ask/asker.ts';
import { chosenInstance } from '../ask/chosen.ts';
import { asker, askYes, chooseOne, enterText } from '../ask/prompts.ts';
import {
  type Answers,
  type CreateArguments,
  DEFAULTS,
  folderName,
  patternsOf,
} from './arguments.ts';
import { type Customised, customisedBy, neededQuestions, openQuestions } from './customise.ts';
import { nameFromFolder, prepareFolder } from './folder.ts';
import { patternGroups } from './pattern-hints.ts';

type Given = ReadonlyMap<string, string>;

const askFolder: Question = () =>
  enterText('Where should the project be created?', DEFAULTS.dir, (value) =>
    nameProblem(folderName(value), 'project'),
  );

const askPatterns =
  (registry: Registry): Question =>
  async () => {
    const chosen = await (await asker()).chooseSeveral(
      'Which patterns does it need?',
      patternGroups(registry),
    );
    return chosen === BACK ? BACK : chosen.join(',');
  };

const askIac: Question = () =>
  chooseOne('Infrastructure as', [
    { value: 'cdk', label: 'AWS CDK', hint: 'TypeScript constructs' },
    { value: 'sam', label: 'AWS SAM', hint: 'one YAML template' },
  ]);

/** What was chosen, and the defaults for the rest. */
function choicesOf({ manifest: { project, instances } }: Plan): string[] {
  const { iac, region, runtime, arch, packageType, packageManager } = project;
  const packing = packageType === 'image' ? ['container image'] : [];
  return [
    ...instances.map(chosenInstance),
    [iac, region, runtime, arch, ...packing, packageManager].join(', '),
  ];
}

/** Lines of a terminal that has no room for the folders. */
const LOW = 30;

function foldersOf({ changes }: Plan): readonly string[] {
  const folders = new Map<string, number>();
  for (const { path } of changes) {
    const top = path.includes('/') ? `${path.split('/')[0]}/` : path;
    folders.set(top, (folders.get(top) ?? 0) + 1);
  }
  return [...folders].map(([top, n]) =>
    top.endsWith('/') ? `${top.padEnd(20)} ${n} ${n === 1 ? 'file' : 'files'}` : top,
  );
}

/** Shows what would be written, and asks. */
const askToWrite =
  (plan: Plan, dir: string): Question =>
  async () => {
    const shown = (process.stdout.rows ?? LOW) < LOW ? [] : [...foldersOf(plan), ''];
    const title = `${plan.changes.length} files in ${dir}`;
    (await asker()).show([...shown, ...choicesOf(plan)], title);
    return askYes('Write them?', true);
  };

/** The answers that flags or the user have given so far; undefined where one is missing. */
function answersIn(args: CreateArguments, given: Given): Answers | undefined {
  const dir = args.dir ?? given.get('dir');
  const patterns =
    patternsOf(args).length > 0 ? patternsOf(args) : given.get('patterns')?.split(',');
  const iac = args.iac ?? (given.get('iac') as Answers['iac'] | undefined);
  if (dir === undefined || patterns === undefined || iac === undefined) return undefined;
  return { dir, patterns, iac, name: args.name ?? nameFromFolder(dir) };
}

/** The folder is asked for first and looked at at once: a wrong one is refused before all other questions. */
function nextNeeded(args: CreateArguments, given: Given, registry: Registry) {
  const dir = args.dir ?? given.get('dir');
  if (dir === undefined) return { name: 'dir', ask: askFolder };
  if (args.name === undefined) nameFromFolder(dir);
  prepareFolder(resolve(dir), args);
  if (patternsOf(args).length === 0 && !given.has('patterns'))
    return { name: 'patterns', ask: askPatterns(registry) };
  return (args.iac ?? given.get('iac')) ? undefined : { name: 'iac', ask: askIac };
}

/** What was answered, with what was customised. */
export interface Conversation {
  readonly answers: Answers;
  readonly customised: Customised;
}

type PlanOf = (conversation: Conversation) => Plan;

/** Asks for what no flag says, shows the plan, and asks whether it is written; throws `Cancelled` if not. */
export async function converse(
  args: CreateArguments,
  registry: Registry,
  planOf: PlanOf,
): Promise<Conversation & { readonly isWanted: boolean }> {
  (await asker()).begin('create-lambda-app');
  const conversationOf = (given: Given): Conversation => {
    const answers = answersIn(args, given)!;
    return { answers, customised: customisedBy(args, answers, given, registry) };
  };
  const next = (given: Given): NamedQuestion | undefined => {
    const needed = nextNeeded(args, given, registry);
    if (needed) return needed;
    const open = openQuestions(args, answersIn(args, given)!, registry);
    const unanswered = ({ name }: NamedQuestion) => !given.has(name);
    const setting = neededQuestions(args, given, registry).find(unanswered);
    if (setting) return setting;
    const optional = open.find(({ name, when }) => !given.has(name) && when(given));
    if (optional) return optional;
    if (args.dryRun || given.has('write')) return undefined;
    const { answers } = conversationOf(given);
    return { name: 'write', ask: () => askToWrite(planOf(conversationOf(given)), answers.dir)() };
  };
  const given = await askByName(next);
  return { ...conversationOf(given), isWanted: args.dryRun || given.get('write') === 'yes' };
}
