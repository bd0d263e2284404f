import { isDeepStrictEqual } from 'node:util';
import type { Addition } from '../core/additions.ts';
import { isOwnProject, readAnyManifest } from '../core/manifest.ts';
import { toKebab } from '../core/names.ts';
import { parseOptions } from '../core/options.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import type { Substitutions } from '../core/render.ts';
import type { Trigger, TriggerContribution } from '../core/trigger.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Named } from './match.ts';
import { ORDINALS, prefix } from './names.ts';
import { stageOwnFiles, stageParts } from './own-parts.ts';
import { type CheckedTrigger, checkTrigger, type TriggerRequest } from './request.ts';
import { newStaging, planOf, type Staging } from './staging.ts';
import { stageFiles } from './trigger-files.ts';

/** A resource that stands, by its id, and as it is shown. */
export interface Candidate extends Named {
  readonly id: string;
}

/** A function that was found, whatever the project's infrastructure is written in. */
export interface TriggerTarget {
  readonly iac: Iac;
  /** As the manifest and messages name it. */
  readonly id: string;
  readonly shown: string;
  readonly handler: ProjectPath | undefined;
  /** Resources of the stack that a trigger could take. */
  candidates(trigger: Trigger): readonly Candidate[];
  /** The type of the resource that is to be taken; undefined for a new one. Throws `usage` when it is not there. */
  typeOf(checked: CheckedTrigger): string | undefined;
  /** What functions of the stack take when nothing is said. */
  standing?(trigger: Trigger): string | undefined;
  /** Stages the infrastructure under the first of these ordinals whose names are free there, or stand already. */
  stage(
    staging: Staging,
    checked: CheckedTrigger,
    contribution: TriggerContribution,
    ordinals: readonly number[],
  ): Staged;
}

/** Under which ordinal a trigger was staged, and the logical id of the resource that it takes. */
export interface Staged {
  readonly ordinal: number;
  readonly resource: string | undefined;
}

function inferredOf(target: TriggerTarget, layout: Layout | undefined): readonly string[] {
  const { handler, shown } = target;
  if (!handler || !layout) return [`function  ${shown}`];
  const language = `${layout.language === 'ts' ? 'TypeScript' : 'JavaScript'}, ${layout.modules === 'esm' ? 'ES modules' : 'CommonJS'}`;
  return [
    `function  ${shown}`,
    `handler   ${handler} (${language})`,
    `tests     ${layout.tests} (${layout.runner ?? 'no test runner'})`,
  ];
}

/** A project of our own keeps a function's tests in a folder of the same name as its sources. */
function ownLayout(layout: Layout, handler: ProjectPath): Layout {
  const folder = handler.split('/').at(-2)!;
  return { ...layout, tests: `test/${folder}/` };
}

function targetLayout(kit: Kit, { handler }: TriggerTarget, isOwn: boolean): Layout | undefined {
  if (!handler) return undefined;
  const layout = layoutOf(kit.disk, handler);
  return isOwn ? ownLayout(layout, handler) : layout;
}

/** A trigger's key in the manifest: a second one of its kind has a 2 behind it. */
const keyOf = ({ id }: TriggerTarget, { trigger }: CheckedTrigger, ordinal: number) =>
  `${toKebab(id)}/${trigger.id}${ordinal === 1 ? '' : `-${ordinal}`}`;

/** The ordinals that a trigger could get: of the same one, if the manifest has it, and those that none has. */
function ordinalsFor(
  target: TriggerTarget,
  checked: CheckedTrigger,
  additions: readonly Addition[],
): readonly number[] {
  // An option may be younger than the addition
  const defaults = parseOptions(checked.trigger.options, {}, checked.trigger.id);
  const standing = (ordinal: number) =>
    additions.find(({ key }) => key === keyOf(target, checked, ordinal));
  const isSame = (ordinal: number) =>
    standing(ordinal) !== undefined &&
    isDeepStrictEqual({ ...defaults, ...standing(ordinal)!.options }, checked.options);
  return [...ORDINALS.filter(isSame), ...ORDINALS.filter((each) => !standing(each))];
}

/** The request, with the resource that its siblings take when it names none. */
function withStanding(target: TriggerTarget, checked: CheckedTrigger): CheckedTrigger {
  const { trigger, options, resource } = checked;
  const standing = resource ? undefined : target.standing?.(trigger);
  if (!standing || !trigger.resource) return checked;
  const { option } = trigger.resource;
  return { ...checked, resource: standing, options: { ...options, [option]: standing } };
}

/** Plans a trigger for a function that stands. The same trigger again is no change and a notice. */
export function planTrigger(kit: Kit, target: TriggerTarget, request: TriggerRequest): ExtendPlan {
  const checked = withStanding(target, checkTrigger(kit, request));
  const { trigger, options } = checked;
  const manifest = readAnyManifest(kit.disk);
  const isOwn = isOwnProject(manifest);
  const resourceType = target.typeOf(checked);
  const contribution = trigger.contribute({
    iac: target.iac,
    isOwn,
    options,
    hasResource: resourceType !== undefined,
    ...(resourceType && { resourceType }),
  });
  const staging = newStaging(kit);
  if (isOwn) stageParts(staging, manifest, contribution.requires ?? []);
  const ordinals = request.ordinal
    ? [request.ordinal]
    : ordinalsFor(target, checked, manifest.additions);
  const { ordinal, resource: taken = '' } = target.stage(staging, checked, contribution, ordinals);
  const name = prefix(target.id, ordinal);
  const layout = targetLayout(kit, target, isOwn);
  const left = stageFiles(staging, {
    trigger,
    name,
    handler: target.handler,
    layout,
    contribution,
  });
  if (isOwn) {
    const more: Substitutions = { __Function__: target.id, __Resource__: taken };
    stageOwnFiles(staging, manifest, `triggers/${trigger.id}`, name, contribution, more);
  }
  const key = keyOf(target, checked, ordinal);
  return planOf(
    staging,
    { kind: 'trigger', key, options },
    {
      inferred: inferredOf(target, layout),
      nextSteps: left,
    },
  );
}
