import * as clack from '@clack/prompts';
import { Cancelled } from '../../core/errors.ts';
import type { Plan } from '../../core/fold/pipeline.ts';
import { defaultContext, offered } from '../../core/fold/resolve.ts';
import { nameProblem } from '../../core/names.ts';
import { GROUPS, monthlyTotal, type Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import type { Iac } from '../../core/project.ts';
import { withStandard } from '../ask/prompts.ts';
import { DEFAULTS, folderName } from './arguments.ts';

function answered<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw new Cancelled();
  return answer as Exclude<T, symbol>;
}

export const askFolder = async (): Promise<string> =>
  answered(
    await clack.text({
      message: withStandard('Where should the project be created?', DEFAULTS.dir),
      defaultValue: DEFAULTS.dir,
      validate: (value) => nameProblem(folderName(value || DEFAULTS.dir), 'project'),
    }),
  );

/** US dollars a month at a million events, with every option at its default. */
function costHint(pattern: Pattern): string {
  const { describe } = pattern.contribute(defaultContext(pattern));
  if (!describe) return '';
  const total = monthlyTotal(describe.cost, 1e6);
  return ` · about $${total.toFixed(0)} a month for a million ${describe.costUnit}`;
}

/** Columns of a terminal where a long hint wraps well. */
const WIDE = 100;

/** What the frame of a list takes of a line, beside the label. */
const FRAME = 14;

/** The longest hint that needs no second line; in a wide terminal, the whole one. */
export function hintFor(label: string, hints: readonly string[], columns: number): string {
  if (columns >= WIDE) return hints[0] ?? '';
  return hints.find((hint) => label.length + hint.length + FRAME <= columns) ?? '';
}

const columns = () => process.stdout.columns ?? WIDE;

function optionOf(pattern: Pattern) {
  const { id, title, summary, services } = pattern;
  const all = services.join(', ');
  const hints = [`${summary} ${all}${costHint(pattern)}`, summary, all];
  return { value: id, label: title, hint: hintFor(title, hints, columns()) };
}

/** What is on offer, by what it is for. */
function choicesOn(registry: Registry) {
  const patterns = [...offered(registry).values()];
  const groups = GROUPS.map((name) => {
    const own = patterns.filter(({ group }) => group === name);
    return [name, own.map(optionOf)] as const;
  });
  return Object.fromEntries(groups.filter(([, own]) => own.length > 0));
}

export const askPatterns = async (registry: Registry): Promise<string[]> =>
  answered(
    await clack.groupMultiselect({
      message: 'Which patterns does it need?',
      required: true,
      selectableGroups: false,
      options: choicesOn(registry),
    }),
  );

export const askIac = async (): Promise<Iac> =>
  answered(
    await clack.select<Iac>({
      message: 'Infrastructure as',
      options: [
        { value: 'cdk', label: 'AWS CDK', hint: 'TypeScript constructs' },
        { value: 'sam', label: 'AWS SAM', hint: 'one YAML template' },
      ],
    }),
  );

const OTHERWISE = 'Otherwise: --set <name>.<option>=<value> and more flags, see --help';

/** What was chosen, and what was taken for want of a choice. */
function choicesOf({ manifest: { project, instances } }: Plan): string[] {
  const { iac, region, runtime, arch, packageManager } = project;
  const chosen = instances.map(({ name, pattern, options }) => {
    const values = Object.entries(options).map(([key, value]) => `${key}=${value}`);
    return [`${name} (${pattern})`, ...values].join('  ');
  });
  return [...chosen, [iac, region, runtime, arch, packageManager].join(', '), OTHERWISE];
}

/** Lines of a terminal that has no room for the folders. */
const LOW = 30;

export async function confirm(plan: Plan, dir: string): Promise<void> {
  const folders = new Map<string, number>();
  for (const { path } of plan.changes) {
    const top = path.includes('/') ? `${path.split('/')[0]}/` : path;
    folders.set(top, (folders.get(top) ?? 0) + 1);
  }
  const lines = [...folders].map(([top, n]) =>
    top.endsWith('/') ? `${top.padEnd(20)} ${n} ${n === 1 ? 'file' : 'files'}` : top,
  );
  // The choices are in the question itself, so that a low terminal shows both
  const shown = (process.stdout.rows ?? LOW) < LOW ? [] : [...lines, ''];
  clack.note([...shown, ...choicesOf(plan)].join('\n'), `${plan.changes.length} files in ${dir}`);
  if (!answered(await clack.confirm({ message: 'Write them?' }))) throw new Cancelled();
}

export const intro = () => clack.intro('create-lambda-app');
