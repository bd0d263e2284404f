import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Json, mutated, mutations, others, type Path } from './json.ts';

/** A file of a project with one leaf changed or dropped. */
export interface TextMutation {
  /** `Resources.Topic.Type: AWS::SNS::Topic → AWS::SNS::Topicx` */
  readonly what: string;
  readonly text: () => string;
}

export const described = (path: Path, value: Json, to: Json | undefined) =>
  `${path.join('.')}: ${shortened(value)} → ${to === undefined ? '–' : shortened(to)}`;

function shortened(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function ofJson(text: string): readonly TextMutation[] {
  const source: Json = JSON.parse(text);
  return mutations(source).map((mutation) => ({
    what: described(mutation.path, mutation.value, mutation.to),
    text: () => JSON.stringify(mutated(source, mutation)),
  }));
}

/** `key = "value"` in each section; no other TOML is in a samconfig. */
export function ofToml(text: string): readonly TextMutation[] {
  const lines = text.split('\n');
  let section = '';
  return lines.flatMap((line, index) => {
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section;
    const [, key, written] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (key === undefined || written === undefined) return [];
    const value: Json = JSON.parse(written);
    const replaced = (by: string[]) => lines.toSpliced(index, 1, ...by).join('\n');
    const path = [section, key];
    return [
      { what: described(path, value, undefined), text: () => replaced([]) },
      ...others(value).map((to) => ({
        what: described(path, value, to),
        text: () => replaced([`${key} = ${JSON.stringify(to)}`]),
      })),
    ];
  });
}

interface Leaf {
  readonly path: Path;
  readonly node: Node;
  /** Whether the file means something without it. */
  readonly canGo: boolean;
}

const isTagged = ({ tag }: YAMLMap | YAMLSeq) => tag?.startsWith('!') ?? false;

/** Scalars, and collections that are empty or the argument of a tag. */
function leavesOf(node: unknown, path: Path = [], canGo = true): readonly Leaf[] {
  if (isScalar(node)) return [{ path, node, canGo }];
  if (!isMap(node) && !isSeq(node)) return [];
  const children: readonly Leaf[] = isMap(node)
    ? node.items.flatMap(({ key, value }) => leavesOf(value, [...path, String(key)]))
    : node.items.flatMap((item, index) => leavesOf(item, [...path, index], !isTagged(node)));
  return isTagged(node) || children.length === 0 ? [{ path, node, canGo }, ...children] : children;
}

/** `!Ref Topic` becomes `!Ref Topicx`: the reference leads nowhere. */
export function ofYaml(text: string): readonly TextMutation[] {
  const source: Document = parseDocument(text, { logLevel: 'silent' });
  return leavesOf(source.contents).flatMap(({ path, node, canGo }) => {
    const value = (isScalar(node) ? node.value : node.toJSON()) as Json;
    const changed = (change: (copy: Document) => void) => () => {
      const copy = source.clone();
      change(copy);
      return String(copy);
    };
    const dropped = {
      what: described(path, value, undefined),
      text: changed((copy) => copy.deleteIn(path)),
    };
    const rest = isScalar(node) ? others(value) : [];
    return [
      ...(canGo ? [dropped] : []),
      ...rest.map((to) => ({
        what: described(path, value, to),
        text: changed((copy) => copy.setIn(path, scalarLike(copy.getIn(path, true), to))),
      })),
    ];
  });
}

/** A scalar with the tag and the style of another. */
const scalarLike = (scalar: unknown, value: Json) => Object.assign(scalar as object, { value });
