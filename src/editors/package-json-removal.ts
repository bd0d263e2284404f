import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { applyEdits, type TextEdit } from '../core/text-edit.ts';
import { SECTIONS, type Section } from './package-json.ts';

/** An entry that was inserted, whatever commas stood around it. */
interface Entry {
  readonly section: Section | undefined;
  readonly key: string;
  readonly value: string;
  /** The inserted text that it came with. */
  readonly part: string;
}

const endOf = (node: Node) => node.offset + node.length;

function entriesOf(part: string): readonly Entry[] {
  const bare = part.trim().replace(/^,|,$/g, '');
  const read = JSON.parse(`{${bare}}`) as Record<string, string | Record<string, string>>;
  return Object.entries(read).flatMap(([key, value]): readonly Entry[] => {
    if (typeof value === 'string') return [{ section: undefined, key, value, part }];
    const section = key as Section;
    return Object.entries(value).map(([name, own]) => ({ section, key: name, value: own, part }));
  });
}

/** The property that holds an entry as it was inserted. */
function findIn(root: Node, { section, key, value }: Entry): Node | undefined {
  const sections = section ? [section] : SECTIONS;
  return sections
    .map((name) => findNodeAtLocation(root, [name, key]))
    .find((node) => node?.value === value)?.parent;
}

const emptied = (text: string, object: Node) =>
  applyEdits(text, [{ start: object.offset, end: endOf(object), text: '{}' }]);

/** Takes a property out, with the comma that it needs no more. */
function without(text: string, property: Node): string {
  const all = property.parent!.children!;
  if (all.length === 1) return emptied(text, property.parent!);
  const i = all.indexOf(property);
  const next = all[i + 1];
  const before = all[i - 1];
  const edit: TextEdit = next
    ? { start: property.offset, end: next.offset, text: '' }
    : { start: endOf(before!), end: endOf(property), text: '' };
  return applyEdits(text, [edit]);
}

/** A section that came with entries goes with the last of them. */
function withoutEmpty(text: string, section: Section | undefined): string {
  const root = parseTree(text)!;
  const node = section && findNodeAtLocation(root, [section]);
  return node?.children?.length === 0 ? without(text, node.parent!) : text;
}

export interface PackageRemoval {
  readonly text: string;
  /** Inserted texts of which something stays. */
  readonly kept: readonly string[];
}

/** Takes out what was inserted into a package.json: all that stands as it came, and that nothing else needs. */
export function removeFromPackage(
  text: string,
  inserted: readonly string[],
  needed: ReadonlySet<string>,
): PackageRemoval {
  const kept = new Set<string>();
  let rest = text;
  const entries = inserted.flatMap(entriesOf);
  for (const entry of entries) {
    const property = findIn(parseTree(rest)!, entry);
    if (!property || needed.has(entry.key)) kept.add(entry.part);
    else rest = without(rest, property);
  }
  for (const { section } of entries) rest = withoutEmpty(rest, section);
  return { text: rest, kept: [...kept] };
}
