import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Part, Pattern } from '../core/pattern.ts';
import type { Registry } from '../core/ports.ts';
import type { Trigger } from '../core/trigger.ts';
import { packageRoot } from './package-root.ts';

// The package has another module in place of this one, with all of them bundled: see .build/registry.mjs
const sources = join(packageRoot, 'templates');

async function load<T>(...path: string[]): Promise<T> {
  const { href } = pathToFileURL(`${join(sources, ...path)}.ts`);
  return (await import(href)).default as T;
}

/** A folder is a pattern, a part or a trigger when its module is in it. */
function loadAll<T>(kind: string, file: string): Promise<T[]> {
  const ids = readdirSync(join(sources, kind));
  const own = ids.filter((id) => existsSync(join(sources, kind, id, `${file}.ts`)));
  return Promise.all(own.map((id) => load<T>(kind, id, file)));
}

const byId = <T extends { id: string }>(all: readonly T[]) =>
  new Map(all.map((each) => [each.id, each]));

/** Every trigger; creating a project needs none. */
export async function loadTriggers(): Promise<ReadonlyMap<string, Trigger>> {
  return byId(await loadAll<Trigger>('triggers', 'trigger'));
}

/** Every pattern and part under `templates/`: a folder there is all the registration there is. */
export async function loadRegistry(): Promise<Registry> {
  const [base, patterns, parts] = await Promise.all([
    load<Part>('base', 'base'),
    loadAll<Pattern>('patterns', 'pattern'),
    // A folder may have several parts that differ in a name alone
    loadAll<Part | readonly Part[]>('parts', 'part'),
  ]);
  return { base, patterns: byId(patterns), parts: byId(parts.flat()) };
}
