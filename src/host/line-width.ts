import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';

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

/** How long a line of a file may be: what its formatter is set to, or else what it keeps to. */
export function lineWidthOf(disk: Disk, path: ProjectPath, text: string): number {
  for (let folder = folderOf(path); ; folder = folderOf(folder.slice(0, -1))) {
    const texts = CONFIGS.map((file) => [file, quietly(disk, projectPath(folder + file))] as const);
    const said = texts.map(([, each]) => WIDTH.exec(each ?? '')?.[1]).find(Boolean);
    if (said) return Number(said);
    if (texts.some(([file, each]) => each !== undefined && file !== '.editorconfig'))
      return STANDARD;
    const manifest = quietly(disk, projectPath(`${folder}package.json`)) ?? '';
    if (/"prettier": *[{"]/.test(manifest)) return Number(WIDTH.exec(manifest)?.[1] ?? STANDARD);
    if (folder === '') return usual(text);
  }
}
