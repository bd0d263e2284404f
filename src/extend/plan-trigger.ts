import { usageError } from '../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import type { Substitutions } from '../core/render.ts';
import type { Trigger, TriggerContribution } from '../core/trigger.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Named } from './match.ts';
import { prefix } from './names.ts';
import { stageOwnFiles, stageParts } from './own-parts.ts';
import { type CheckedTrigger, checkTrigger, type TriggerRequest } from './request.ts';
import { stageTrigger, standingKey, triggerKey } from './stage-trigger.ts';
import { alreadyThere, newStaging, planOf, type Staging } from './staging.ts';
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
  /** What stages the infrastructure under an ordinal. */
  stager(staging: Staging, checked: CheckedTrigger, contribution: TriggerContribution): StageAs;
}

/** Under which ordinal a trigger was staged, and the logical id of the resource that it takes. */
export interface Staged {
  readonly ordinal: number;
  readonly resource: string | undefined;
  /** Whether what has these names stands already, and nothing was staged. */
  readonly isThere: boolean;
}

/** Answers undefined when something else has the names; throws `refused` when the editor does not dare. */
export type StageAs = (ordinal: number) => Staged | undefined;

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

/** The request, with the resource that its siblings take when it names none. */
function withStanding(target: TriggerTarget, checked: CheckedTrigger): CheckedTrigger {
  const { trigger, options, resource } = checked;
  const standing = resource ? undefined : target.standing?.(trigger);
  if (!standing || !trigger.resource) return checked;
  const { option } = trigger.resource;
  return { ...checked, resource: standing, options: { ...options, [option]: standing } };
}

/** What is left to do beside the handler; alarms of our own projects have a topic. */
function leftBy({ inserted }: Staging, { nextSteps = [] }: TriggerContribution, isOwn: boolean) {
  const hasAlarm = [...inserted.values()].flat().some((text) => /Alarm\b/.test(text));
  const isMute = hasAlarm && !isOwn;
  return [
    ...nextSteps,
    ...(isMute ? ['give the new alarms an action: so far they tell nobody'] : []),
  ];
}

/** A trigger that makes no resource of its own has to be told which one it takes. */
function refuseUnnamed(target: TriggerTarget, { trigger, resource }: CheckedTrigger): void {
  if (resource || !trigger.resource?.isRequired) return;
  const { option } = trigger.resource;
  const all = target.candidates(trigger).map(({ shown }) => `\n    ${shown}`);
  const hint = `Name it with --${option}. The stack has:${all.join('')}`;
  throw usageError(
    `${trigger.id} needs a ${option} of the stack`,
    all.length > 0 ? hint : `The stack has no ${option} yet: make one first.`,
  );
}

/** Plans a trigger for a function that stands. The same trigger again is no change and a notice. */
export function planTrigger(kit: Kit, target: TriggerTarget, request: TriggerRequest): ExtendPlan {
  const checked = withStanding(target, checkTrigger(kit, request));
  refuseUnnamed(target, checked);
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
  const layout = targetLayout(kit, target, isOwn);
  const inferred = inferredOf(target, layout);
  const wanted = { kit, target, checked, contribution, additions: manifest.additions };
  const standing = request.ordinal ? undefined : standingKey(wanted);
  if (standing) return alreadyThere(standing, inferred);
  const staging = newStaging(kit);
  if (isOwn) stageParts(staging, manifest, contribution.requires ?? []);
  const { ordinal, resource: taken = '' } = stageTrigger(wanted, staging, request.ordinal);
  const name = prefix(target.id, ordinal);
  const files = { trigger, name, handler: target.handler, layout, contribution };
  const nextSteps = [...stageFiles(staging, files), ...leftBy(staging, contribution, isOwn)];
  if (isOwn) {
    const more: Substitutions = { __Function__: target.id, __Resource__: taken };
    stageOwnFiles(staging, manifest, `triggers/${trigger.id}`, name, contribution, more);
  }
  const key = triggerKey(target, trigger, ordinal);
  const another = `trigger   ${key.split('/')[1]}: it has one of that kind already`;
  const told = ordinal > 1 ? [...inferred, another] : inferred;
  return planOf(staging, { kind: 'trigger', key, options }, { inferred: told, nextSteps });
}
