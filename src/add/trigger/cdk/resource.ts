import type { Disk } from '../../../core/tree/tree.ts';
import type { Trigger } from '../../../core/trigger.ts';
import type { Export } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary, OWN } from '../../../editors/cdk/syntax/kinds.ts';
import { withoutThis } from '../../../editors/cdk/syntax/reference.ts';
import { nameAt } from '../../../infrastructure/cdk/calls/returned-members.ts';
import type { CdkTarget } from '../../../infrastructure/cdk/functions.ts';
import { type AppConstruct, constructsOf } from '../../../infrastructure/cdk/made-by-app.ts';
import { cdkModules } from '../../../infrastructure/cdk/modules.ts';
import { madeAt } from '../../../infrastructure/cdk/reach.ts';
import { classNameOf } from '../../../infrastructure/cdk/read/resource-types.ts';
import { match, matching } from '../../../infrastructure/match.ts';
import type { CheckedTrigger } from '../request.ts';
import type { Candidate } from '../trigger-target.ts';

/** A resource of the app that a trigger could take, and the module that makes it. */
export interface FoundResource extends Candidate {
  readonly resource: AppConstruct;
  /** Its class: `Queue`. */
  readonly construct: string;
  readonly owner: string;
}

/** A class or a helper of the app, or of a package, may make it, so that its name says nothing. */
const mayMake = (text: string) => /\bnew\b|\.from[A-Z]|\((this|scope|stack)\b/.test(text);

const isDefined = (name: string | undefined): name is string => name !== undefined && name !== '';

function found(disk: Disk, resource: AppConstruct, isNear: boolean): FoundResource {
  const { id, inner, module, steps, of: type } = resource;
  const { owner, line } = madeAt(steps[0], id);
  const construct = classNameOf(type);
  const own = [id, withoutThis(nameAt(disk, resource)), inner, inner.split('/').at(-1)].filter(
    isDefined,
  );
  const behindOwner = own.flatMap((name) => [`${owner}${name}`, `${owner}/${name}`]);
  const of = isNear || owner === '' ? '' : ` of ${owner}`;
  return {
    resource,
    construct,
    owner,
    id: of ? `${owner}${id}` : id,
    names: [...own, ...behindOwner, `${module.path}:${line}`],
    shown: `${id}${of} (${construct}, ${module.path}:${line})`,
  };
}

/** A class that makes only one such resource gives it its name, too. */
const byOwner = (each: FoundResource, all: readonly FoundResource[]): FoundResource => {
  const { owner } = each;
  const isOnly = all.filter((other) => other.owner === owner).length === 1;
  return isOnly && owner !== '' ? { ...each, names: [...each.names, owner] } : each;
};

/** Resources that a trigger could take: of what makes the function, then of the whole app. */
function cdkResources(disk: Disk, target: CdkTarget, constructs: readonly string[]) {
  const isWanted = (of: Export) =>
    (isLibrary(of) || OWN.test(of.module)) && constructs.includes(classNameOf(of));
  const all = cdkModules(disk, mayMake).flatMap((module) =>
    constructsOf(disk, module, isWanted).map((resource) => {
      const isNear =
        module.path === target.module.path &&
        madeAt(resource.steps[0], '').owner === target.fn.owner;
      return { isNear, each: found(disk, resource, isNear) };
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
