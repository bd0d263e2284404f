import { kindOfPattern } from '../additions.ts';
import { convert } from '../convert/convert.ts';
import { OTHER_NAME, refusal, removeFirst } from '../errors.ts';
import { MANIFEST, type Manifest } from '../manifest.ts';
import { isSameIdentifier } from '../names.ts';
import type { Ports } from '../ports.ts';
import type { Instance } from '../project.ts';
import { changeSet } from '../tree/change-set.ts';
import { type Base, Tree } from '../tree/tree.ts';
import type { Draft } from './apply.ts';
import { existingInstance } from './existing-instance.ts';
import { foldInstance } from './fold.ts';
import { finish, newDraft, type Plan, published, readManifest } from './pipeline.ts';
import { refuseSharedIds } from './refuse-shared-ids.ts';
import { type InstanceRequest, resolveInstance } from './resolve.ts';

const same = (a: Instance, b: Instance) =>
  a.name === b.name &&
  a.pattern === b.pattern &&
  Object.entries(a.options).every(([key, value]) => b.options[key] === value);

/** An option that publishes functions changes how the existing ones are invoked. */
function converted(draft: Draft, manifest: Manifest, instance: Instance, ports: Ports): Manifest {
  if (draft.project === manifest.project) return manifest;
  const { tree, project } = draft;
  const { instances } = manifest;
  return convert({ tree, manifest, name: instance.name }, { project, instances }, ports);
}

/** Plans one more instance in an existing project. The same instance again is no change and a notice. */
export function planAdd(request: InstanceRequest, base: Base, ports: Ports): Plan {
  const read = readManifest(base);
  const { project, files } = read;
  const instances = read.instances.map((each) => existingInstance(ports, each));
  const instance = resolveInstance(ports.registry, request, 'flag');
  const to = published(project, [instance], ports);
  const draft = newDraft(to, new Tree(base), files);
  const twin = instances.find((other) => isSameIdentifier(other.name, instance.name));
  if (!twin) {
    refuseSharedIds(ports, to, [...instances, instance], instances.length);
    const before = converted(draft, { ...read, instances }, instance, ports);
    foldInstance(draft, ports, instances, instance);
    return finish(draft, ports, [...instances, instance], before);
  }
  if (request.name === undefined)
    throw refusal(`"${twin.name}", the default name, is already in the project`, {
      hint: `Give it a name: lambda-gen add pattern ${instance.pattern} <name>`,
    });
  if (!same(twin, instance))
    throw refusal(`"${twin.name}" is already in the project, as ${shown(twin)}`, {
      hint: wayOut(instance, twin),
    });
  const notices = [`${twin.name} is already in the project (${MANIFEST})`];
  const manifest = { ...read, instances };
  return { ...changeSet(draft.tree, notices), manifest, described: [] };
}

function wayOut(instance: Instance, twin: Instance): string {
  if (kindOfPattern(instance.pattern) !== 'option')
    return `${OTHER_NAME} To change a setting of "${twin.name}", edit its files.`;
  return twin.pattern === instance.pattern
    ? removeFirst(`lambda-gen remove option ${twin.name}`)
    : 'The option needs this name.';
}

const shown = ({ pattern, options }: Instance) =>
  [pattern, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)].join(' ');
