import { partOf, partsNeeded, withParts } from '../add/own-parts.ts';
import type { Addition } from '../core/additions.ts';
import { refusal } from '../core/errors.ts';
import type { Manifest } from '../core/manifest.ts';
import type { Kit } from '../host/kit.ts';
import { type Replay, rebuilt } from './rebuild.ts';
import type { Difference } from './shrink.ts';

/** What is to go from a project of ours: an instance, an addition, or what an earlier removal has left of one. */
export interface OwnRequest {
  readonly kit: Kit;
  readonly manifest: Manifest;
  /** The manifest without it. */
  readonly left: Manifest;
  readonly replay: Replay;
  readonly key: string;
  readonly gone?: Addition;
}

export interface OwnDifference extends Difference {
  /** Whether it is not made, and so taken out by what was inserted for it. */
  readonly isCut: boolean;
}

const commandsFor = (triggers: readonly Addition[]) =>
  triggers.map(({ key }) => `\n    lambda-gen remove trigger ${key.replace('/', ' ')}`).join('');

/** What else could go with what goes cannot be told while these are there. */
function refuseLost(lost: readonly Addition[]): void {
  if (lost.length === 0) return;
  throw refusal('The project has triggers of functions, or on resources, that you wrote', {
    hint: `Remove them first, and add them again afterwards:${commandsFor(lost)}`,
  });
}

/** What triggers stand on does not go before they do. */
function refuseDependent(dependent: readonly Addition[]): void {
  if (dependent.length === 0) return;
  throw refusal('Triggers of other functions stand on what would go', {
    hint: `Remove them first:${commandsFor(dependent)}`,
  });
}

/**
 * The project as its manifest makes it, with and without what goes. A trigger that stands on what the user wrote cannot
 * be made anew: it makes no difference but for the parts that nothing needs without it.
 */
export function differenceOf(request: OwnRequest): OwnDifference {
  const { kit, manifest, left, replay, gone } = request;
  const { files, lost } = rebuilt(kit, manifest, replay);
  const isCut = gone !== undefined && (lost.includes(gone) || !manifest.additions.includes(gone));
  if (!isCut) refuseLost(lost);
  const after = rebuilt(kit, left, replay);
  if (!isCut) refuseDependent(after.lost);
  const standing = Object.keys(manifest.files).flatMap((owner) => partOf(kit, owner) ?? []);
  const needed = after.lost.flatMap((each) => partsNeeded(kit, manifest.project.iac, each));
  return {
    isCut,
    whole: withParts(kit, files, standing),
    rest: withParts(kit, after.files, needed),
    inserted: gone?.inserted ?? {},
    others: left.additions,
  };
}
