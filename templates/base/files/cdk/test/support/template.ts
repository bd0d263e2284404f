import { readFileSync, rmSync } from 'node:fs';
import { type App, CfnElement } from 'aws-cdk-lib';
import { vi } from 'vitest';

export interface Resource {
  Type: string;
  DependsOn?: string[];
  Properties?: unknown;
}

export type Template = Record<string, Resource>;

/** Builds the app as `cdk synth` does; throws when cdk-nag finds what nobody has acknowledged. */
export async function synth(context: Record<string, unknown>) {
  const cdk = JSON.parse(readFileSync('cdk.json', 'utf8'));
  vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify({ ...cdk.context, ...context }));
  vi.resetModules();
  const { app } = await import('../../infra/app.ts');
  const assembly = app.synth();
  nameRepeated(app);
  return assembly;
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
export async function load(
  parameters: Record<string, string> = {},
  stack = `__app-kebab__-${parameters.stage ?? 'dev'}`,
): Promise<Template> {
  const template = (await loadAll(parameters))[stack];
  if (!template) throw new Error(`The app has no stack ${stack}`);
  return template;
}

/** The resources of every stack, by its name. */
export async function loadAll(
  parameters: Record<string, string> = {},
): Promise<Record<string, Template>> {
  const assembly = await synth({ ...parameters, 'aws:cdk:bundling-stacks': [] });
  const all = assembly.stacks.map(({ stackName, template }) => {
    return [stackName, normalise(template.Resources ?? {})];
  });
  rmSync(assembly.directory, { recursive: true });
  return Object.fromEntries(all);
}

/** The outputs of the stack by logical id, without hashes. */
export async function loadOutputs(): Promise<Record<string, unknown>> {
  const assembly = await synth({ 'aws:cdk:bundling-stacks': [] });
  const { template } = assembly.getStackByName('__app-kebab__-dev');
  rmSync(assembly.directory, { recursive: true });
  const outputs = Object.entries(normalise(template.Outputs ?? {}));
  return Object.fromEntries(outputs.map(([id, output]) => [id, 'Value' in output && output.Value]));
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
