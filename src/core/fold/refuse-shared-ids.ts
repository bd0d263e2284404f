import { bug, refusal, unwritten } from '../errors.ts';
import { nameForms } from '../names.ts';
import type { Contribution } from '../pattern.ts';
import type { Ports } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { connectionsIn } from './connections.ts';
import { contributionOf } from './contribution.ts';
import { nameSubstitutions, type Substitutions, substitute } from './render.ts';
import { partClosure } from './resolve.ts';

const TYPE = '\n    Type: ';

const ENTRY = /^ {2}(\w+)/;

/** The key of the entry that an offset is in; every fragment begins with one. */
function keyAround(template: string, offset: number): string {
  const start = template.lastIndexOf('\n', offset - 1) + 1;
  const [, key] = ENTRY.exec(template.slice(start, offset)) ?? [];
  if (key === undefined && start === 0) throw bug('A fragment begins within an entry');
  return key ?? keyAround(template, start - 1);
}

/** The logical ids of resources and parameters in the text of a template; what it adds to others has no type there. */
function idsIn(template: string): readonly string[] {
  const ids: string[] = [];
  for (let at = template.indexOf(TYPE); at >= 0; at = template.indexOf(TYPE, at + 1))
    ids.push(keyAround(template, at));
  return ids;
}

function idsOfFragments(
  ports: Ports,
  folder: string,
  { sam = [], replace = {} }: Contribution,
  own: Substitutions = {},
): readonly string[] {
  return sam.flatMap((source) => {
    const [file, more] =
      typeof source === 'string' ? [source, {}] : [source.fragment, source.replace];
    const text = ports.templates.read(`${folder}/${file}`) ?? '';
    return idsIn(substitute(text, { ...own, ...replace, ...more }));
  });
}

/** What an instance brings, in a template; a stack of the CDK has its construct, which is called by its name. */
function ownIds(ports: Ports, { name, pattern }: Instance, contribution: Contribution) {
  const own = nameSubstitutions(nameForms(name));
  const ids = idsOfFragments(ports, `patterns/${pattern}`, contribution, own);
  return [nameForms(name).pascal, ...ids];
}

/** What the base and the parts bring that an instance needs. */
function commonIds(ports: Ports, project: Project, requires: readonly string[]) {
  const { templates, registry } = ports;
  const parts = partClosure(registry, project, requires).flatMap((id) => {
    const part = registry.parts.get(id)!;
    return idsOfFragments(ports, `parts/${part.folder ?? id}`, part.contribute(project));
  });
  return [...idsIn(templates.read('base/files/sam/template.yaml') ?? ''), ...parts];
}

const sharedIds = ({ name }: Instance, shared: string) =>
  refusal(`"${name}" would have a resource ${shared}, which the project has`, {
    hint: unwritten(`Choose another name, for example "my-${name}".`),
  });

/**
 * Throws `refused` when an instance would have an id that one before it has, or a part: a function `items-create`
 * beside the instance `items` with its `ItemsCreate`. The first `known` instances are in the project already. Both forms
 * have the ids of the template, but for a suffix.
 */
export function refuseSharedIds(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
  known = 0,
): void {
  const contributions = instances.map((each, i) =>
    contributionOf(ports, project, each, instances.slice(0, i)),
  );
  const connections = connectionsIn(ports, project, instances).map((each) => each.contribution);
  const requires = [...contributions, ...connections].flatMap((each) => each.requires ?? []);
  const taken = new Set(commonIds(ports, project, requires));
  for (const [i, instance] of instances.entries()) {
    const ids = ownIds(ports, instance, contributions[i]!);
    const shared = ids.find((id) => taken.has(id));
    if (shared && i >= known) throw sharedIds(instance, shared);
    for (const id of ids) taken.add(id);
  }
}
