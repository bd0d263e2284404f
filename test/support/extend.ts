import { type Triggers, targetFinder } from '../../src/cli/add-trigger.ts';
import { extendKit } from '../../src/cli/extend-kit.ts';
import { replayer } from '../../src/cli/remove.ts';
import { createWorkshop } from '../../src/cli/workshop.ts';
import { formatManifest, MANIFEST, readAnyManifest } from '../../src/core/manifest.ts';
import { committed, type Files, memoryDisk } from '../../src/core/memory.ts';
import type { OptionValues } from '../../src/core/options.ts';
import { planAdd, planCreate } from '../../src/core/pipeline.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import type { InstanceRequest } from '../../src/core/resolve.ts';
import { planCdkPattern } from '../../src/extend/home/plan-cdk-pattern.ts';
import { planSamPattern } from '../../src/extend/home/plan-sam-pattern.ts';
import type { ExtendPlan, Kit } from '../../src/extend/kit.ts';
import { planCdkFunction } from '../../src/extend/plan-cdk-function.ts';
import { type FunctionRequest, planSamFunction } from '../../src/extend/plan-function.ts';
import {
  kindOf,
  type NamedKind,
  planRemoveNamed,
  planRemoveTrigger,
} from '../../src/extend/plan-remove.ts';
import { planTrigger } from '../../src/extend/plan-trigger.ts';
import type { TriggerRequest } from '../../src/extend/request.ts';
import { mainTemplate } from '../../src/extend/templates.ts';
import { loadTriggers } from '../../src/io/load-registry.ts';

const triggers: Triggers = await loadTriggers();

const perForm = async <T>(make: (form: Iac) => Promise<T>) =>
  Object.fromEntries(
    await Promise.all(IACS.map(async (form) => [form, await make(form)] as const)),
  ) as Record<Iac, T>;

/** With all that any project needs: of ours, or of somebody else. */
const kits = await perForm((form) => {
  const none = { project: sampleProject(form), instances: [], additions: [], files: {} };
  return extendKit(memoryDisk(new Map([[MANIFEST, formatManifest(none)]])), form, triggers);
});
const finders = await perForm(targetFinder);
const replayers = await perForm(replayer);
const create = await createWorkshop();

/** A project in memory, and the form of its infrastructure. */
export interface Host {
  readonly form: Iac;
  readonly files: Files;
}

export const hostOf = (form: Iac, files: Readonly<Record<string, string>>): Host => ({
  form,
  files: new Map(Object.entries(files)),
});

export const kitOf = ({ form, files }: Host): Kit => ({ ...kits[form], disk: memoryDisk(files) });

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

export function addInstance(host: Host, request: InstanceRequest, kit = kitOf(host)) {
  const { workshop, disk } = kit;
  return planAdd(request, disk, workshop);
}

export function addTrigger(
  host: Host,
  fn: string,
  type: string,
  options: OptionValues = {},
  place: Pick<TriggerRequest, 'stack' | 'template'> = {},
  kit = kitOf(host),
): ExtendPlan {
  const request = { fn, type, options, ...place };
  return planTrigger(kit, finders[host.form](kit.disk, request), request);
}

/** A function in a project that somebody else wrote. */
export function addFunction(host: Host, request: FunctionRequest, stack?: string): ExtendPlan {
  const kit = kitOf(host);
  return host.form === 'cdk'
    ? planCdkFunction(kit, request, stack)
    : planSamFunction(kit, mainTemplate(kit.disk, undefined), request);
}

/** A whole pattern in a project that somebody else wrote. */
export function addPattern(host: Host, request: InstanceRequest): ExtendPlan {
  const kit = { ...kitOf(host), create };
  return host.form === 'cdk'
    ? planCdkPattern(kit, request)
    : planSamPattern(kit, mainTemplate(kit.disk, undefined), request);
}

export function removeTrigger(host: Host, fn: string, type: string): ExtendPlan {
  const kit = kitOf(host);
  return planRemoveTrigger(kit, readAnyManifest(kit.disk), fn, type, replayers[host.form]);
}

/** A pattern or a function, as what it is unless a test takes it for something else. */
export function removeNamed(host: Host, name: string, as?: NamedKind): ExtendPlan {
  const kit = { ...kitOf(host), create };
  const manifest = readAnyManifest(kit.disk);
  const kind = as ?? kindOf(manifest, name) ?? 'pattern';
  return planRemoveNamed(kit, manifest, { kind, name }, replayers[host.form]);
}
