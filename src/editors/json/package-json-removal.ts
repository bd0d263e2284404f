import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { damaged } from '../../core/manifest.ts';
import type { PackageAdditions } from '../../core/ports.ts';
import { applyEdits, type TextEdit } from '../../core/tree/text-edit.ts';
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

const sectionsOf = ({ section }: Entry) => (section ? [section] : SECTIONS);

/** The properties that have an entry's key. */
const namesakes = (root: Node, entry: Entry) =>
  sectionsOf(entry).flatMap((name) => findNodeAtLocation(root, [name, entry.key]) ?? []);

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

/** An entry that stays: somebody changed it, a script runs it, or it is needed. */
export interface KeptPackage extends Entry {
  readonly why: 'changed' | 'run' | 'needed';
}

export interface PackageRemoval {
  readonly text: string;
  readonly kept: readonly KeptPackage[];
}

/** Whether a script that is left runs a program of that name. */
function isRun(root: Node, key: string): boolean {
  const scripts = findNodeAtLocation(root, ['scripts'])?.children ?? [];
  return scripts.some(({ children }) =>
    String(children![1]!.value)
      .split(/[\s;&|]+/)
      .includes(key),
  );
}

const isScript = (root: Node, { section, key }: Entry) =>
  section === 'scripts' || findNodeAtLocation(root, ['scripts', key]) !== undefined;

/** Takes out what was inserted into a package.json: all that stands as it came, and that nothing else needs. */
export function removeFromPackage(
  text: string,
  inserted: readonly string[],
  isNeeded: (key: string) => boolean,
): PackageRemoval {
  const kept: KeptPackage[] = [];
  let rest = text;
  const all = inserted.flatMap(entriesOf);
  const scripts = all.filter((each) => isScript(parseTree(text)!, each));
  // What they alone have run goes with them
  const entries = [...scripts, ...all.filter((each) => !scripts.includes(each))];
  for (const entry of entries) {
    const root = parseTree(rest)!;
    const found = namesakes(root, entry);
    const own = found.find(({ value }) => value === entry.value)?.parent;
    if (found.length === 0) continue;
    if (!own) kept.push({ ...entry, why: 'changed' });
    else if (isNeeded(entry.key)) kept.push({ ...entry, why: 'needed' });
    else if (isRun(root, entry.key)) kept.push({ ...entry, why: 'run' });
    else rest = without(rest, own);
  }
  for (const { section } of entries) rest = withoutEmpty(rest, section);
  return { text: rest, kept };
}

type Sections = Readonly<Partial<PackageAdditions>>;

/** The entries that one package.json has and another lacks. */
export function additionsBeyond(text: string, other: string): PackageAdditions {
  const [own, theirs] = [text, other].map((each) => JSON.parse(each) as Sections);
  const beyond = (name: Section) =>
    Object.entries(own![name] ?? {}).filter(([key]) => theirs![name]?.[key] === undefined);
  const all = SECTIONS.map((name) => [name, Object.fromEntries(beyond(name))]);
  return Object.fromEntries(all) as PackageAdditions;
}

/** Each of them as a text that was inserted. */
export const asInserted = (additions: PackageAdditions): readonly string[] =>
  SECTIONS.flatMap((name) =>
    Object.entries(additions[name]).map(([key, value]) =>
      JSON.stringify({ [name]: { [key]: value } }).slice(1, -1),
    ),
  );
