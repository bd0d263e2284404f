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

/** One of several. */
export const askOne = async (
  message: string,
  options: { value: string; label: string }[],
): Promise<string> => answered(await clack.select<string>({ message, options }));

/** A text that has no default. */
export const askText = async (
  message: string,
  problem?: (value: string) => string | undefined,
): Promise<string> =>
  answered(
    await clack.text({
      message,
      validate: (value) => (value ? problem?.(value) : 'it cannot be empty'),
    }),
  );

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

const optionOf = (pattern: Pattern) => ({
  value: pattern.id,
  label: pattern.title,
  hint: `${pattern.summary} ${pattern.services.join(', ')}${costHint(pattern)}`,
});

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
      message: 'Which patterns does it need? (space selects, enter confirms)',
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
  return [...chosen, [iac, region, runtime, arch, packageManager].join(', '), OTHERWISE, ''];
}

export async function confirm(plan: Plan, dir: string): Promise<void> {
  const folders = new Map<string, number>();
  for (const { path } of plan.changes) {
    const top = path.includes('/') ? `${path.split('/')[0]}/` : path;
    folders.set(top, (folders.get(top) ?? 0) + 1);
  }
  const lines = [...folders].map(([top, n]) =>
    top.endsWith('/') ? `${top.padEnd(20)} ${n} ${n === 1 ? 'file' : 'files'}` : top,
  );
  clack.note([...choicesOf(plan), ...lines].join('\n'), `${plan.changes.length} files in ${dir}`);
  if (!answered(await clack.confirm({ message: 'Write them?' }))) throw new Cancelled();
}

export const intro = () => clack.intro('create-lambda-app');
