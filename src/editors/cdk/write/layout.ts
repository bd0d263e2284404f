import { ts } from 'ts-morph';
import {
  applyEdits,
  indentAt,
  lineEnd,
  lineStart,
  type TextEdit,
} from '../../../core/tree/text-edit.ts';
import { nodesIn } from '../syntax/source.ts';
import type { CdkStyle } from './style.ts';

type Items = ts.NodeArray<ts.Node>;

interface Bracket {
  readonly node: ts.Node;
  readonly items: Items;
}

const itemsOf = (node: ts.Node): Items | undefined => {
  if (ts.isObjectLiteralExpression(node)) return node.properties;
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  return ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments : undefined;
};

const isCall = (node: ts.Node) => ts.isCallExpression(node) || ts.isNewExpression(node);

/** The edits that give each item of a bracket a line of its own. */
function opened(text: string, { node, items }: Bracket, style: CdkStyle): TextEdit[] {
  const indent = indentAt(text, items.pos);
  const comma = (isCall(node) ? style.hasArgumentCommas : style.hasListCommas) ? ',' : '';
  const from = (n: number) => (n === 0 ? items.pos : text.indexOf(',', items[n - 1]!.end) + 1);
  const breaks = items.map((item, n) => ({
    start: from(n),
    end: item.getStart(),
    text: `\n${indent}${style.unit}`,
  }));
  const end = items.at(-1)!.end;
  const inner = [...text.slice(items.pos, end).matchAll(/\n/g)].map(({ index }) => {
    const at = items.pos + index + 1;
    return { start: at, end: at, text: style.unit };
  });
  return [...breaks, ...inner, { start: end, end: node.end - 1, text: `${comma}\n${indent}` }];
}

/** How wide a part of a line is: formatters count a tab as two, if their settings do not say more. */
const columns = (text: string, start: number, end: number) =>
  text.slice(start, end).replaceAll('\t', '  ').length;

/** The bracket to open in a line: an object that ends its call, if that makes the line short enough. */
function choose(text: string, start: number, width: number, brackets: readonly Bracket[]) {
  const [outer] = brackets;
  const last = outer?.items.at(-1);
  if (!outer || !last || ts.isArrowFunction(last)) return undefined;
  const object =
    isCall(outer.node) &&
    ts.isObjectLiteralExpression(last) &&
    brackets.find(({ node }) => node === last);
  const isShort = columns(text, start, last.getStart() + 1) <= width;
  return object && isShort && !object.node.getText().includes('\n') ? object : outer;
}

function bracketsIn(text: string): readonly Bracket[] {
  const nodes = nodesIn(ts.createSourceFile('', text, ts.ScriptTarget.Latest, true));
  return nodes.flatMap((node) => {
    const items = itemsOf(node);
    return items?.[0] ? [{ node, items }] : [];
  });
}

const isOpened = (text: string, { items }: Bracket) =>
  text.slice(items.pos, items[0]!.getStart()).includes('\n');

/** The value of a property whose name and value begin in the line that starts there. */
const valueIn = (text: string, start: number) =>
  nodesIn(ts.createSourceFile('', text, ts.ScriptTarget.Latest, true))
    .filter(ts.isPropertyAssignment)
    .find(
      ({ name, initializer }) =>
        lineStart(text, name.getStart()) === start &&
        lineStart(text, initializer.getStart()) === start,
    )?.initializer;

/** The edits that put a value on the line behind its name. */
function moved(text: string, value: ts.Node, { unit }: CdkStyle): TextEdit[] {
  const at = value.getStart();
  const inner = [...value.getText().matchAll(/\n/g)].map(({ index }) => at + index + 1);
  return [
    { start: value.pos, end: at, text: `\n${indentAt(text, at)}${unit}` },
    ...inner.map((each) => ({ start: each, end: each, text: unit })),
  ];
}

/** Opens the first bracket that makes a line shorter than it is; where none does, its value comes on the next one. */
function openFirst(text: string, style: CdkStyle): string {
  const all = bracketsIn(text);
  const closed = all.filter((each) => !isOpened(text, each));
  for (const { index: start } of text.matchAll(/^/gm)) {
    if (columns(text, start, lineEnd(text, start)) <= style.width) continue;
    const here = closed.filter(({ items }) => lineStart(text, items.pos) === start);
    const bracket = choose(text, start, style.width, here);
    const value = valueIn(text, start);
    const open = all.find(({ items }) => lineStart(text, items.pos) === start)?.items.pos;
    const isLong = open === undefined || columns(text, start, open) > style.width;
    if (value && isLong) return applyEdits(text, moved(text, value, style));
    if (bracket) return applyEdits(text, opened(text, bracket, style));
  }
  return text;
}

/** Whether a call's arguments are on lines of their own only because the line is too short. */
function isWrapped(text: string, bracket: Bracket): boolean {
  const { node, items } = bracket;
  if (!isCall(node) || !isOpened(text, bracket)) return false;
  const last = items.at(-1)!;
  const rest = ts.isObjectLiteralExpression(last) ? items.slice(0, -1) : items;
  return rest.every((each) => !each.getText().includes('\n')) && !/\/[/*]/.test(node.getText());
}

function closeFirst(text: string): string {
  const bracket = bracketsIn(text).find((each) => isWrapped(text, each));
  if (!bracket) return text;
  const { node, items } = bracket;
  const [head, ...others] = items.map((each) =>
    each
      .getText()
      .replaceAll(`\n${indentAt(text, each.getStart())}`, `\n${indentAt(text, items.pos)}`),
  );
  const call = [head, ...others].join(', ');
  return applyEdits(text, [{ start: items.pos, end: node.end - 1, text: call }]);
}

/** Repeats a step until it changes nothing. */
const settled = (step: (text: string) => string, text: string): string => {
  const next = step(text);
  return next === text ? text : settled(step, next);
};

/** Lays the arguments of calls out for a width, as the common formatters do: names came that are longer or shorter. */
export function layOut(text: string, style: CdkStyle): string {
  if (text.includes('`')) return text;
  const closed = settled(closeFirst, text);
  return settled((each) => openFirst(each, style), closed);
}
