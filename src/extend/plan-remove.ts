import type { Addition } from '../core/additions.ts';
import { refusal } from '../core/errors.ts';
import { type ForeignManifest, isOwnProject, type Manifest } from '../core/manifest.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { match } from './match.ts';
import type { Replay } from './rebuild.ts';
import { planForeignRemoval } from './remove-foreign.ts';
import { planOwnRemoval } from './remove-own.ts';
import { findTrigger } from './request.ts';

const NOTHING: Omit<ExtendPlan, 'notices'> = { changes: [], inferred: [], nextSteps: [] };

/** What is not there need not be removed: no change, and a notice. */
const gone = (what: string): ExtendPlan => ({
  ...NOTHING,
  notices: [`${what} is not in the project, as far as its manifest tells`],
});

function removeAddition(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  addition: Addition,
  replay: Replay,
) {
  if (!isOwnProject(manifest)) return planForeignRemoval(kit, manifest, addition);
  const additions = manifest.additions.filter((each) => each !== addition);
  return planOwnRemoval(kit, manifest, { ...manifest, additions }, replay);
}

/** Triggers that somebody added to a function, which would be left without it. */
function refuseTriggers(name: string, additions: readonly Addition[]): void {
  const own = additions.filter(
    ({ kind, key }) =>
      (kind === 'trigger' && key.startsWith(`${name}-`)) || key.startsWith(`${name}/`),
  );
  if (own.length === 0) return;
  const list = own
    .map(({ key }) => `\n    lambda-gen remove trigger ${key.replace('/', ' ')}`)
    .join('');
  throw refusal(`"${name}" has triggers of its own`, { hint: `Remove them first:${list}` });
}

/** Plans to remove an instance of a pattern, or a function, by its name. */
export function planRemoveNamed(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  name: string,
  replay: Replay,
): ExtendPlan {
  if (isOwnProject(manifest)) {
    const instances = manifest.instances.filter((each) => each.name !== name);
    if (instances.length === manifest.instances.length) return gone(name);
    refuseTriggers(name, manifest.additions);
    return planOwnRemoval(kit, manifest, { ...manifest, instances }, replay);
  }
  const addition = manifest.additions.find(({ kind, key }) => kind === 'function' && key === name);
  if (!addition) return gone(name);
  refuseTriggers(name, manifest.additions);
  return removeAddition(kit, manifest, addition, replay);
}

const withoutOrdinal = (type: string) => type.replace(/-\d+$/, '');

/** The triggers of one kind, by the names of their functions. */
const triggersOf = ({ additions }: ForeignManifest, type: string) =>
  additions
    .filter(({ kind, key }) => kind === 'trigger' && withoutOrdinal(key.split('/')[1]!) === type)
    .map((addition) => {
      const own = addition.key.split('/')[0]!;
      const names = [own, addition.key, own.replace(/-(function|lambda|handler|fn|run)$/, '')];
      return { addition, names, shown: addition.key };
    });

/** Plans to remove a trigger of a function; `sqs-2` is its second one of that kind. */
export function planRemoveTrigger(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  fn: string,
  type: string,
  replay: Replay,
): ExtendPlan {
  const all = triggersOf(manifest, findTrigger(kit, withoutOrdinal(type)).id);
  if (all.length === 0) return gone(`a trigger ${type}`);
  const exact = all.filter(({ addition: { key } }) => key.endsWith(`/${type}`));
  const { addition } = match('trigger', fn, exact.length > 0 ? exact : all, 'Give its whole name.');
  return removeAddition(kit, manifest, addition, replay);
}
