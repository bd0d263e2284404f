import { planCdkFunction } from '../../src/add/function/plan-cdk-function.ts';
import { planSamFunction } from '../../src/add/function/plan-function.ts';
import type { FunctionRequest } from '../../src/add/function/request.ts';
import { planCdkPattern } from '../../src/add/pattern/plan-cdk-pattern.ts';
import { planSamPattern } from '../../src/add/pattern/plan-sam-pattern.ts';
import { planTrigger } from '../../src/add/trigger/plan-trigger.ts';
import type { TriggerRequest } from '../../src/add/trigger/request.ts';
import type { Triggers } from '../../src/cli/generate/add/options-given.ts';
import { targetFinder } from '../../src/cli/generate/add/trigger-finder.ts';
import { convertingPorts } from '../../src/cli/generate/conversion.ts';
import { extendContext } from '../../src/cli/generate/extend-context.ts';
import { loadCutter } from '../../src/cli/load-cutter.ts';
import { createPorts } from '../../src/cli/ports.ts';
import type { NamedKind } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { planAdd } from '../../src/core/fold/plan-add.ts';
import type { InstanceRequest } from '../../src/core/fold/resolve.ts';
import { EMPTY, formatManifest, MANIFEST, readAnyManifest } from '../../src/core/manifest.ts';
import type { OptionValues } from '../../src/core/options.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import type { ExtendContext, ExtendPlan } from '../../src/host/context.ts';
import { mainTemplate } from '../../src/infrastructure/sam/templates.ts';
import { loadTriggers } from '../../src/io/load-registry.ts';
import { kindOf, planRemoveNamed, planRemoveTrigger } from '../../src/remove/plan-remove.ts';
import type { RemovalContext } from '../../src/remove/removal.ts';

const triggers: Triggers = await loadTriggers();

const perForm = async <T>(make: (form: Iac) => Promise<T>) =>
  Object.fromEntries(
    await Promise.all(IACS.map(async (form) => [form, await make(form)] as const)),
  ) as Record<Iac, T>;

/** With all that any project needs: of ours, or of somebody else. */
const kits = await perForm(async (form) => {
  const none = { project: sampleProject(form), instances: [], ...EMPTY };
  const disk = memoryDisk(new Map([[MANIFEST, formatManifest(none)]]));
  const context = await extendContext(disk, form, triggers);
  return { ...context, ports: await convertingPorts(context.ports, form) };
});
const finders = await perForm(targetFinder);
/** What takes insertions out of all kinds of files. */
export const cut = await loadCutter({
  ...EMPTY,
  made: { all: { version: '', needs: [], inserted: { 'a.ts': [], 'a.yaml': [] } } },
});
const create = await createPorts();

/** A project in memory, and the form of its infrastructure. */
export interface Host {
  readonly form: Iac;
  readonly files: Files;
}

export const hostOf = (form: Iac, files: Readonly<Record<string, string>>): Host => ({
  form,
  files: new Map(Object.entries(files)),
});

export const kitOf = ({ form, files }: Host): ExtendContext => ({
  ...kits[form],
  disk: memoryDisk(files),
});

/** The project as it is after a plan. */
export const after = ({ form, files }: Host, plan: Pick<ExtendPlan, 'changes'>): Host => ({
  form,
  files: committed(files, plan),
});

export const read = ({ files }: Host, path: string) => files.get(path) ?? `(no ${path})`;
export const bytes = ({ files }: Host) => Object.fromEntries([...files].sort());

/** A project that create-lambda-app made. */
export function ownHost(form: Iac, instances: readonly InstanceRequest[]): Host {
  const empty = { form, files: new Map() };
  const project = sampleProject(form);
  return after(empty, planCreate({ project, instances }, memoryDisk(empty.files), create));
}

export function addInstance(host: Host, request: InstanceRequest, context = kitOf(host)) {
  const { ports, disk } = context;
  return planAdd(request, disk, ports);
}

export function addTrigger(
  host: Host,
  fn: string,
  type: string,
  options: OptionValues = {},
  place: Pick<TriggerRequest, 'stack' | 'template' | 'fix' | 'another'> = {},
  context = kitOf(host),
): ExtendPlan {
  const request = { fn, type, options, ...place };
  return planTrigger(context, finders[host.form](context.disk, request), request);
}

/** A function in a project that somebody else wrote. */
export function addFunction(host: Host, request: FunctionRequest, stack?: string): ExtendPlan {
  const context = kitOf(host);
  return host.form === 'cdk'
    ? planCdkFunction(context, request, stack)
    : planSamFunction(context, mainTemplate(context.disk, undefined), request);
}

/** A whole pattern in a project that somebody else wrote. */
export function addPattern(host: Host, request: InstanceRequest): ExtendPlan {
  const context = { ...kitOf(host), create };
  return host.form === 'cdk'
    ? planCdkPattern(context, request)
    : planSamPattern(context, mainTemplate(context.disk, undefined), request);
}

export const removalKitOf = (host: Host): RemovalContext => ({ ...kitOf(host), cut });

interface HowToRemove {
  readonly isPartial?: boolean;
}

export function removeTrigger(host: Host, fn: string, type: string, how: HowToRemove = {}) {
  const context = removalKitOf(host);
  return planRemoveTrigger(context, readAnyManifest(context.disk), { function: fn, type, ...how });
}

/** A pattern or a function, as what it is unless a test takes it for something else. */
export function removeNamed(
  host: Host,
  name: string,
  { as, ...how }: HowToRemove & { readonly as?: NamedKind } = {},
): ExtendPlan {
  const context = removalKitOf(host);
  const manifest = readAnyManifest(context.disk);
  const kind = as ?? kindOf(manifest, name) ?? 'pattern';
  return planRemoveNamed(context, manifest, { kind, name, ...how });
}
