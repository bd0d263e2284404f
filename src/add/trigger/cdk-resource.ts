import type { Disk } from '../../core/tree/tree.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { CdkTarget } from '../../infrastructure/cdk/functions.ts';
import { cdkModules, type FoundModule } from '../../infrastructure/cdk/modules.ts';
import type { CdkResource } from '../../infrastructure/cdk/survey.ts';
import { match, matching } from '../../infrastructure/match.ts';
import type { CheckedTrigger } from './request.ts';
import type { Candidate } from './trigger-target.ts';

/** A resource of the app that a trigger could take, and the module that makes it. */
export interface FoundResource extends Candidate {
  readonly module: FoundModule;
  readonly resource: CdkResource;
}

const bare = (reference: string | undefined) => reference?.replace(/^this\./, '');

const isDefined = (name: string | undefined): name is string => name !== undefined && name !== '';

function found(module: FoundModule, resource: CdkResource, isNear: boolean): FoundResource {
  const { id, construct, owner, line } = resource;
  const own = [id, bare(resource.reference)].filter(isDefined);
  const behindOwner = own.flatMap((name) => [`${owner}${name}`, `${owner}/${name}`]);
  const of = isNear || owner === '' ? '' : ` of ${owner}`;
  return {
    module,
    resource,
    id: of ? `${owner}${id}` : id,
    names: [...own, ...behindOwner],
    shown: `${id}${of} (${construct}, ${module.path}:${line})`,
  };
}

/** Of classes that make one such resource, the name stands for the resource too. */
const byOwner = (each: FoundResource, all: readonly FoundResource[]): FoundResource => {
  const { owner } = each.resource;
  const isOnly = all.filter(({ resource }) => resource.owner === owner).length === 1;
  return isOnly && owner !== '' ? { ...each, names: [...each.names, owner] } : each;
};

/** Resources that a trigger could take: of what makes the function, then of the whole app. */
function cdkResources(disk: Disk, target: CdkTarget, constructs: readonly string[]) {
  const mayHold = (text: string) => constructs.some((name) => text.includes(`${name}(`));
  const all = cdkModules(disk, mayHold).flatMap((module) =>
    module.survey.resources
      .filter(({ construct }) => constructs.includes(construct))
      .map((resource) => {
        const isNear = module.path === target.module.path && resource.owner === target.fn.owner;
        return { isNear, each: found(module, resource, isNear) };
      }),
  );
  const far = all.filter(({ isNear }) => !isNear).map(({ each }) => each);
  return {
    near: all.filter(({ isNear }) => isNear).map(({ each }) => each),
    far: far.map((each) => byOwner(each, far)),
  };
}

export function cdkCandidates(
  disk: Disk,
  target: CdkTarget,
  { resource }: Trigger,
): readonly Candidate[] {
  if (!resource) return [];
  const { near, far } = cdkResources(disk, target, resource.constructs);
  return [...near, ...far];
}

/** The resource that the request names, the nearest first; throws `usage` when the app makes none such. */
export function resourceOf(
  disk: Disk,
  target: CdkTarget,
  { trigger, resource }: CheckedTrigger,
): FoundResource | undefined {
  if (!resource || !trigger.resource) return undefined;
  const { option, constructs } = trigger.resource;
  const { near, far } = cdkResources(disk, target, constructs);
  const all = matching(resource, near).length > 0 ? near : [...near, ...far];
  return match(option, resource, all, 'Give its construct id behind that of what makes it.');
}
