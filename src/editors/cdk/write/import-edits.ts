import {
  indentAt,
  insertion,
  lineEnd,
  lineStart,
  type TextEdit,
} from '../../../core/tree/text-edit.ts';
import type { Imported, ImportForm } from '../syntax/imports.ts';
import type { NewImport } from './spelling.ts';
import { type CdkStyle, isOpen } from './style.ts';

const specifier = ({ name, local }: NewImport, form: ImportForm) => {
  if (name === local) return name;
  return form === 'require' ? `${name}: ${local}` : `${name} as ${local}`;
};

const sortKey = (name: string) => name.replace(/^type /, '').toLowerCase();
const byName = (a: string, b: string) => (sortKey(a) < sortKey(b) ? -1 : 1);

const inOneLine = (names: readonly string[], { padding }: CdkStyle) =>
  `{${padding}${names.join(', ')}${padding}}`;

const onLines = (names: readonly string[], { unit, hasListCommas }: CdkStyle) =>
  `{\n${unit}${names.join(`,\n${unit}`)}${hasListCommas ? ',' : ''}\n}`;

function declaration(added: readonly NewImport[], form: ImportForm, style: CdkStyle): string {
  const { importQuote: quote, semicolons, width } = style;
  const [{ module, name, local }] = added as [NewImport];
  const names = added.map((each) => specifier(each, form)).sort(byName);
  const from = quote + module + quote;
  const end = semicolons ? ';' : '';
  const keyword = form === 'require' ? 'const' : 'import';
  const source = form === 'import' ? ` from ${from}` : ` = require(${from})`;
  const line = (what: string) => `${keyword} ${what}${source}${end}`;
  if (name === '*') return line(form === 'import' ? `* as ${local}` : local);
  const short = line(inOneLine(names, style));
  // Formatters leave an import of one name in its line, however long
  const isAlone = form === 'import' && names.length === 1;
  return short.length > width && !isAlone ? line(onLines(names, style)) : short;
}

/** What has the same key, under it, in the order of the first of each. */
export function groupBy<T, K>(
  all: readonly T[],
  by: (each: T) => K,
): (readonly [K, readonly T[]])[] {
  const groups = new Map<K, T[]>();
  for (const each of all) groups.set(by(each), [...(groups.get(by(each)) ?? []), each]);
  return [...groups];
}

/** Declarations of imports: a whole module has one by itself, names of one module share it. */
export const importLines = (added: readonly NewImport[], form: ImportForm, style: CdkStyle) =>
  groupBy(added, ({ module, name }) => `${module} ${name === '*'}`).map(([, each]) => ({
    module: each[0]!.module,
    line: declaration(each, form, style),
  }));

/** Opens `{ A, B }` to one name a line: its spaces become part of the indents, so nothing goes. */
function opened(text: string, { list }: Imported, names: readonly string[], style: CdkStyle) {
  const { elements, end } = list!;
  const base = indentAt(text, list!.getStart());
  const line = `\n${base}${style.unit.slice(1)}`;
  const behind = elements
    .slice(0, -1)
    .map((each) => insertion(text.indexOf(',', each.end) + 1, line));
  const comma = style.hasListCommas ? ',' : '';
  const rest = names.join(`,\n${base}${style.unit}`);
  return [
    insertion(list!.getStart() + 1, line),
    ...behind,
    insertion(elements.at(-1)!.end, `,${line}`),
    insertion(end - 1, `${rest}${comma}\n${base}`),
  ];
}

const isPlainLine = (list: string) =>
  /^\{ [^\s,]+( as \w+|: \w+)?(, [^\s,]+( as \w+|: \w+)?)* \}$/.test(list);

/** Adds names to the braces of an import: at their sorted place, if the names there are sorted. */
function merged(text: string, into: Imported, names: readonly string[], style: CdkStyle) {
  const list = into.list!;
  const elements = list.elements as readonly import('ts-morph').ts.Node[];
  const last = elements.at(-1)!;
  const start = lineStart(text, list.getStart());
  const length = lineEnd(text, list.end) - start + names.join(', ').length + 2;
  if (length > style.width && isPlainLine(list.getText()) && !style.unit.startsWith('\t'))
    return opened(text, into, names, style);
  const isLines = /\n\s*$/.test(
    text.slice(elements.at(-2)?.end ?? list.getStart() + 1, last.getStart()),
  );
  const between = isLines ? `\n${indentAt(text, last.getStart())}` : ' ';
  const texts = elements.map((each) => each.getText());
  const isSorted = texts.every((each, n) => n === 0 || byName(texts[n - 1]!, each) < 0);
  return names.map((name) => {
    const next = isSorted ? elements.find((each) => byName(name, each.getText()) < 0) : undefined;
    if (next) return insertion(next.getStart(), `${name},${between}`);
    const { hasTrailingComma, end } = list.elements;
    if (!hasTrailingComma) return insertion(last.end, `,${between}${name}`);
    return insertion(
      isLines && isOpen(text, list, list.elements) ? lineEnd(text, end) : end,
      `${between}${name},`,
    );
  });
}

/** The edits that merge names into existing imports. */
export function mergeEdits(text: string, added: readonly NewImport[], style: CdkStyle): TextEdit[] {
  return groupBy(added, ({ into }) => into).flatMap(([into, each]) => {
    const names = each.map((one) => specifier(one, into?.form ?? 'import')).sort(byName);
    return into ? merged(text, into, names, style) : [];
  });
}
