import { BASE } from '../additions.ts';
import { noSuchTemplate, RESTORE, refusal, unwritten } from '../errors.ts';
import type { Name } from '../names.ts';
import { foundPackages, packageAdditions, versionsOf } from '../packages.ts';
import { type ProjectPath, projectPath } from '../paths.ts';
import type { Contribution, SamFragment } from '../pattern.ts';
import type { Ports } from '../ports.ts';
import type { Project } from '../project.ts';
import { type Inserted, type Insertion, joined } from '../record.ts';
import { spansAfter } from '../tree/spans.ts';
import { applyEdits, type Edit, withEndOfLine } from '../tree/text-edit.ts';
import type { Tree } from '../tree/tree.ts';
import { packed } from './packed.ts';
import { isProse, renderDocument } from './prose.ts';
import {
  dotted,
  nameSubstitutions,
  projectSubstitutions,
  type Substitutions,
  substitute,
} from './render.ts';
import { throughAlias } from './through-alias.ts';

export const PACKAGE_JSON = projectPath('package.json');
export const SAM_TEMPLATE = projectPath('template.yaml');
export const CDK_STACK = projectPath('infra/stack.ts');
export const CDK_APP = projectPath('infra/app.ts');

/** Whose contribution it is: the key in the manifest, the folder under `templates/`, the name it is given. */
export interface Owner {
  readonly key: string;
  readonly folder: string;
  readonly name?: Name;
}

/** A project while it is being folded: the tree, and who created which file. */
export interface Draft {
  readonly project: Project;
  readonly tree: Tree;
  /** Owners that the project has from before: the keys of its manifest's files. */
  readonly existing: ReadonlySet<string>;
  readonly created: Map<string, ProjectPath[]>;
  /** What each owner has inserted so far. */
  readonly inserted: Map<string, Inserted>;
  /** The owners that each is built on. */
  readonly needs: Map<string, readonly string[]>;
  /** The tokens of code, by its text, where they are known without reading it. */
  readonly tokens: Map<string, string>;
  /** Files that contributions would create and that exist already. */
  readonly inTheWay: ProjectPath[];
}

export const partKey = (id: string) => `parts/${id}`;

interface Stage {
  readonly draft: Draft;
  readonly ports: Ports;
  readonly owner: Owner;
  readonly substitutions: Substitutions;
  /** Those of the contribution, whose values may be any code. */
  readonly replaced: readonly string[];
}

const another = ({ kebab }: Name) => ({
  hint: unwritten(`Choose another name, for example "my-${kebab}".`),
});

function refuseClash(template: string, path: string, name: Name | undefined): void {
  if (!name || !template.includes('__Name__')) return;
  if (new RegExp(`\\b${name.pascal}\\b`).test(template))
    throw refusal(
      `"${name.kebab}" would hide the class ${name.pascal} that ${path} uses`,
      another(name),
    );
}

/** A file that the same fold has made is not one to move away. */
function refuseTaken({ draft, owner: { key, name } }: Stage, path: ProjectPath): void {
  const isTaken = [...draft.created].some(([of, paths]) => of !== key && paths.includes(path));
  if (name && isTaken)
    throw refusal(
      `"${name.kebab}" cannot be a name here: the project has its own ${path}`,
      another(name),
    );
}

function createFile(stage: Stage, path: ProjectPath, text: string): void {
  const { draft, owner } = stage;
  const there = draft.tree.read(path);
  if (there !== undefined) {
    refuseTaken(stage, path);
    draft.inTheWay.push(path);
  }
  if (there !== withEndOfLine(text, there ?? '')) draft.tree.write(path, text);
  draft.created.get(owner.key)!.push(path);
}

/** Names are the same in tokens as in code; what a contribution replaces may be several tokens. */
function noteTokens(
  { draft, ports, substitutions, replaced }: Stage,
  template: string,
  text: string,
) {
  const tokens = ports.templates.tokens(template);
  if (tokens === undefined || replaced.some((key) => template.includes(key))) return;
  draft.tokens.set(text, substitute(tokens, substitutions));
}

function addFileSet(stage: Stage, set: string): void {
  const { draft, ports, owner, substitutions } = stage;
  for (const [from, template] of ports.templates.files(`${owner.folder}/files/${set}`)) {
    const path = projectPath(substitute(dotted(from.replace(/\.hbs$/, '')), substitutions));
    refuseClash(template, path, owner.name);
    const text = isProse(from)
      ? renderDocument(ports, draft.project, template)
      : packed(draft.project, path, substitute(template, substitutions));
    createFile(stage, path, text);
    noteTokens(stage, template, text);
  }
}

/** The keys that become another text; the default of most is that of the template. */
const changing = (replace: Substitutions = {}): readonly string[] =>
  Object.keys(replace).filter((key) => replace[key] !== key);

/** The stage of one source: with the substitutions that it brings beside the contribution's. */
const within = (stage: Stage, replace: Substitutions): Stage => ({
  ...stage,
  substitutions: { ...stage.substitutions, ...replace },
  replaced: [...stage.replaced, ...changing(replace)],
});

function addFiles(stage: Stage, files: Contribution['files']): void {
  for (const source of files) {
    if (typeof source === 'string') addFileSet(stage, source);
    else if ('set' in source) addFileSet(within(stage, source.replace), source.set);
    else createFile(stage, projectPath(source.path), source.text);
  }
}

function note({ draft, owner: { key } }: Stage, path: string, found: readonly Insertion[]): void {
  if (key === BASE) return;
  draft.inserted.set(key, joined(draft.inserted.get(key) ?? {}, { [path]: found }));
}

function edit(stage: Stage, path: ProjectPath, run: (text: string) => Edit): void {
  const { draft, owner, ports } = stage;
  const text = draft.tree.read(path);
  if (text === undefined)
    throw refusal(`${path} is missing, and "${owner.key}" has to be added to it`, {
      at: { path },
      hint: unwritten(RESTORE),
    });
  const result = run(text);
  if (result.status === 'edited') {
    const after = applyEdits(text, result.edits);
    draft.tree.write(path, after);
    const { edits, inserted } = result;
    note(stage, path, inserted ?? ports.record(path, text, after, spansAfter([], edits)));
  }
  if (result.status === 'refused')
    throw refusal(`${path} was not changed for "${owner.key}": ${result.reason}`, {
      at: { path, ...result.at },
      paste: result.paste,
    });
}

function addToPackage(stage: Stage, contribution: Contribution): void {
  const additions = packageAdditions(contribution, versionsOf(stage.ports.templates));
  if (Object.values(additions).every((each) => Object.keys(each).length === 0)) return;
  edit(stage, PACKAGE_JSON, (text) => stage.ports.editors.packageJson(text, additions));
  const own = stage.draft.inserted.get(stage.owner.key)?.[PACKAGE_JSON] ?? [];
  note(stage, PACKAGE_JSON, foundPackages(additions, own));
}

function addFragment(stage: Stage, name: string): void {
  const path = `${stage.owner.folder}/${name}`;
  const fragment = stage.ports.templates.read(path);
  if (fragment === undefined) throw noSuchTemplate(path);
  const text = packed(stage.draft.project, name, substitute(fragment, stage.substitutions));
  edit(stage, SAM_TEMPLATE, (host) =>
    stage.ports.editors.sam(host, throughAlias(stage.draft.project, text, host)),
  );
}

function addToSam(stage: Stage, fragments: readonly SamFragment[] = []): void {
  for (const source of fragments) {
    if (typeof source === 'string') addFragment(stage, source);
    else addFragment(within(stage, source.replace), source.fragment);
  }
}

function addToCdk(stage: Stage, construct: Contribution['construct']): void {
  if (!construct) return;
  const path = construct.app ? CDK_APP : CDK_STACK;
  edit(stage, path, (text) => stage.ports.editors.cdk(text, construct));
}

/** Folds one contribution into a draft: its files, its packages, its infrastructure. */
export function apply(draft: Draft, ports: Ports, owner: Owner, contribution: Contribution): void {
  const substitutions = {
    ...projectSubstitutions(draft.project, ports.version),
    ...(owner.name ? nameSubstitutions(owner.name) : {}),
    ...contribution.replace,
  };
  const replaced = changing(contribution.replace);
  const stage = { draft, ports, owner, substitutions, replaced };
  draft.created.set(owner.key, []);
  draft.needs.set(owner.key, [
    ...(contribution.requires ?? []).map(partKey),
    ...(contribution.uses ?? []),
  ]);
  addFiles(stage, contribution.files);
  addToPackage(stage, contribution);
  if (draft.project.iac === 'sam') addToSam(stage, contribution.sam);
  else addToCdk(stage, contribution.construct);
}
