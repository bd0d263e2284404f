import { findTrigger } from '../add/trigger/request.ts';
import type { Addition } from '../core/additions.ts';
import { refusal, usageError } from '../core/errors.ts';
import { CDK_APP, CDK_STACK, SAM_TEMPLATE } from '../core/fold/apply.ts';
import { type ForeignManifest, isOwnProject, type Manifest } from '../core/manifest.ts';
import type { ExtendPlan, Kit } from '../host/kit.ts';
import { match, matching } from '../infrastructure/match.ts';
import { leftovers } from './leftovers.ts';
import type { Replay } from './rebuild.ts';
import { planForeignRemoval } from './remove-foreign.ts';
import { planOwnRemoval } from './remove-own.ts';

const NOTHING: Omit<ExtendPlan, 'notices'> = { changes: [], inferred: [], nextSteps: [] };

/** What is not there need not be removed: no change, and a notice. */
const gone = (what: string, has: readonly string[]): ExtendPlan => ({
  ...NOTHING,
  notices: [
    `${what} is not in the project, as far as its manifest tells${has.length > 0 ? `; it has ${has.join(', ')}` : ''}`,
  ],
});

/** What can be removed by its name. */
const namesIn = (manifest: Manifest | ForeignManifest) => [
  ...(isOwnProject(manifest) ? manifest.instances.map(({ name }) => name) : []),
  ...manifest.additions.filter(({ kind }) => kind !== 'trigger').map(({ key }) => key),
];

const triggerKeys = ({ additions }: ForeignManifest) =>
  additions.filter(({ kind }) => kind === 'trigger').map(({ key }) => key.replace('/', ' '));

/** Nothing can be told to be in use, or to have gone, where the infrastructure of a project of ours is missing. */
function refuseMissing({ disk }: Kit, manifest: Manifest | ForeignManifest): void {
  if (!isOwnProject(manifest)) return;
  const needed = manifest.project.iac === 'sam' ? [SAM_TEMPLATE] : [CDK_STACK, CDK_APP];
  const path = needed.find((each) => disk.read(each) === undefined);
  if (path)
    throw refusal(`${path} is missing, and it may have what is to be removed`, {
      at: { path },
      hint: 'Nothing was removed. Restore it from version control.',
    });
}

function removeAddition(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  addition: Addition,
  replay: Replay,
) {
  if (!isOwnProject(manifest)) return planForeignRemoval(kit, manifest, addition);
  const left = { ...manifest, additions: manifest.additions.filter((each) => each !== addition) };
  return planOwnRemoval({ kit, manifest, left, replay, key: addition.key, gone: addition });
}

/** The one of these names that a trigger's key begins with: `orders-run/sqs` is of `orders`. */
const ownerOf = (key: string, names: readonly string[]) =>
  names
    .filter((name) => key.startsWith(`${name}-`) || key.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];

/** Names that triggers could belong to: of instances, or of functions that anybody wrote. */
const namesOf = (manifest: Manifest | ForeignManifest) =>
  isOwnProject(manifest)
    ? manifest.instances.map(({ name }) => name)
    : manifest.additions.map(({ key }) => withoutSuffix(key.split('/')[0]!));

const withoutSuffix = (name: string) => name.replace(/-(function|lambda|handler|fn)$/, '');

/** Triggers that somebody added to a function, which would be left without it. */
function refuseTriggers(name: string, manifest: Manifest | ForeignManifest): void {
  const names = namesOf(manifest);
  const own = manifest.additions.filter(
    ({ kind, key }) => kind === 'trigger' && ownerOf(key, names) === name,
  );
  if (own.length === 0) return;
  const list = own
    .map(({ key }) => `\n    lambda-gen remove trigger ${key.replace('/', ' ')}`)
    .join('');
  throw refusal(`"${name}" has triggers of its own`, { hint: `Remove them first:${list}` });
}

export type NamedKind = 'pattern' | 'function';

/** What a name stands for; undefined when it is not there. */
export function kindOf(manifest: Manifest | ForeignManifest, name: string): NamedKind | undefined {
  const instances = isOwnProject(manifest) ? manifest.instances : [];
  const instance = instances.find((each) => each.name === name);
  if (instance) return instance.pattern === 'function' ? 'function' : 'pattern';
  const isNamed = ({ kind, key }: Addition) => kind !== 'trigger' && key === name;
  return manifest.additions.find(isNamed)?.kind as NamedKind | undefined;
}

/** A pattern takes its tables with it: who asks for a function does not mean one. */
function refuseOtherKind(manifest: Manifest | ForeignManifest, { kind, name }: NamedRequest): void {
  const found = kindOf(manifest, name) ?? kind;
  if (found === kind) return;
  throw usageError(
    `"${name}" is a ${found}, not a ${kind}`,
    `If that is meant: lambda-gen remove ${found} ${name}`,
  );
}

/** What is to go, and what the user takes it for. */
export interface NamedRequest {
  readonly kind: NamedKind;
  readonly name: string;
}

/** Plans to remove an instance of a pattern, or a function, by its name. Throws `usage` when it is the other. */
export function planRemoveNamed(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  request: NamedRequest,
  replay: Replay,
): ExtendPlan {
  refuseMissing(kit, manifest);
  const { name } = request;
  refuseOtherKind(manifest, request);
  const isInstance =
    isOwnProject(manifest) && manifest.instances.some((each) => each.name === name);
  const addition = [...manifest.additions, ...leftovers(manifest)].find(
    ({ kind, key }) => kind !== 'trigger' && key === name,
  );
  if (!isInstance && !addition) return gone(name, namesIn(manifest));
  refuseTriggers(name, manifest);
  if (!isInstance) return removeAddition(kit, manifest, addition!, replay);
  const instances = manifest.instances.filter((each) => each.name !== name);
  return planOwnRemoval({ kit, manifest, left: { ...manifest, instances }, replay, key: name });
}

/** The names of what a function is made in left out, one by one: `workers-resize` is `resize` too. */
const endings = (name: string) => name.split('-').map((_, n, words) => words.slice(n).join('-'));

const withoutOrdinal = (type: string) => type.replace(/-\d+$/, '');

/** The triggers of one kind, by the names of their functions. */
const triggersOf = (manifest: Manifest | ForeignManifest, type: string) =>
  [...manifest.additions, ...leftovers(manifest)]
    .filter(({ kind, key }) => kind === 'trigger' && withoutOrdinal(key.split('/')[1]!) === type)
    .map((addition) => {
      const own = addition.key.split('/')[0]!;
      const names = [own, addition.key, withoutSuffix(own).replace(/-run$/, '')];
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
  refuseMissing(kit, manifest);
  const all = triggersOf(manifest, findTrigger(kit, withoutOrdinal(type)).id);
  if (all.length === 0) return gone(`a trigger ${type} of ${fn}`, triggerKeys(manifest));
  const exact = all.filter(({ addition: { key } }) => key.endsWith(`/${type}`));
  const wanted = exact.length > 0 ? exact : all;
  const isNamed = matching(fn, wanted).length > 0;
  const named = wanted.map((each) =>
    isNamed ? each : { ...each, names: endings(each.names[0]!) },
  );
  const { addition } = match('trigger', fn, named, 'Give its whole name.');
  return removeAddition(kit, manifest, addition, replay);
}
