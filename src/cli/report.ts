import { MANIFEST } from '../core/manifest.ts';
import type { Described } from '../core/ports.ts';
import type { Change, ChangeSet } from '../core/tree/change-set.ts';
import pc from './colours.ts';
import { asInvoked } from './invocation.ts';
import type { TaskResult } from './run-tasks.ts';
import { print, printProse, wrapped } from './ui.ts';

const isNew = ({ before }: Change) => before === undefined;

const kindOf = (change: Change) =>
  isNew(change) ? 'create' : change.after === undefined ? 'remove' : 'update';

const COLOURS = { create: pc.green, update: pc.yellow, remove: pc.red } as const;

const line = (change: Change) => `${COLOURS[kindOf(change)](kindOf(change))}  ${change.path}`;

async function unifiedDiff({ path, before, after }: Change): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', '', '').replace(/\n$/, '');
}

function printNotices(notices: readonly string[]): void {
  for (const notice of notices) printProse(`${pc.dim('skip')}    ${notice}`);
}

/** What has to be known before anything is written. */
export function printWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) printProse(`${pc.yellow('!')} ${warning}`);
}

/** Prints what a plan would write, or wrote: a line each, or the whole difference. */
export async function printChanges(plan: ChangeSet, { diff }: { diff: boolean }): Promise<void> {
  // Files that change are listed apart, so that new ones do not hide them
  const last = plan.changes.filter((change) => !isNew(change));
  for (const change of [...plan.changes.filter(isNew), ...last])
    print(diff ? await unifiedDiff(change) : line(change));
  printNotices(plan.notices);
}

/** The manifest is a record for this program alone, and nobody decides by its hashes. */
const isReviewed = (change: Change) => kindOf(change) === 'update' && change.path !== MANIFEST;

/** What a plan would write, to decide on: changes of existing files in full, all others by their names. */
export async function printReview({ changes, notices }: ChangeSet): Promise<void> {
  for (const change of changes.filter((each) => !isReviewed(each))) print(line(change));
  for (const change of changes.filter(isReviewed)) print(await unifiedDiff(change));
  printNotices(notices);
}

export function printCreated({ changes, notices }: ChangeSet, dir: string, what?: string): void {
  const of = what ? `: ${what}` : '';
  printProse(`${pc.green('✔')} Created ${changes.length} files in ${dir}${of}`);
  printNotices(notices);
}

/** How many files, in words. */
export const counted = (n: number) => (n === 1 ? '1 file' : `${n} files`);

const VERBS = { create: 'created', update: 'updated', remove: 'removed' } as const;

const tally = (changes: readonly Change[]) =>
  Object.entries(VERBS)
    .map(([kind, verb]) => [changes.filter((each) => kindOf(each) === kind).length, verb] as const)
    .filter(([n]) => n > 0)
    .map(([n, verb]) => `${counted(n)} ${verb}`)
    .join(', ');

/** What became of the changes that were shown. */
export function printClosing({ changes }: ChangeSet, { dryRun }: { dryRun: boolean }): void {
  if (dryRun) print('Dry run: nothing was written.');
  else if (changes.length > 0) print(`${pc.green('✔')} ${tally(changes)}`);
}

/** What `--json` prints beside the changes. */
export interface JsonOutcome {
  readonly dir: string;
  readonly written: boolean;
  readonly diff: boolean;
  readonly tasks: readonly TaskResult[];
  readonly nextSteps: readonly string[];
}

/** The whole outcome for another program. */
export async function printJson(plan: ChangeSet, { diff, ...rest }: JsonOutcome): Promise<void> {
  const changes = plan.changes.map(async (change) => ({
    path: change.path,
    kind: kindOf(change),
    ...(diff ? { diff: await unifiedDiff(change) } : {}),
  }));
  const nextSteps = rest.nextSteps.map(asInvoked);
  const result = { ...rest, nextSteps, changes: await Promise.all(changes), notices: plan.notices };
  print(JSON.stringify(result, null, 2));
}

/** Prints the warnings, then what is left for the user to do. */
export function printNext(described: readonly Described[], steps: readonly string[]): void {
  for (const warning of described.flatMap(({ description }) => description.warnings ?? []))
    printProse(`\n${pc.yellow('!')} ${warning}`);
  if (steps.length > 0) printSteps('Next:', steps);
}

/** A command stays on one line, so that it can be pasted; its explanation goes below it where both do not fit. */
function stepIn(columns: number | undefined, step: string): string {
  const line = `  ${step}`;
  const [command, does] = line.split(/ +(?=# )/);
  if (!columns || !does || line.length <= columns) return line;
  return `${command}\n${wrapped(`    ${does}`, columns)}`;
}

export const printSteps = (title: string, steps: readonly string[]) => {
  const lines = steps.map((step) => stepIn(process.stdout.columns, asInvoked(step)));
  print([`\n${title}`, ...lines].join('\n'));
};
