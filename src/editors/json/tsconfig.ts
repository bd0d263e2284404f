import type { SettingsList } from './list.ts';
import { jsonIn } from './nodes.ts';

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
  const json = jsonIn(marked);
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
const leftOut = ({ exclude, outDir = [], declarationDir = [] }: TsPaths) =>
  exclude ?? ['node_modules', ...outDir, ...declarationDir];

/** What a tsconfig.json leaves out of what it compiles; what is imported from there is compiled all the same. */
export const excludedBy = (paths: TsPaths): SettingsList => ({
  within: [],
  key: 'exclude',
  unsaid: leftOut(paths),
});

/** Whether a tsconfig.json names what it compiles, and so leaves a new folder out by itself. */
export const namesItsFiles = ({ files, include }: TsPaths) =>
  Boolean(files ?? include) && !include?.some((each) => /^(\.\/)?(\*|\.$)/.test(each));
