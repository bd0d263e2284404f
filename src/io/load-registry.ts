import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Part, Pattern } from '../core/pattern.ts';
import type { Registry } from '../core/ports.ts';
import type { Trigger } from '../core/trigger.ts';
import { isCompiled, packageRoot } from './package-root.ts';

const sources = join(packageRoot, 'templates');

/** What the build made of all templates: see `.build/registry.mjs`. */
const compiled = <T>(id: string): T =>
  createRequire(import.meta.url)(join(packageRoot, 'dist/templates', `${id}.cjs`)) as T;

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
  if (isCompiled) return byId(compiled<{ triggers: Trigger[] }>('triggers').triggers);
  return byId(await loadAll<Trigger>('triggers', 'trigger'));
}

interface Templates {
  readonly base: readonly Part[];
  readonly patterns: readonly Pattern[];
  /** A folder may have several that differ in a name alone. */
  readonly parts: readonly (Part | readonly Part[])[];
}

const fromSources = async (): Promise<Templates> => {
  const [base, patterns, parts] = await Promise.all([
    load<Part>('base', 'base'),
    loadAll<Pattern>('patterns', 'pattern'),
    loadAll<Part | readonly Part[]>('parts', 'part'),
  ]);
  return { base: [base], patterns, parts };
};

/** Every pattern and part under `templates/`: a folder there is all the registration there is. */
export async function loadRegistry(): Promise<Registry> {
  const { base, patterns, parts } = isCompiled
    ? compiled<Templates>('patterns')
    : await fromSources();
  return { base: base[0]!, patterns: byId(patterns), parts: byId(parts.flat()) };
}
