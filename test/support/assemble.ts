import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPorts } from '../../src/cli/ports.ts';
import { CDK_STACK, SAM_TEMPLATE } from '../../src/core/fold/apply.ts';
import { dotted } from '../../src/core/fold/render.ts';
import { partClosure } from '../../src/core/fold/resolve.ts';
import type { Name } from '../../src/core/names.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Contribution, Pattern } from '../../src/core/pattern.ts';
import type { Iac } from '../../src/core/project.ts';
import { sampleProject } from '../../src/core/project.ts';
import { applyEdits, type Edit } from '../../src/core/tree/text-edit.ts';
import { packageRoot } from '../../src/io/package-root.ts';

/** The name whose forms are the sentinels themselves: with it, a template is left as it stands. */
const SENTINEL: Name = {
  kebab: '__name-kebab__',
  camel: '__name__',
  pascal: '__Name__',
  constant: '__NAME__',
};

const ports = await createPorts();

interface Contributor {
  readonly folder: string;
  readonly contribution: Contribution;
}

function contributors(pattern: Pattern, iac: Iac, options: OptionValues): readonly Contributor[] {
  const { parts } = ports.registry;
  const project = sampleProject(iac);
  const base = ports.registry.base.contribute(project);
  const own = pattern.contribute({ project, name: SENTINEL, options, others: [] });
  const required = [base, own].flatMap(({ requires = [] }) => requires);
  const ids = partClosure(ports.registry, project, required);
  return [
    { folder: 'base', contribution: base },
    ...ids.map((id) => {
      const part = parts.get(id)!;
      return {
        folder: `parts/${part.folder ?? id}`,
        contribution: part.contribute(project),
      };
    }),
    { folder: `patterns/${pattern.id}`, contribution: own },
  ];
}

function place(folder: string, path: string, put: (target: string) => void): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  put(target);
}

function linkSet(out: string, set: string): void {
  for (const path of ports.templates.files(set).keys())
    place(out, dotted(path), (target) => {
      if (!existsSync(target)) symlinkSync(join(packageRoot, 'templates', set, path), target);
    });
}

function linkFiles(out: string, { folder, contribution }: Contributor): void {
  for (const source of contribution.files) {
    if (typeof source === 'string') linkSet(out, `${folder}/files/${source}`);
    else if ('set' in source) linkSet(out, `${folder}/files/${source.set}`);
    else place(out, source.path, (target) => writeFileSync(target, source.text));
  }
}

function edited(text: string, edit: Edit): string {
  if (edit.status === 'refused') throw new Error(edit.reason);
  return edit.status === 'edited' ? applyEdits(text, edit.edits) : text;
}

function withFragments(host: string, { folder, contribution }: Contributor): string {
  const names = (contribution.sam ?? []).map((s) => (typeof s === 'string' ? s : s.fragment));
  return [...new Set(names)].reduce((text, name) => {
    const fragment = ports.templates.read(`${folder}/${name}`)!;
    return edited(text, ports.editors.sam(text, fragment));
  }, host);
}

function withConstruct(host: string, { contribution: { construct } }: Contributor): string {
  return construct && !construct.app ? edited(host, ports.editors.cdk(host, construct)) : host;
}

/** The one file that contributions edit rather than own; it is written, not linked. */
function infrastructure(iac: Iac, all: readonly Contributor[]): readonly [string, string] {
  const path = iac === 'cdk' ? CDK_STACK : SAM_TEMPLATE;
  const start = ports.templates.read(`base/files/${iac}/${path}`)!;
  return [path, all.reduce(iac === 'cdk' ? withConstruct : withFragments, start)];
}

/** Lays a pattern's templates out as the project they would become, each file a link to the template itself. */
export function assemble(pattern: Pattern, iac: Iac, options: OptionValues, out: string): void {
  rmSync(out, { recursive: true, force: true });
  const all = contributors(pattern, iac, options);
  for (const contributor of all) linkFiles(out, contributor);
  const [path, text] = infrastructure(iac, all);
  rmSync(join(out, path));
  writeFileSync(join(out, path), text);
}

export const patterns = [...ports.registry.patterns.values()];
