import { type Addition, isTrigger, typeWithOrdinal } from '../core/additions.ts';
import type { Described } from '../core/ports.ts';
import { mdCell } from '../core/values/markdown.ts';
import { instanceCost, VOLUMES, volumeName } from './cost.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Every function with what invokes it and what it may do beyond logs. */
export function functionsTable(
  instances: readonly Described[],
  additions: readonly Addition[],
): string {
  const added = (name: string) =>
    additions
      .filter(isTrigger)
      .filter((each) => each.function === name)
      .map(typeWithOrdinal);
  const rows = instances.flatMap(({ instance, description }) =>
    description.functions.map((fn) => [
      `\`${instance.name}/${fn.name}\``,
      [fn.trigger, ...added(`${instance.name}-${fn.name}`)].join(', '),
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
