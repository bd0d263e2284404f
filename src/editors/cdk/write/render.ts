import { ts } from 'ts-morph';
import { applyEdits, lineEnd, lineStart, type TextEdit } from '../../../core/tree/text-edit.ts';
import { replacing } from '../syntax/source.ts';
import type { Snippet } from './snippet.ts';
import { type CdkStyle, isOpen } from './style.ts';

/** What a snippet's names are in the file that it comes into. */
export interface Renaming {
  /** By the snippet's own identifiers: its parameters and variables. */
  readonly names: ReadonlyMap<string, string>;
  /** By construct ids. */
  readonly ids: ReadonlyMap<string, string>;
  /** How an export is written, by `key`. */
  readonly exports: ReadonlyMap<string, string>;
}

export const key = ({ module, name }: { module: string; name: string }) => `${module}#${name}`;

const drop = (end: number): TextEdit => ({ start: end - 1, end, text: '' });

function renamed({ nodes, uses }: Snippet, { names, exports }: Renaming): TextEdit[] {
  const imported = uses.map(({ node, of }) => replacing(node, exports.get(key(of))!));
  const own = nodes.filter(ts.isIdentifier).flatMap((node) => {
    const name = names.get(node.text);
    const { parent } = node;
    if (!name || name === node.text) return [];
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return [];
    if (ts.isPropertyAssignment(parent) && parent.name === node) return [];
    const isShort =
      ts.isShorthandPropertyAssignment(parent) ||
      (ts.isBindingElement(parent) && !parent.propertyName);
    return [replacing(node, isShort ? `${node.text}: ${name}` : name)];
  });
  return [...imported, ...own];
}

function quoted({ nodes, constructs }: Snippet, { ids }: Renaming, { quote }: CdkStyle) {
  const idNodes = new Set(constructs.map(({ node }) => node.arguments?.[1]));
  return nodes.filter(ts.isStringLiteral).map((node) => {
    const text = (idNodes.has(node) && ids.get(node.text)) || node.text;
    const isPlain = !/['"\\]/.test(node.getText().slice(1, -1));
    return replacing(node, isPlain ? quote + text + quote : node.getText());
  });
}

function punctuated({ nodes, source: { text } }: Snippet, style: CdkStyle): TextEdit[] {
  return nodes.flatMap((node) => {
    if (ts.isStatement(node) && !style.semicolons && text[node.end - 1] === ';')
      return [drop(node.end)];
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
    const list = isCall
      ? node.arguments
      : ts.isObjectLiteralExpression(node)
        ? node.properties
        : ts.isArrayLiteralExpression(node)
          ? node.elements
          : undefined;
    const isKept = isCall ? style.hasArgumentCommas : style.hasListCommas;
    return list?.hasTrailingComma && !isKept && isOpen(text, node, list) ? [drop(list.end)] : [];
  });
}

/** New indents of the lines from `start` to `end`, but of those that begin inside of a template literal. */
function indented(
  { nodes, source: { text } }: Snippet,
  start: number,
  end: number,
  indent: string,
  unit: string,
) {
  const literals = nodes.filter(
    (node) => ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node),
  );
  const edits: TextEdit[] = [];
  for (let at = start; at < end; at = text.indexOf('\n', at) + 1) {
    const [spaces] = /^ */.exec(text.slice(at))!;
    const isInside = literals.some((node) => node.getStart() < at && at < node.end);
    const depth = spaces.length / 2 - 1;
    const isBlank = /^\r?\n/.test(text.slice(at + spaces.length));
    if (!isInside && !isBlank)
      edits.push({
        start: at,
        end: at + spaces.length,
        text: indent + unit.repeat(Math.max(depth, 0)),
      });
    if (text.indexOf('\n', at) < 0) break;
  }
  return edits;
}

/** The snippet's statements, with their comments, as lines of the file that they come into. */
export function renderStatements(
  snippet: Snippet,
  renaming: Renaming,
  style: CdkStyle,
  indent: string,
): string {
  const { text } = snippet.source;
  const { statements } = snippet.block;
  const start = lineStart(text, text.indexOf('\n', snippet.block.getStart()) + 1);
  const end = lineEnd(text, statements.at(-1)!.end);
  const edits = [
    ...renamed(snippet, renaming),
    ...quoted(snippet, renaming, style),
    ...punctuated(snippet, style),
    ...indented(snippet, start, end, indent, style.unit),
  ].filter((edit) => edit.start >= start && edit.end <= end);
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyEdits(text.slice(start, end), moved);
}
