import ignore from 'ignore';
import { folderOf, joined, type ProjectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree/tree.ts';
import { parsePackage } from '../host/package-file.ts';
import { codeUri } from '../infrastructure/sam/handler.ts';
import type { SamFunction } from '../infrastructure/sam/survey.ts';
import { packStep } from './next-steps.ts';

const TEST = /\.(test|spec)\.\w+$|(^|\/)(tests?|__tests__)\//;
const CODE = /\.[cm]?[jt]sx?$/;

/** What `files` of a package.json lists; undefined where it has none, and everything is packed. */
function listedIn(text: string): readonly string[] | undefined {
  const { files } = parsePackage(text) ?? {};
  return Array.isArray(files) ? files.map(String) : undefined;
}

/**
 * What is left to do where `sam build` packs a function's folder with npm, which takes what `files` of its package.json
 * lists, and that lacks a new module. A build of another kind packs what the handler imports.
 */
export function packingSteps(
  disk: Disk,
  template: ProjectPath,
  fn: SamFunction,
  created: readonly ProjectPath[],
): readonly string[] {
  if (!/^(undefined|nodejs.*)$/.test(String(fn.metadata.BuildMethod))) return [];
  const path = joined(folderOf(template) + codeUri(fn), 'package.json');
  const listed = listedIn((path && disk.read(path)) ?? '');
  if (!path || !listed) return [];
  const folder = folderOf(path);
  const packed = ignore().add([...listed]);
  const lacking = created
    .filter((file) => file.startsWith(folder) && CODE.test(file))
    .map((file) => file.slice(folder.length))
    .filter((file) => !TEST.test(file) && !packed.ignores(file));
  return lacking.map((file) => packStep(file, path));
}
