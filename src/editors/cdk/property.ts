import { ts } from 'ts-morph';
import {
  applyEdits,
  type Edit,
  indentAt,
  insertion,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { CANNOT_EXTEND } from '../refusals.ts';
import { constructsIn, type Made, madeAt } from './syntax/constructs.ts';
import { readImports } from './syntax/imports.ts';
import { namesUsed } from './syntax/names.ts';
import { behind } from './syntax/place.ts';
import { type CdkSource, readSource, replacing } from './syntax/source.ts';
import { importLines, mergeEdits } from './write/import-edits.ts';
import { LINE_WIDTH } from './write/refusal.ts';
import { key } from './write/render.ts';
import { readSnippet, type Snippet } from './write/snippet.ts';
import { spell } from './write/spelling.ts';
import { type CdkStyle, isOpen, styleOf } from './write/style.ts';

/** A property that a construct has to be made with. */
export interface PropertyOp {
  readonly id: string;
  readonly owner: string;
  /** The `new` that makes it, by its ordinal in the file; else it is found by its id. */
  readonly ordinal?: number;
  /** By the construct's module and class; else the one of `*`. */
  readonly names: Readonly<Record<string, string>>;
  /** A module whose function `add` returns the value. */
  readonly snippet: string;
  /** Set where another value of the property is replaced; else it stays. */
  readonly isReplaced?: true;
}

function placed(
  { text }: CdkSource,
  props: ts.ObjectLiteralExpression,
  property: string,
  style: CdkStyle,
): TextEdit {
  const { properties } = props;
  const last = properties.at(-1);
  if (!last) return insertion(props.getStart() + 1, ` ${property} `);
  const comma = properties.hasTrailingComma ? '' : ',';
  const end = properties.hasTrailingComma ? properties.end : last.end;
  if (!isOpen(text, props, properties)) return insertion(end, `${comma} ${property}`);
  const after = style.hasListCommas ? ',' : '';
  return insertion(end, `${comma}\n${indentAt(text, last.getStart())}${property}${after}`);
}

/** A construct that is made without properties gets an object of them. */
function withProps(source: CdkSource, node: ts.NewExpression, property: string, style: CdkStyle) {
  const props = node.arguments?.[2];
  if (props && ts.isObjectLiteralExpression(props)) return placed(source, props, property, style);
  return insertion(node.arguments!.at(-1)!.end, `, { ${property} }`);
}

const valueIn = ({ block }: Snippet) => block.statements[0]!.getText().replace(/^return |;$/g, '');

/** The value as the file writes it, and the edits that import what it needs. */
function spelled(source: CdkSource, snippetText: string, style: CdkStyle, block: ts.Node) {
  const snippet = readSnippet(snippetText);
  const imports = readImports(source.file);
  const taken = namesUsed(source.nodes);
  const { exports, added, form } = spell({ source, imports, block, taken }, snippet);
  const { node, of } = snippet.uses[0]!;
  const value = exports.get(key(of))! + valueIn(snippet).slice(node.getText().length);
  const lines = importLines(
    added.filter(({ into }) => !into),
    form,
    style,
  );
  const at = behind(source.text, imports.at(-1)!.statement).at;
  const declared = lines.length > 0 ? [insertion(at, `\n${lines.join('\n')}`)] : [];
  return { value, edits: [...mergeEdits(source.text, added, style), ...declared] };
}

const nameFor = ({ names }: PropertyOp, { of }: Made) => (of && names[key(of)]) ?? names['*']!;

function edit(text: string, op: PropertyOp): Edit {
  const source = readSource(text);
  const refuse = (reason: string, line?: number, name = op.names['*']): Edit => ({
    status: 'refused',
    reason,
    ...(line && { at: { line } }),
    paste: `${name}: ${valueIn(readSnippet(op.snippet))}`,
  });
  if ('reason' in source) return refuse(source.reason, source.line);
  const all = constructsIn(source, readImports(source.file));
  const node = op.ordinal === undefined ? undefined : madeAt(source, op.ordinal)?.node;
  const made = all.find((each) =>
    node ? each.node === node : each.id === op.id && each.owner === op.owner,
  );
  if (!made) return refuse(`it has no "${op.id}"`);
  const name = nameFor(op, made);
  const props = made.node.arguments?.[2];
  if (props && !ts.isObjectLiteralExpression(props))
    return refuse(`"${op.id}" has no properties of its own to add ${name} to`, made.line, name);
  const existing = props?.properties.find((each) => each.name?.getText() === name);
  if (existing && !op.isReplaced) return { status: 'present' };
  const style = styleOf(source, LINE_WIDTH);
  const { value, edits } = spelled(source, op.snippet, style, made.node);
  const change = existing
    ? replacing(existing, `${name}: ${value}`)
    : withProps(source, made.node, `${name}: ${value}`, style);
  const inHost = [...edits, change].map((each) => ({
    ...each,
    text: withEndOfLine(each.text, text),
  }));
  return 'reason' in readSource(applyEdits(text, inHost))
    ? refuse(CANNOT_EXTEND, made.line)
    : { status: 'edited', edits: inHost };
}

/** Gives a construct a property that it is made with, unless it has it. */
export const editCdkProperty = (marked: string, op: PropertyOp): Edit =>
  behindMark(marked, (text) => edit(text, op));
