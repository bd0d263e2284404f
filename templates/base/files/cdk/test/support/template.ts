import { readFileSync, rmSync } from 'node:fs';
import { type App, CfnElement } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { vi } from 'vitest';

/**
 * Templates as plain objects: `Template` of aws-cdk-lib/assertions, for an app with several stacks, with
 * references as texts and logical ids without hashes.
 */

export interface Resource {
  Type: string;
  DependsOn?: string[];
  Metadata?: { Entry?: string };
  Properties?: unknown;
}

export type Template = Record<string, Resource>;

type Parameters = Record<string, string>;

type Stacks = CloudAssembly['stacks'];

/** Builds the app; throws when cdk-nag, or with `validation` CloudFormation, finds fault with it. */
export async function synth(context: Record<string, unknown>, validation = false) {
  vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify({ ...featureFlags(), ...context }));
  // It takes longer than the rest
  vi.stubEnv('CDK_VALIDATION', String(validation));
  // An app is made when its module is loaded: another query loads it anew
  const module = `../../infra/app.ts?${Object.entries({ ...context, validation })}`;
  const { app } = await import(module);
  const assembly: CloudAssembly = app.synth();
  nameRepeated(app);
  return assembly;
}

/** Of the context in cdk.json, all but what a deployment sets, such as a mailbox: tests bring their own. */
function featureFlags() {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return Object.fromEntries(Object.entries(context).filter(([key]) => key.includes('/')));
}

/** CDK leaves out an id that repeats the end of the one before: in `OrdersApi`, an `Api` has no name. */
function nameRepeated(app: App): void {
  for (const element of app.node.findAll().filter(CfnElement.isCfnElement)) {
    const [, outer = '', inner = ''] = element.node.path.split('/');
    const id: string = element.stack.resolve(element.logicalId);
    if (inner && outer.endsWith(inner)) {
      names.set(id, outer + inner + withoutHash(id).slice(outer.length));
    }
  }
}

/** A stack's resources by logical id, without hashes. A reference reads `Id` or `Id.Attribute`. */
export async function load(parameters?: Parameters, stack?: string): Promise<Template> {
  return normalise((await loadStack(parameters, stack)).template.Resources);
}

/** A stack as it is; the one that has all but what patterns put into stacks of their own, unless named. */
export async function loadStack(parameters: Parameters = {}, name?: string) {
  const wanted = name ?? `__app-kebab__-${parameters.stage ?? 'dev'}`;
  const stack = (await loadStacks(parameters)).find(({ stackName }) => stackName === wanted);
  if (!stack) throw new Error(`The app has no stack ${wanted}`);
  return stack;
}

/** The resources of every stack, by its name. */
export async function loadAll(parameters?: Parameters): Promise<Record<string, Template>> {
  const all = await loadStacks(parameters);
  const named = all.map(({ stackName, template }) => [stackName, normalise(template.Resources)]);
  return Object.fromEntries(named);
}

/** Of all stacks, the resources of a type: stack, id, properties, and what is beside it. */
export async function every<T = object>(type: string, parameters?: Parameters) {
  return Object.entries(await loadAll(parameters)).flatMap(([name, template]) =>
    Object.entries(ofType<T>(template, type)).map(
      ([id, own]) => [name, id, own, template] as const,
    ),
  );
}

/** An app takes seconds to build: all tests share one for each set of parameters. */
const built = new Map<string, Promise<Stacks>>();

export function loadStacks(parameters: Parameters = {}): Promise<Stacks> {
  const key = JSON.stringify({ stage: 'dev', alarmEmail: '', ...parameters });
  const stacks = built.get(key) ?? synthWithoutCode(JSON.parse(key));
  built.set(key, stacks);
  return stacks;
}

/** Builds all but the code of the functions. */
export async function synthWithoutCode(parameters: object, validation = false): Promise<Stacks> {
  const context = { ...parameters, 'aws:cdk:bundling-stacks': [] };
  const { directory, stacks } = await synth(context, validation);
  // A stack reads its template when it is first asked for it
  stacks.map(({ template }) => template);
  // Another test file may have built the same app
  rmSync(directory, { recursive: true, force: true });
  return stacks;
}

export function properties<T>(template: Template, id: string): T {
  const resource = template[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return resource.Properties as T;
}

export function ofType<T>(template: Template, type: string): Record<string, T> {
  const found = Object.entries(template).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [id, resource.Properties as T]));
}

/** The module that a function runs. */
export const entryOf = (template: Template, id: string) => template[id]?.Metadata?.Entry;

export function normalise(resources: Template): Template {
  const plain: Template = JSON.parse(JSON.stringify(resources), (_key, value) => {
    if (value?.Ref) return unhashed(value.Ref);
    if (value?.['Fn::GetAtt']) return value['Fn::GetAtt'].map(unhashed).join('.');
    if (value?.['Fn::Join']) return value['Fn::Join'][1].join('');
    return value;
  });
  const entries = Object.entries(plain).map(([id, resource]) => [
    unhashed(id),
    { ...resource, DependsOn: resource.DependsOn?.map(unhashed) },
  ]);
  return Object.fromEntries(entries);
}

/** Logical ids end with eight hexadecimal digits, those of REST API deployments with 32 more. */
const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '');

const names = new Map<string, string>();

const unhashed = (id: string) => names.get(id) ?? withoutHash(id);
