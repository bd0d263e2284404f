import { type Node, parseTree } from 'jsonc-parser';
import {
  applyEdits,
  type Edit,
  indentAt,
  insertion,
  lineOf,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { jsonText } from '../../core/values/json.ts';
import { indentUnit } from '../code-style.ts';
import { endOf, keyOf } from '../json/nodes.ts';
import { CANNOT_EXTEND, NO_JSON } from '../refusals.ts';
import {
  isIntrinsic,
  isSame,
  isShared,
  type Model,
  type ModelMap,
  mapOf,
  modelOf,
  union,
} from './model.ts';
import { readSource } from './source.ts';

/** Whether a template is written in JSON: YAML's parser reads it, but its flow style takes no block entries. */
export const isJson = (text: string) => /^\s*\{/.test(text);

interface Host {
  readonly text: string;
  /** White space of one level. */
  readonly unit: string;
  /** The resource that new ones come behind; the last one if not given. */
  readonly behind: string | undefined;
}

class Refused extends Error {
  readonly line: number;
  constructor(reason: string, line: number) {
    super(reason);
    this.line = line;
  }
}

/** A value as lines whose first follows `"key": `, the others at the indent of its entry. */
const written = (value: Model, { unit }: Host, indent: string) =>
  jsonText(value, unit).replaceAll('\n', `\n${indent}`);

function insertInto(host: Host, object: Node, entries: readonly (readonly [string, Model])[]) {
  const isResources = object.parent?.type === 'property' && keyOf(object.parent) === 'Resources';
  const named = isResources && object.children!.find((each) => keyOf(each) === host.behind);
  const last = named || object.children!.at(-1);
  const own = indentAt(host.text, object.offset);
  const indent = last ? indentAt(host.text, last.offset) : own + host.unit;
  const lines = entries.map(
    ([key, value]) => `\n${indent}${jsonText(key)}: ${written(value, host, indent)}`,
  );
  const text = withEndOfLine(lines.join(','), host.text);
  if (last) return insertion(endOf(last), `,${text}`);
  return insertion(object.offset + 1, text + withEndOfLine(`\n${own}`, host.text));
}

/** The items that a list does not have, behind its last one. */
function appendItems(host: Host, list: Node, mine: readonly Model[], theirs: readonly Model[]) {
  const last = list.children!.at(-1);
  if (!last) throw new Refused('it has an empty list', lineOf(host.text, list.offset));
  const absent = theirs.filter((item) => !mine.some((each) => isSame(each, item)));
  const indent = indentAt(host.text, last.offset);
  const lines = absent.map((item) => `,\n${indent}${written(item, host, indent)}`);
  return absent.length === 0
    ? []
    : [insertion(endOf(last), withEndOfLine(lines.join(''), host.text))];
}

function mergeEntry(host: Host, property: Node, value: Model): TextEdit[] {
  const mine = property.children![1]!;
  const theirs = mapOf(value);
  const meaning = meaningOf(host.text, mine);
  if (mine.type === 'object' && Object.keys(theirs).length > 0 && !isIntrinsic(meaning))
    return merge(host, mine, theirs);
  if (isSame(meaning, value)) return [];
  if (isShared(keyOf(property), meaning, value))
    return appendItems(host, mine, [meaning].flat(), [value].flat());
  throw new Refused(`it has another ${keyOf(property)}`, lineOf(host.text, property.offset));
}

function merge(host: Host, object: Node, theirs: ModelMap): TextEdit[] {
  const mineOf = (key: string) => object.children!.findLast((each) => keyOf(each) === key);
  const entries = Object.entries(theirs);
  const absent = entries.filter(([key]) => !mineOf(key));
  const inner = entries.flatMap(([key, value]) => {
    const mine = mineOf(key);
    return mine ? mergeEntry(host, mine, value) : [];
  });
  return absent.length > 0 ? [...inner, insertInto(host, object, absent)] : inner;
}

/** What a part of the text means to CloudFormation. */
function meaningOf(text: string, node: Node): Model {
  const source = readSource(`{"value": ${text.slice(node.offset, endOf(node))}}`);
  if ('reason' in source) throw new Refused(source.reason, lineOf(text, node.offset));
  return modelOf(source.root.get('value', true));
}

function modelOfText(text: string): Model | undefined {
  const source = readSource(text);
  return 'reason' in source ? undefined : modelOf(source.root);
}

function isValid(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

const refused = (reason: string, paste: string, line?: number): Edit => ({
  status: 'refused',
  reason,
  at: { line },
  paste,
});

/** Merges a SAM fragment, itself YAML, into a template in JSON: every entry it does not have, in long form. */
export function editSamJson(text: string, fragment: string, behind?: string): Edit {
  const theirs = mapOf(modelOfText(fragment));
  const paste = jsonText(theirs, 2);
  const before = modelOfText(text);
  if (!isValid(text) || before === undefined) return refused(NO_JSON, paste);
  const root = parseTree(text)!;
  try {
    const edits = merge({ text, unit: indentUnit(text), behind }, root, theirs);
    if (edits.length === 0) return { status: 'present' };
    const after = modelOfText(applyEdits(text, edits));
    if (after !== undefined && isSame(after, union(before, theirs)))
      return { status: 'edited', edits };
    return refused(CANNOT_EXTEND, paste);
  } catch (error) {
    if (error instanceof Refused) return refused(error.message, paste, error.line);
    throw error;
  }
}
