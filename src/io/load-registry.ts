import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Part, Pattern } from '../core/pattern.ts';
import type { Registry } from '../core/ports.ts';
import type { Trigger } from '../core/trigger.ts';
import { isCompiled, packageRoot } from './package-root.ts';

const sources = join(packageRoot, 'templates');
const modules = isCompiled ? join(packageRoot, 'dist', 'templates') : sources;

async function load<T>(...path: string[]): Promise<T> {
  const file = `${join(modules, ...path)}.${isCompiled ? 'js' : 'ts'}`;
  return (await import(pathToFileURL(file).href)).default as T;
}

/** A folder is a pattern, a part or a trigger when its module is in it. */
const foldersWith = (kind: string, file: string) =>
  readdirSync(join(sources, kind)).filter((id) =>
    existsSync(join(sources, kind, id, `${file}.ts`)),
  );

async function loadAll<T extends { id: string }>(kind: string, file: string) {
  const loaded = foldersWith(kind, file).map((id) => load<T>(kind, id, file));
  return new Map((await Promise.all(loaded)).map((each) => [each.id, each]));
}

/** Every trigger; creating a project needs none. */
export const loadTriggers = () => loadAll<Trigger>('triggers', 'trigger');

/** Every pattern and part under `templates/`: a folder there is all the registration there is. */
export async function loadRegistry(): Promise<Registry> {
  const [base, patterns, parts] = await Promise.all([
    load<Part>('base', 'base'),
    loadAll<Pattern>('patterns', 'pattern'),
    loadAll<Part>('parts', 'part'),
  ]);
  return { base, patterns, parts };
}
