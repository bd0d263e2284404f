import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { damaged } from '../core/manifest.ts';
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

type Read = Readonly<Record<string, string | Readonly<Record<string, string>> | null>>;

function read(part: string): Read {
  try {
    return JSON.parse(`{${part.trim().replace(/^,|,$/g, '')}}`);
  } catch {
    return {};
  }
}

/** The manifest says what was inserted, and may have been written by anybody: throws `refused` for what never was. */
function entriesOf(part: string): readonly Entry[] {
  const entries = Object.entries(read(part)).flatMap(([key, value]): readonly Entry[] => {
    if (typeof value === 'string') return [{ section: undefined, key, value, part }];
    const section = key as Section;
    const own = Object.entries(value ?? {});
    return own.map(([name, each]) => ({ section, key: name, value: each, part }));
  });
  if (entries.length > 0 && entries.every(({ value }) => typeof value === 'string')) return entries;
  throw damaged(`${JSON.stringify(part)} is nothing that came into package.json`);
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
