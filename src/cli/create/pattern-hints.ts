import { defaultContext, offered } from '../../core/fold/resolve.ts';
import { GROUPS, monthlyTotal, type Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import type { Group } from '../ask/asker.ts';

/** US dollars a month at a million events, with every option at its default. */
function costHint(pattern: Pattern): string {
  const { describe } = pattern.contribute(defaultContext(pattern));
  if (!describe) return '';
  const total = monthlyTotal(describe.cost, 1e6);
  return ` · $${total.toFixed(0)} a month at a million ${describe.costUnit}`;
}

/** What the frame of a list takes of a line, beside the label. */
const FRAME = 22;

/** The first hint that needs no second line. */
export function hintFor(label: string, hints: readonly string[], columns: number): string {
  return hints.find((hint) => label.length + hint.length + FRAME <= columns) ?? '';
}

const USUAL_COLUMNS = 100;
const columns = () => process.stdout.columns ?? USUAL_COLUMNS;

function optionOf(pattern: Pattern) {
  const { id, title, summary, services } = pattern;
  const all = services.join(', ');
  const cost = costHint(pattern);
  const hints = [`${summary} ${all}${cost}`, `${summary}${cost}`, `${all}${cost}`, summary, all];
  return { value: id, label: title, hint: hintFor(title, hints, columns()) };
}

/** What is on offer, by what it is for. */
export function patternGroups(registry: Registry): readonly Group[] {
  const patterns = [...offered(registry).values()];
  const groups = GROUPS.map((title) => {
    const own = patterns.filter(({ group }) => group === title);
    return { title, choices: own.map(optionOf) };
  });
  return groups.filter(({ choices }) => choices.length > 0);
}
