import { isMap, isSeq, type Pair, Scalar, visit, type YAMLMap } from 'yaml';
import { lineStart } from '../../core/tree/text-edit.ts';

/** The layout of a template: how many columns an entry, and a list, is indented below its key; and its quotes. */
export interface YamlStyle {
  readonly quote: '"' | "'";
  readonly step: number;
  readonly listStep: number;
}

const OWN: YamlStyle = { quote: "'", step: 2, listStep: 2 };

const offsetOf = (node: unknown) =>
  (node as { range?: readonly [number, number, number] } | null)?.range?.[0];

/** The column of a node that begins a line, or a list's line; undefined for what follows something else on its line. */
function columnOf(text: string, offset: number | undefined): number | undefined {
  if (offset === undefined) return undefined;
  const lead = text.slice(lineStart(text, offset), offset);
  return /^[ ]*(- +)*$/.test(lead) ? lead.length : undefined;
}

function childOf(value: unknown): readonly [kind: 'step' | 'listStep', offset: number | undefined] {
  if (isMap(value) && !value.flow) return ['step', offsetOf(value.items[0]?.key)];
  if (isSeq(value) && !value.flow) return ['listStep', offsetOf(value)];
  return ['step', undefined];
}

const commonest = (values: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};

/** Reads the layout off an existing template; where it shows none, our own. */
export function styleOf(text: string, root: YAMLMap): YamlStyle {
  const seen = { step: [] as number[], listStep: [] as number[] };
  const quoted = { double: 0, single: 0 };
  visit(root, {
    Scalar(_, { type }) {
      if (type === Scalar.QUOTE_DOUBLE) quoted.double++;
      if (type === Scalar.QUOTE_SINGLE) quoted.single++;
    },
    Pair(_, pair: Pair) {
      const [kind, offset] = childOf(pair.value);
      const child = columnOf(text, offset);
      const parent = columnOf(text, offsetOf(pair.key));
      if (child !== undefined && parent !== undefined && child >= parent)
        seen[kind].push(child - parent);
    },
  });
  const step = commonest(seen.step.filter((columns) => columns > 0)) ?? OWN.step;
  const quote = quoted.double > quoted.single ? '"' : OWN.quote;
  return { quote, step, listStep: commonest(seen.listStep) ?? step };
}

/** The columns of the levels above a line, in the old layout and in the new one. */
interface Level {
  readonly from: number;
  readonly to: number;
}

function levelOf(levels: Level[], line: string, toColumn: number, style: YamlStyle): Level {
  const from = line.length - line.trimStart().length;
  while (levels.length > 0 && levels.at(-1)!.from > from) levels.pop();
  const above = levels.at(-1);
  if (above?.from === from) return above;
  const step = line.trimStart().startsWith('- ') ? style.listStep : style.step;
  const level = { from, to: above ? above.to + step : toColumn };
  levels.push(level);
  return level;
}

const BLOCK_SCALAR = /[|>][+-]?\d?[ ]*$/m;

/** Values between single quotes, between those of the template; the lines of a block scalar are a text of their own. */
const requoted = (text: string, { quote }: YamlStyle) =>
  quote === OWN.quote || BLOCK_SCALAR.test(text)
    ? text
    : text.replace(/^( *(?:- +)*(?:[^\s'"]+: +)?)'([^'"\\\n]*)'$/gm, `$1${quote}$2${quote}`);

/** Lines of an entry, of our own layout, as a template of another layout writes them from `toColumn` on. */
export function restyled(text: string, toColumn: number, style: YamlStyle): string {
  const levels: Level[] = [];
  const lines = requoted(text, style)
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      const { from, to } = levelOf(levels, line, toColumn, style);
      // What follows the dash is a level of its own: `- Name: x` and the keys below it.
      if (line.trimStart().startsWith('- ')) levels.push({ from: from + 2, to: to + 2 });
      return ' '.repeat(to) + line.slice(from);
    });
  return lines.join('\n');
}
