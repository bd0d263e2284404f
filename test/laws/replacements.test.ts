import { expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import type { Substitutions } from '../../src/core/fold/render.ts';
import { defaultContext } from '../../src/core/fold/resolve.ts';
import type { Contribution } from '../../src/core/pattern.ts';
import {
  ALIAS,
  IACS,
  PACKAGE_MANAGERS,
  PACKAGE_TYPES,
  type Project,
  sampleProject,
} from '../../src/core/project.ts';
import { variants } from './laws.ts';

const { registry, templates } = await createPorts();

const projects: readonly Project[] = IACS.flatMap((iac) =>
  PACKAGE_TYPES.flatMap((packageType) =>
    PACKAGE_MANAGERS.flatMap((packageManager) => {
      const project = { ...sampleProject(iac), packageType, packageManager };
      return [project, { ...project, alias: ALIAS }];
    }),
  ),
);

/** The texts of a contribution, with the replacements that are made in each. */
function sourcesOf(folder: string, { files, sam = [], replace = {} }: Contribution) {
  const textsOf = (set: string) => [...templates.files(`${folder}/files/${set}`)].flat();
  const fragment = (name: string) => [templates.read(`${folder}/${name}`) ?? ''];
  const all = [...files, ...sam].flatMap((source): [string[], Substitutions][] => {
    if (typeof source === 'string')
      return [[source.endsWith('.yaml') ? fragment(source) : textsOf(source), {}]];
    if ('set' in source) return [[textsOf(source.set), source.replace]];
    return 'fragment' in source ? [[fragment(source.fragment), source.replace]] : [];
  });
  return all.map(([texts, own]) => ({ texts, replace: { ...replace, ...own } }));
}

/** The keys of replacements, each with whether a text has it. */
function found(folder: string, contributions: readonly Contribution[]): Map<string, boolean> {
  const keys = new Map<string, boolean>();
  for (const contribution of contributions)
    for (const { texts, replace } of sourcesOf(folder, contribution))
      for (const key of Object.keys(replace))
        keys.set(key, keys.get(key) || texts.some((text) => text.includes(key)));
  return keys;
}

const unused = (keys: ReadonlyMap<string, boolean>) =>
  [...keys].filter(([, isFound]) => !isFound).map(([key]) => key);

it.each([...registry.patterns.values()])('$id replaces nothing that no template has', (pattern) => {
  const all = projects.flatMap((project) =>
    variants(pattern).map((options) =>
      pattern.contribute({ ...defaultContext(pattern), project, options }),
    ),
  );
  expect(unused(found(`patterns/${pattern.id}`, all))).toEqual([]);
});

it.each([...registry.parts.values(), registry.base])('nor does the part $id', (part) => {
  const folder = part === registry.base ? 'base' : `parts/${part.folder ?? part.id}`;
  expect(
    unused(
      found(
        folder,
        projects.map((project) => part.contribute(project)),
      ),
    ),
  ).toEqual([]);
});
