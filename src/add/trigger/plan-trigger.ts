import { isTrigger, type TriggerId, typeWithOrdinal } from '../../core/additions.ts';
import { listOf, removeFirst, usageError } from '../../core/errors.ts';
import type { Substitutions } from '../../core/fold/render.ts';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import type { ProjectPath } from '../../core/paths.ts';
import type { TriggerContribution } from '../../core/trigger.ts';
import type { ExtendContext, ExtendPlan } from '../../host/context.ts';
import { type Layout, layoutOf, shownTests } from '../../host/layout.ts';
import { prefix } from '../names.ts';
import { ALARM_ACTION_STEP } from '../next-steps.ts';
import { stageOwnFiles, stageParts } from '../own-parts.ts';
import { alreadyThere, newStaging, planOf, type Staging } from '../staging.ts';
import { stageFiles } from '../wiring/trigger-files.ts';
import { checkRules } from './check-rules.ts';
import { type CheckedTrigger, checkTrigger, type TriggerRequest } from './request.ts';
import { stageTrigger, standingKey, triggerId, type WantedTrigger } from './stage-trigger.ts';
import type { TriggerTarget } from './trigger-target.ts';

function inferredOf(target: TriggerTarget, layout: Layout | undefined): readonly string[] {
  const { handler, shown } = target;
  if (!handler || !layout) return [`function  ${shown}`];
  const language = `${layout.language === 'ts' ? 'TypeScript' : 'JavaScript'}, ${layout.modules === 'esm' ? 'ES modules' : 'CommonJS'}`;
  return [`function  ${shown}`, `handler   ${handler} (${language})`, shownTests(layout)];
}

/** A project of our own keeps a function's tests in a folder of the same name as its sources. */
function ownLayout(layout: Layout, handler: ProjectPath): Layout {
  const folder = handler.split('/').at(-2)!;
  return {
    ...layout,
    tests: `test/${folder}/`,
    testPrefix: '',
    testEnding: '.test',
    testCase: 'kebab',
    fileCase: 'kebab',
  };
}

function targetLayout(
  context: ExtendContext,
  { handler }: TriggerTarget,
  isOwn: boolean,
): Layout | undefined {
  if (!handler) return undefined;
  const layout = layoutOf(context.disk, handler);
  return isOwn ? ownLayout(layout, handler) : layout;
}

/** Whether a new resource was asked for, though an existing one could be used. */
const isNew = ({ trigger: { resource: of }, resource }: CheckedTrigger) =>
  resource === 'new' && Boolean(of?.isShared || of?.isNamed);

/** The request, with the resource that its siblings take when it names none. */
function withDefaultResource(target: TriggerTarget, checked: CheckedTrigger): CheckedTrigger {
  const { trigger, options, resource } = checked;
  if (isNew(checked)) {
    const { option, isNamed } = trigger.resource!;
    const said = { ...options, [option]: isNamed ? resource! : '' };
    return { ...checked, resource: undefined, options: said };
  }
  const taken = resource ? undefined : target.defaultResource?.(trigger);
  if (!taken || !trigger.resource) return checked;
  const { option } = trigger.resource;
  return { ...checked, resource: taken, options: { ...options, [option]: taken } };
}

/** What is left to do beside the handler; alarms of our own projects have a topic. */
function leftBy({ inserted }: Staging, { nextSteps = [] }: TriggerContribution, isOwn: boolean) {
  const texts = [...inserted.values()].flat();
  const hasAlarm = texts.some((text) => /Alarm\b/.test(text) && !/AlarmAction/.test(text));
  const isMute = hasAlarm && !isOwn;
  return [...nextSteps, ...(isMute ? [ALARM_ACTION_STEP] : [])];
}

/** A trigger that makes a resource only when it is asked to needs the name of the one it takes. */
function refuseUnnamed(
  target: TriggerTarget,
  { trigger, resource, options }: CheckedTrigger,
): void {
  const { option, isNamed } = trigger.resource ?? {};
  if (resource || !option || !isNamed || options[option]) return;
  const all = target.candidates(trigger).map(({ shown }) => shown);
  const fresh = `--${option} new makes one.`;
  const hint = `Name it with --${option}; ${fresh} The stack has:${listOf(all)}`;
  throw usageError(
    `${trigger.id} needs a ${option} of the stack`,
    all.length > 0 ? hint : `The stack has no ${option} yet: ${fresh}`,
  );
}

/** The request, checked, with the resource that it takes. */
function checkedFor(
  context: ExtendContext,
  target: TriggerTarget,
  request: TriggerRequest,
): CheckedTrigger {
  const checked = withDefaultResource(target, checkTrigger(context, request));
  refuseUnnamed(target, checked);
  return checked;
}

function contributionOf(target: TriggerTarget, checked: CheckedTrigger, isOwn: boolean) {
  const resourceType = target.typeOf(checked);
  return checked.trigger.contribute({
    iac: target.iac,
    isOwn,
    options: checked.options,
    hasResource: resourceType !== undefined,
    ...(resourceType && { resourceType }),
  });
}

/** Stages what the project lacks of a trigger; answers its ordinal, and what is left to do. */
function stageAll(wanted: WantedTrigger, staging: Staging, layout: Layout | undefined) {
  const { target, checked, contribution, manifest } = wanted;
  const { trigger } = checked;
  const isOwn = isOwnProject(manifest);
  if (isOwn) stageParts(staging, manifest, contribution.requires ?? []);
  const { ordinal, resource: __Resource__ = '' } = stageTrigger(wanted, staging);
  const name = prefix(target.id, ordinal);
  const files = { trigger, name, handler: target.handler, layout, contribution };
  const nextSteps = [...stageFiles(staging, files), ...leftBy(staging, contribution, isOwn)];
  const more: Substitutions = { __Function__: target.id, __Resource__ };
  if (isOwn) stageOwnFiles(staging, manifest, `triggers/${trigger.id}`, name, contribution, more);
  return { ordinal, nextSteps };
}

const another = (id: TriggerId) =>
  `trigger   ${typeWithOrdinal(id)}: it has one of that kind already`;

/** A second trigger of one kind needs a resource or route of its own, or the flag --another. */
function refuseSecond(
  { target, checked, manifest }: WantedTrigger,
  { fn, another: isWanted }: TriggerRequest,
): void {
  const { trigger, resource } = checked;
  const id = triggerId(target, trigger, 1);
  const isThere = manifest.additions.some(
    (each) =>
      isTrigger(each) && !each.isLeft && each.function === id.function && each.type === id.type,
  );
  if (isWanted !== false || !isThere || resource || trigger.id === 'http') return;
  throw usageError(
    `${fn} has an ${trigger.id} trigger already, with other options`,
    `${removeFirst(`lambda-gen remove trigger ${fn} ${trigger.id}`)}. To add a second one: --another`,
  );
}

/** The request, with what the project has of its kind. */
function wantedOf(
  context: ExtendContext,
  target: TriggerTarget,
  request: TriggerRequest,
): WantedTrigger {
  const checked = checkedFor(context, target, request);
  const manifest = readAnyManifest(context.disk);
  const contribution = contributionOf(target, checked, isOwnProject(manifest));
  return { context, target, checked, contribution, manifest };
}

/** Whether the project has the trigger already, with the same options. */
export const hasTrigger = (
  context: ExtendContext,
  target: TriggerTarget,
  request: TriggerRequest,
): boolean => standingKey(wantedOf(context, target, request)) !== undefined;

/** Plans a trigger for an existing function. The same trigger again is no change and a notice. */
export function planTrigger(
  context: ExtendContext,
  target: TriggerTarget,
  request: TriggerRequest,
): ExtendPlan {
  const wanted = wantedOf(context, target, request);
  const { checked, manifest } = wanted;
  const layout = targetLayout(context, target, isOwnProject(manifest));
  const inferred = inferredOf(target, layout);
  const existing = standingKey(wanted);
  if (existing) return alreadyThere(existing, inferred);
  refuseSecond(wanted, request);
  const staging = newStaging(context);
  const { ordinal, nextSteps: left } = stageAll(wanted, staging, layout);
  const nextSteps = [...left, ...(target.packingSteps?.(staging.created) ?? [])];
  const found = checkRules(staging, target, checked, request.fix ?? false);
  const warnings = [...staging.warnings, ...found];
  const id = triggerId(target, checked.trigger, ordinal);
  const shown = { inferred: ordinal > 1 ? [...inferred, another(id)] : inferred, nextSteps };
  const plan = planOf(staging, { kind: 'trigger', ...id, options: checked.options }, shown);
  return warnings.length > 0 ? { ...plan, warnings } : plan;
}
