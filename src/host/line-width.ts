import { parse } from 'jsonc-parser';
import { folderOf, type ProjectPath, projectPath, upward } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Base, Disk } from '../core/tree/tree.ts';
import { isMap } from '../core/values/json.ts';

/** Files that say how long a line may be, or that a formatter is used which has a standard for it. */
const CONFIGS = [
  '.prettierrc',
  '.prettierrc.json',
  '.prettierrc.js',
  '.prettierrc.cjs',
  '.prettierrc.mjs',
  '.prettierrc.yaml',
  '.prettierrc.yml',
  'prettier.config.js',
  'prettier.config.cjs',
  'prettier.config.mjs',
  'biome.json',
  'biome.jsonc',
  '.editorconfig',
];

const WIDTH = /(?:printWidth|lineWidth|max_line_length)['"]?\s*[:=]\s*(\d+)/;

/** The line width of Prettier and of Biome when nothing is said. */
const STANDARD = 80;

const WIDTHS = [STANDARD, 100, 120];

/** What most lines of a text keep to, comments aside. */
function usual(text: string): number {
  const code = text.split('\n').filter((line) => !/^\s*(\/\/|\/?\*|import\b)/.test(line));
  const fits = (width: number) => code.every((line) => line.trimEnd().length <= width);
  return WIDTHS.find(fits) ?? 100;
}

const manifestIn = (base: Base, folder: string) =>
  quietly(base, projectPath(`${folder}package.json`)) ?? '';

/** Prettier's own part of a package.json; not its version among the packages. */
function prettierIn(manifest: string): unknown {
  const json: unknown = parse(manifest);
  return isMap(json) ? json.prettier : undefined;
}

/** What a folder says of the length of lines, by a file or in its package.json. */
function widthIn(base: Base, folder: string): number | undefined {
  const texts = CONFIGS.map((file) => [file, quietly(base, projectPath(folder + file))] as const);
  const said = texts.map(([, each]) => WIDTH.exec(each ?? '')?.[1]).find(Boolean);
  if (said) return Number(said);
  if (texts.some(([file, each]) => each !== undefined && file !== '.editorconfig')) return STANDARD;
  const own = prettierIn(manifestIn(base, folder));
  if (own === undefined) return undefined;
  return Number(WIDTH.exec(JSON.stringify(own))?.[1] ?? STANDARD);
}

/**
 * How long a line of a file may be: what its formatter is set to, in or around the project, or else its standard, or
 * what the file keeps to.
 */
export function lineWidthOf(disk: Disk, path: ProjectPath, text: string): number {
  const own = upward(folderOf(path)).map((folder) => [disk, folder] as const);
  const all = [...own, ...(disk.around ?? []).map((base) => [base, ''] as const)];
  for (const [base, folder] of all) {
    const width = widthIn(base, folder);
    if (width !== undefined) return width;
  }
  const isFormatted = all.some(([base, folder]) => /"prettier":/.test(manifestIn(base, folder)));
  return isFormatted ? STANDARD : usual(text);
}
