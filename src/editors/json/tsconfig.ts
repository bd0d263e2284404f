import { findNodeAtLocation, type Node, parse, parseTree } from 'jsonc-parser';
import { type Edit, indentAt, insertion, withEndOfLine } from '../../core/tree/text-edit.ts';
import { behindMark, withoutMark } from '../byte-order-mark.ts';
import { append, endOf } from './list.ts';

const valuesOf = (node: Node | undefined): readonly unknown[] =>
  node?.type === 'array' ? node.children!.map(({ value }) => value) : [];

/** What a tsconfig.json says of the files it compiles, as it says it; a single path is a list as well. */
export type TsPaths = Readonly<
  Partial<Record<'files' | 'include' | 'exclude' | 'outDir' | 'declarationDir', readonly string[]>>
>;

export interface TsConfig {
  /** What it extends; the later says what counts. */
  readonly bases: readonly string[];
  readonly paths: TsPaths;
}

const strings = (value: unknown) => [value].flat().filter((each) => typeof each === 'string');

/** Reads a tsconfig.json; undefined when it has no settings. */
export function readTsConfig(marked: string): TsConfig | undefined {
  const json: unknown = parse(withoutMark(marked), [], { allowTrailingComma: true });
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { extends: bases, files, include, exclude, compilerOptions } = json as Json;
  const { outDir, declarationDir } = (compilerOptions ?? {}) as Json;
  const said = Object.entries({ files, include, exclude, outDir, declarationDir });
  const paths = said.filter(([, value]) => (value ?? undefined) !== undefined);
  return {
    bases: strings(bases),
    paths: Object.fromEntries(paths.map(([key, value]) => [key, strings(value)])),
  };
}

type Json = Readonly<Record<string, unknown>>;

/** What is left out of what is compiled, while the file itself does not say it. */
export const leftOut = ({ exclude, outDir = [], declarationDir = [] }: TsPaths) =>
  exclude ?? ['node_modules', ...outDir, ...declarationDir];

function editOf(text: string, folder: string, left: readonly string[]): Edit {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const entry = JSON.stringify(folder);
  const paste = `"exclude": [${[...left, folder].map((each) => JSON.stringify(each)).join(', ')}]`;
  if (root?.type !== 'object' || root.children!.length === 0)
    return { status: 'refused', reason: 'it is not a JSON object with settings', paste };
  const exclude = findNodeAtLocation(root, ['exclude']);
  if ([...valuesOf(exclude), ...left].includes(folder)) return { status: 'present' };
  if (exclude?.type === 'array') return { status: 'edited', edits: [append(text, exclude, entry)] };
  const last = root.children!.at(-1)!;
  const added = `,\n${indentAt(text, root.children![0]!.offset)}${paste}`;
  return { status: 'edited', edits: [insertion(endOf(last), withEndOfLine(added, text))] };
}

/**
 * Leaves a folder out of what a tsconfig.json compiles; what is imported from it still is. `left` is what a list has
 * to say that is new there: without one, it is left out unsaid.
 */
export const excludeFolder = (marked: string, folder: string, left: readonly string[]): Edit =>
  behindMark(marked, (text) => editOf(text, folder, left));

/** Whether a tsconfig.json names what it compiles, and so leaves a new folder out by itself. */
export const namesItsFiles = ({ files, include }: TsPaths) =>
  Boolean(files ?? include) && !include?.some((each) => /^(\.\/)?(\*|\.$)/.test(each));
