import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refusal, usageError } from '../../core/errors.ts';
import type { Iac } from '../../core/project.ts';
import { guess } from '../../core/suggest.ts';
import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { appsIn, templatePaths } from '../../infrastructure/forms.ts';
import { deploymentOf, joined } from '../../infrastructure/resolve/deploy.ts';
import type { Deployment } from '../../infrastructure/resolve/deployment.ts';
import { type ResolvedStack, resolveStack } from '../../infrastructure/resolve/stack.ts';
import { diskBase } from '../../io/disk.ts';
import { projectDisk } from '../../io/list-files.ts';
import { ACCOUNT } from './account.ts';
import { assemblySources } from './assembly.ts';
import { endpointIds } from './endpoint-ids.ts';
import { refuseUninstalled } from './installed.ts';
import { type LocalApi, withLocalHosts } from './local-hosts.ts';
import { samSources } from './sam-sources.ts';
import type { LoadOptions, Sources, StackSource } from './sources.ts';

export interface Loaded {
  readonly deployment: Deployment;
  /** Files whose change changes the infrastructure. */
  readonly watched: () => readonly string[];
  /** Texts used in place of values that could not be resolved. */
  readonly unresolved: readonly string[];
}

export const endpointKey = (stack: string, id: string) => `${stack}/${id}`;

/** What is in the folder itself comes before what is below it. */
function formOf({ root, template }: LoadOptions): Iac | undefined {
  if (template) return 'sam';
  if (existsSync(join(root, 'cdk.json')) || appsIn(diskBase(root), '').length > 0) return 'cdk';
  return templatePaths(projectDisk(root)).length > 0 ? 'sam' : undefined;
}

function sourcesOf(options: LoadOptions): Promise<Sources> | Sources {
  const form = formOf(options);
  if (form === 'cdk') return assemblySources(options);
  if (form === 'sam') return samSources(projectDisk(options.root), options);
  throw refusal(`${options.root} has no infrastructure that can be run`, {
    hint: 'It needs a CDK app, or a SAM template with functions. --cwd names another folder.',
  });
}

const keysOf = ({ stackName, template }: StackSource) =>
  endpointIds(template).map((id) => endpointKey(stackName, id));

const localApis = ({ stackName, template }: StackSource, { addresses }: LoadOptions) =>
  endpointIds(template).map(
    (id): LocalApi => ({
      stack: stackName,
      id,
      url: addresses.endpoint(endpointKey(stackName, id)),
    }),
  );

interface Resolved {
  readonly source: StackSource;
  readonly stack: ResolvedStack;
}

/** Resolves stacks, and those nested in them, in the order in which they are declared. */
class Stacks {
  readonly resolved: Resolved[] = [];
  readonly #options: LoadOptions;
  readonly #exports = new Map<string, Model>();
  readonly #outputs = new Map<string, ModelMap>();

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  resolve(source: StackSource): ResolvedStack {
    const { addresses } = this.#options;
    const { stackName, region } = source;
    const around = {
      account: ACCOUNT,
      region,
      stackName,
      queueUrl: (name: string) => addresses.queueUrl(name, region),
      endpoint: (id: string) => addresses.endpoint(endpointKey(stackName, id)),
    };
    const stack = resolveStack(source.template, {
      around,
      parameters: source.parameters,
      importValue: (name) => this.#exports.get(name),
      nestedOutputs: (id, resource) => this.#nested(source, id, resource),
    });
    this.#keepExports(source, stack);
    this.resolved.push({ source, stack });
    for (const { id, type, properties } of stack.resources.values())
      if (isStack(type)) this.#nested(source, id, { Type: type, Properties: properties });
    return stack;
  }

  #keepExports({ template }: StackSource, { outputs }: ResolvedStack): void {
    for (const [name, output] of Object.entries(template.outputs)) {
      const exported = mapOf(mapOf(output).Export).Name;
      if (typeof exported === 'string') this.#exports.set(exported, outputs[name] ?? null);
    }
  }

  #nested(source: StackSource, id: string, resource: ModelMap): ModelMap {
    const key = `${source.stackName}-${id}`;
    const known = this.#outputs.get(key);
    if (known) return known;
    this.#outputs.set(key, {});
    const inner = source.nested(id, resource);
    const outputs = inner ? this.resolve(inner).outputs : {};
    this.#outputs.set(key, outputs);
    return outputs;
  }
}

const isStack = (type: string) =>
  type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application';

/** Every stack of a source, those nested in it too, with nothing resolved yet. */
function withNested(source: StackSource): readonly StackSource[] {
  const inner = Object.entries(source.template.resources).flatMap(([id, model]) => {
    const resource = mapOf(model);
    const nested = isStack(String(resource.Type)) ? source.nested(id, resource) : undefined;
    return nested ? withNested(nested) : [];
  });
  return [source, ...inner];
}

/** Throws `usage` for a value of a parameter that no stack has. */
function checkParameters(given: LoadOptions['parameters'], sources: readonly StackSource[]): void {
  const names = [...new Set(sources.flatMap(({ template }) => Object.keys(template.parameters)))];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const known =
    names.length > 0 ? `The project has: ${names.join(', ')}.` : 'The project has none.';
  throw usageError(`There is no parameter "${unknown}"`, guess(unknown, names) + known);
}

/** Reads a project's infrastructure as it would be deployed. Throws `refused` when it cannot be read. */
export async function loadProject(options: LoadOptions): Promise<Loaded> {
  refuseUninstalled(options.root);
  const { stacks: sources, watched } = await sourcesOf(options);
  checkParameters(options.parameters, sources);
  await options.addresses.reserve(sources.flatMap(withNested).flatMap(keysOf));
  const stacks = new Stacks(options);
  for (const source of sources) stacks.resolve(source);
  const all = stacks.resolved.map(({ source, stack }) =>
    deploymentOf(stack, source.template.globals, source.read),
  );
  const deployment = joined(all);
  const apis = stacks.resolved.flatMap(({ source }) => localApis(source, options));
  const functions = deployment.functions.map((fn) => withLocalHosts(fn, apis));
  return {
    deployment: { ...deployment, functions },
    watched,
    unresolved: stacks.resolved.flatMap(({ stack }) => [...stack.unresolved]),
  };
}
