import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kindOfPattern } from '../../src/core/additions.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { filesOf, patterns } from './project.ts';

/** A change to a file of an emitted project, as the lists of `bench:mutate:code` hold it. */
interface CodeMutant {
  readonly name: string;
  /** Only of this form. */
  readonly iac?: Iac;
  /** Of the first mutant of a list: the options of the project, `<instance>.<option>=<value>`. */
  readonly set?: readonly string[];
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  '.ts': (text) => transformSync(text, { loader: 'ts' }),
  '.json': JSON.parse,
  '.yaml': (text) => parse(text, { logLevel: 'silent' }),
};

const mutantsOf = (pattern: string): readonly CodeMutant[] =>
  JSON.parse(readFileSync(join(packageRoot, `bench/mutants/${pattern}.json`), 'utf8'));

const optionsOf = (mutants: readonly CodeMutant[]) =>
  Object.fromEntries(
    (mutants.find(({ set }) => set)?.set ?? []).map((one) => one.replace(/^.*?\./, '').split('=')),
  );

/** Why a mutant cannot be made; undefined if it can. */
function faultOf({ name, file, find, replace }: CodeMutant, files: ReadonlyMap<string, string>) {
  const text = files.get(file);
  if (text === undefined) return `${name}: no file ${file}`;
  const places = text.split(find).length - 1;
  if (places !== 1) return `${name}: ${file} has ${places} places that read: ${find}`;
  try {
    PARSERS[extname(file)]?.(text.replace(find, () => replace));
  } catch {
    return `${name}: ${file} does not parse`;
  }
  return undefined;
}

describe.each(patterns.filter(({ id }) => kindOfPattern(id) === 'pattern'))('$id', (pattern) => {
  it.each(IACS)('as %s has the code that its mutants change', (form) => {
    const mutants = mutantsOf(pattern.id);
    const files = filesOf({ ...sampleProject(form), app: 'app' }, pattern, optionsOf(mutants));
    const own = mutants.filter(({ iac }) => !iac || iac === form);
    expect(own.map((mutant) => faultOf(mutant, files)).filter(Boolean)).toEqual([]);
  });
});
