import { refusal, unwritten } from '../errors.ts';
import { nameForms } from '../names.ts';
import type { Contribution } from '../pattern.ts';
import type { Ports } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { connectionsIn } from './connections.ts';
import { contributionOf } from './contribution.ts';
import { nameSubstitutions, type Substitutions, substitute } from './render.ts';
import { partClosure } from './resolve.ts';

/** The logical ids of resources and parameters in the text of a template; what it adds to others has no type there. */
const idsIn = (template: string) =>
  template
    .split(/^ {2}(?=\w)/m)
    .filter((entry) => /^ {4}Type: /m.test(entry))
    .map((entry) => /^\w+/.exec(entry)![0]);

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

/**
 * Throws `refused` when a new instance would have an id that another has, or a part: a function `items-create` beside
 * the instance `items` with its `ItemsCreate`. Both forms have the ids of the template, but for a suffix.
 */
export function refuseSharedIds(
  ports: Ports,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
): void {
  const all = [...before, instance];
  const contributions = all.map((each, i) => contributionOf(ports, project, each, all.slice(0, i)));
  const others = before.flatMap((other, i) => ownIds(ports, other, contributions[i]!));
  const connections = connectionsIn(ports, project, all).map((each) => each.contribution);
  const requires = [...contributions, ...connections].flatMap((each) => each.requires ?? []);
  const taken = new Set([...others, ...commonIds(ports, project, requires)]);
  const shared = ownIds(ports, instance, contributions.at(-1)!).find((id) => taken.has(id));
  if (!shared) return;
  throw refusal(`"${instance.name}" would have a resource ${shared}, which the project has`, {
    hint: unwritten(`Choose another name, for example "my-${instance.name}".`),
  });
}
