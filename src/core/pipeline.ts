import { apply, CDK_STACK, type Draft, PACKAGE_JSON, renderDocument, SAM_TEMPLATE } from './apply.ts';
import { type ChangeSet, changeSet } from './change-set.ts';
import { refusal } from './errors.ts';
import { formatManifest, MANIFEST, type Manifest, type OwnedFiles, parseManifest } from './manifest.ts';
import { nameForms } from './names.ts';
import { projectPath } from './paths.ts';
import type { Described, ProseDocument, Workshop } from './ports.ts';
import type { Instance, Project } from './project.ts';
import { contextOf, type InstanceRequest, partClosure, resolveInstance, resolveInstances } from './resolve.ts';
import { replaceBlock } from './managed-block.ts';
import { type Base, Tree } from './tree.ts';

/** A plan: what the commit would do, and the project as it will be. */
export interface Plan extends ChangeSet {
  readonly manifest: Manifest;
  /** Who each instance is, for the report. */
  readonly described: readonly Described[];
}

export interface CreateRequest {
  readonly project: Project;
  readonly instances: readonly InstanceRequest[];
}

const newDraft = (project: Project, base: Base): Draft => ({
  project,
  tree: new Tree(base),
  created: new Map(),
  inTheWay: [],
});

const partsOf = (workshop: Workshop, project: Project, instances: readonly Instance[]) =>
  partClosure(
    workshop.registry,
    project,
    instances.flatMap((instance, i) => {
      const pattern = workshop.registry.patterns.get(instance.pattern);
      if (!pattern) throw unknownPattern(instance);
      return pattern.contribute(contextOf(project, instance, instances.slice(0, i))).requires ?? [];
    }),
  );

const unknownPattern = ({ name, pattern }: Instance) =>
  refusal(`${MANIFEST} has "${name}" of a pattern that this version does not know: ${pattern}`, {
    hint: 'Update: npm install --global create-lambda-app@latest',
  });

/** One step of the fold: the parts that are not there yet, then the instance itself. */
function foldInstance(
  draft: Draft,
  workshop: Workshop,
  before: readonly Instance[],
  instance: Instance,
) {
  const { project } = draft;
  const there = new Set(partsOf(workshop, project, before));
  for (const id of partsOf(workshop, project, [...before, instance])) {
    if (there.has(id)) continue;
    const key = `parts/${id}`;
    apply(draft, workshop, { key, folder: key }, workshop.registry.parts.get(id)!.contribute(project));
  }
  const pattern = workshop.registry.patterns.get(instance.pattern)!;
  const name = nameForms(instance.name);
  const owner = { key: instance.name, folder: `patterns/${pattern.id}`, name };
  apply(draft, workshop, owner, pattern.contribute(contextOf(project, instance, before)));
}

function describe(workshop: Workshop, project: Project, instances: readonly Instance[]) {
  return instances.flatMap((instance, i): Described[] => {
    const pattern = workshop.registry.patterns.get(instance.pattern)!;
    const context = contextOf(project, instance, instances.slice(0, i));
    const description = pattern.contribute(context).describe;
    if (!description) return [];
    const prose = (document: ProseDocument) => {
      const text = workshop.templates.read(`patterns/${pattern.id}/${document}.md.hbs`) ?? '';
      const data = { name: instance.name, options: instance.options };
      return renderDocument(workshop, project, text, data).trim();
    };
    const rendered = { doc: prose('doc'), operations: prose('operations') };
    return [{ instance, name: context.name, pattern, description, prose: rendered }];
  });
}

function writeDerived(draft: Draft, workshop: Workshop, described: readonly Described[]): string[] {
  const notices: string[] = [];
  for (const [path, block] of Object.entries(workshop.derive(draft.project, described))) {
    const text = draft.tree.read(projectPath(path));
    const replaced = text === undefined ? undefined : replaceBlock(text, block);
    if (replaced === undefined) notices.push(`${path} has no lambda-app markers: left as it is`);
    else draft.tree.write(projectPath(path), replaced);
  }
  return notices;
}

/** Files that an editor or a derivation changes later have no hash: a difference there says nothing. */
const isShared = (path: string, derived: object) =>
  path === PACKAGE_JSON || path === SAM_TEMPLATE || path === CDK_STACK || Object.hasOwn(derived, path);

function ownedFiles(draft: Draft, workshop: Workshop, derived: object): OwnedFiles {
  const owners = [...draft.created].map(([owner, paths]) => {
    const own = paths.filter((path) => !isShared(path, derived));
    const hashes = own.map((path) => [path, workshop.sha256(draft.tree.read(path)!)] as const);
    return [owner, Object.fromEntries(hashes)] as const;
  });
  return Object.fromEntries(owners);
}

function refuseOverwriting({ inTheWay }: Draft): void {
  if (inTheWay.length === 0) return;
  const list = [...inTheWay].sort().map((path) => `  ${path}`);
  throw refusal(`These files are in the way:\n${list.join('\n')}`, {
    hint: 'Nothing was written. Move them away, or choose another folder or name.',
  });
}

function finish(
  draft: Draft,
  workshop: Workshop,
  instances: readonly Instance[],
  before: OwnedFiles,
): Plan {
  refuseOverwriting(draft);
  const described = describe(workshop, draft.project, instances);
  const derived = workshop.derive(draft.project, described);
  const notices = writeDerived(draft, workshop, described);
  const files = { ...before, ...ownedFiles(draft, workshop, derived) };
  const manifest = { project: draft.project, instances, files };
  draft.tree.write(MANIFEST, formatManifest(manifest));
  return { ...changeSet(draft.tree, notices), manifest, described };
}

/** Plans a new project: the base, then each instance, folded over what stands in the folder. */
export function planCreate(request: CreateRequest, base: Base, workshop: Workshop): Plan {
  const instances = resolveInstances(workshop.registry, request.instances);
  const draft = newDraft(request.project, base);
  if (draft.tree.read(MANIFEST) !== undefined) draft.inTheWay.push(MANIFEST);
  apply(
    draft,
    workshop,
    { key: 'base', folder: 'base' },
    workshop.registry.base.contribute(request.project),
  );
  instances.forEach((instance, i) =>
    foldInstance(draft, workshop, instances.slice(0, i), instance),
  );
  return finish(draft, workshop, instances, {});
}

/** Reads the manifest of the project that `base` shows; throws `refused` when there is none. */
export function readManifest(base: Base): Manifest {
  const text = base.read(MANIFEST);
  if (text !== undefined) return parseManifest(text);
  throw refusal(`There is no ${MANIFEST} here`, {
    hint: 'Run this in the root of a project that create-lambda-app made, or point to one with --cwd.',
  });
}

const same = (a: Instance, b: Instance) =>
  a.pattern === b.pattern &&
  Object.entries(a.options).every(([key, value]) => b.options[key] === value);

/** Plans one more instance in a standing project. The same instance again is no change and a notice. */
export function planAdd(request: InstanceRequest, base: Base, workshop: Workshop): Plan {
  const { project, instances, files } = readManifest(base);
  const instance = resolveInstance(workshop.registry, request);
  const draft = newDraft(project, base);
  const twin = instances.find((other) => other.name === instance.name);
  if (!twin) {
    foldInstance(draft, workshop, instances, instance);
    return finish(draft, workshop, [...instances, instance], files);
  }
  if (!same(twin, instance))
    throw refusal(`"${twin.name}" is already in the project, as ${shown(twin)}`, {
      hint: 'Choose another name for the new instance.',
    });
  const manifest = { project, instances, files };
  const notices = [`${twin.name} is already in the project (${MANIFEST})`];
  return { ...changeSet(draft.tree, notices), manifest, described: [] };
}

const shown = ({ pattern, options }: Instance) =>
  [pattern, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)].join(' ');
