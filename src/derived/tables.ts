import { type Addition, isTrigger, kindOfPattern, typeWithOrdinal } from '../core/additions.ts';
import type { FunctionRow } from '../core/pattern.ts';
import type { Described } from '../core/ports.ts';
import type { Instance } from '../core/project.ts';
import { mdCell } from '../core/values/markdown.ts';
import { instanceCost, VOLUMES, volumeName } from './cost.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const isAlone = ({ pattern }: Instance) => kindOfPattern(pattern) === 'function';

/** A function that is an instance by itself has that name. */
const shownName = (instance: Instance, fn: FunctionRow) =>
  isAlone(instance) ? instance.name : `${instance.name}/${fn.name}`;

/** The types of the triggers that were added to a function. A function alone was called `<name>-run` by older versions. */
function triggersOf(instance: Instance, fn: FunctionRow, additions: readonly Addition[]) {
  const names = [`${instance.name}-${fn.name}`, ...(isAlone(instance) ? [instance.name] : [])];
  return additions
    .filter(isTrigger)
    .filter((each) => names.includes(each.function))
    .map(typeWithOrdinal);
}

/** Every function with what invokes it and what it may do beyond logs. */
export function functionsTable(
  instances: readonly Described[],
  additions: readonly Addition[],
): string {
  const rows = instances.flatMap(({ instance, description }) =>
    description.functions.map((fn) => [
      `\`${shownName(instance, fn)}\``,
      [fn.trigger, ...triggersOf(instance, fn, additions)].join(', '),
      fn.permissions.join('<br>') || '–',
      `${fn.memory} MB, ${fn.timeout} s`,
    ]),
  );
  return table(['Function', 'Trigger', 'May, beyond logs', 'Size'], rows);
}

/** What invokes functions beside what their patterns brought, with the options that were given a value. */
export function triggersTable(additions: readonly Addition[]): string {
  const rows = additions.filter(isTrigger).map((trigger) => {
    const given = Object.entries(trigger.options).filter(([, value]) => value !== '');
    const shown = given.map(([option, value]) => `${option} ${mdCell(value)}`);
    return [`\`${trigger.function}\``, `\`${typeWithOrdinal(trigger)}\``, shown.join(', ') || '–'];
  });
  return table(['Function', 'Trigger', 'Options'], rows);
}

const dollars = (amount: number) => `$${amount.toFixed(2)}`;

/** Monthly cost of one instance at three volumes. */
export function costTable(described: Described): string {
  const { instance, unit, lines, total } = instanceCost(described, VOLUMES);
  return table(
    [`${instance}: ${unit} a month`, ...VOLUMES.map(volumeName)],
    [
      ...lines.map(({ item, amounts }) => [item, ...amounts.map(dollars)]),
      ['**Total**', ...total.map((amount) => `**${dollars(amount)}**`)],
    ],
  );
}
