import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { conditionsOf } from './conditions.ts';
import { withGlobals } from './globals.ts';
import { type Identity, identityOf, type Surroundings } from './identity.ts';
import { impliedIdentity } from './implied.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { parameterValues } from './parameters.ts';
import type { Template } from './template.ts';

/** A resource whose condition holds, with every expression in it resolved. */
export interface ResolvedResource {
  readonly id: string;
  /** Set where `id` is the path in a CDK app. */
  readonly logicalId?: string;
  readonly type: string;
  readonly properties: ModelMap;
  readonly metadata: ModelMap;
  readonly identity: Identity;
}

export interface ResolvedStack {
  readonly around: Surroundings;
  readonly resources: ReadonlyMap<string, ResolvedResource>;
  readonly outputs: ModelMap;
  /** Parameters that nobody gave and that have no default, with the value that is used. */
  readonly invented: ReadonlyMap<string, string>;
  /** Expressions that could not be resolved, by the text used in their place. */
  readonly unresolved: ReadonlySet<string>;
}

/** Values from outside a template. */
export interface Inputs {
  readonly around: Surroundings;
  readonly parameters: Readonly<Record<string, string>>;
  /** The value of an export of another stack. */
  importValue(name: string): Model | undefined;
  /** The outputs of a nested stack, by its logical id. */
  nestedOutputs(id: string, resource: ModelMap): ModelMap;
}

const pseudo = ({ account, region, stackName }: Surroundings): ReadonlyMap<string, Model> =>
  new Map<string, Model>([
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::StackName', stackName],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackId', `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`],
    ['AWS::NotificationARNs', []],
  ]);

/** Properties that a resource's name and address come from: resolving the others could go in a circle. */
const isNaming = (property: string) => /(^|[a-z])Name$|^Fifo|^TargetFunctionArn$/.test(property);

class Resolver implements Scope {
  readonly mappings: ModelMap;
  readonly condition: (name: string) => boolean;
  readonly unresolvedTexts = new Set<string>();
  readonly #template: Template;
  readonly #inputs: Inputs;
  readonly #values: ReadonlyMap<string, Model>;
  readonly #identities = new Map<string, Identity>();

  constructor(template: Template, inputs: Inputs, parameters: ReadonlyMap<string, Model>) {
    this.mappings = template.mappings;
    this.#template = template;
    this.#inputs = inputs;
    this.#values = new Map([...pseudo(inputs.around), ...parameters]);
    this.condition = conditionsOf(template.conditions, this);
  }

  unresolved(expression: string): string {
    const text = `unresolved:${expression}`;
    this.unresolvedTexts.add(text);
    return text;
  }

  ref(name: string): Model | undefined {
    if (name === 'AWS::NoValue') return undefined;
    return this.#values.get(name) ?? this.identity(name)?.ref ?? this.unresolved(name);
  }

  getAtt(id: string, attribute: string): Model {
    if (attribute.startsWith('Outputs.'))
      return this.#nested(id)[attribute.slice(8)] ?? this.unresolved(`${id}.${attribute}`);
    const found = this.identity(id)?.attributes[attribute];
    return found ?? this.unresolved(`${id}.${attribute}`);
  }

  importValue(name: string): Model {
    return this.#inputs.importValue(name) ?? this.unresolved(`import ${name}`);
  }

  #nested = (id: string): ModelMap => {
    const resource = mapOf(this.#template.resources[id]);
    const properties = mapOf(resolve(mapOf(resource.Properties), this));
    return this.#inputs.nestedOutputs(id, { ...resource, Properties: properties });
  };

  identity(id: string): Identity | undefined {
    const known = this.#identities.get(id);
    if (known) return known;
    const identity = this.#identify(id);
    if (identity) this.#identities.set(id, identity);
    return identity;
  }

  #identify(id: string): Identity | undefined {
    const { resources } = this.#template;
    if (!Object.hasOwn(resources, id)) return impliedIdentity(id, this.#inputs.around, this);
    const { Type, Properties } = mapOf(resources[id]);
    const naming = Object.entries(mapOf(Properties)).filter(([property]) => isNaming(property));
    const named = mapOf(resolve(Object.fromEntries(naming), this));
    return identityOf(String(Type), id, named, this.#inputs.around);
  }

  isMade = (resource: ModelMap) =>
    typeof resource.Condition !== 'string' || this.condition(resource.Condition);

  resource(id: string): ResolvedResource {
    const { Type, Properties, Metadata } = mapOf(this.#template.resources[id]);
    const type = String(Type);
    const own = withGlobals(this.#template.globals, type, mapOf(Properties));
    return {
      id,
      type,
      properties: mapOf(resolve(own, this)),
      metadata: mapOf(resolve(mapOf(Metadata), this)),
      identity: this.identity(id)!,
    };
  }
}

/** Resolves a template as CloudFormation would: its parameters, conditions and intrinsic functions. */
export function resolveStack(template: Template, inputs: Inputs): ResolvedStack {
  const { values, invented } = parameterValues(template.parameters, inputs.parameters);
  const resolver = new Resolver(template, inputs, values);
  const made = Object.entries(template.resources).filter(([, each]) =>
    resolver.isMade(mapOf(each)),
  );
  const resources = new Map(made.map(([id]) => [id, resolver.resource(id)] as const));
  const outputs = Object.entries(template.outputs).flatMap(([name, output]) => {
    const { Value } = mapOf(output);
    const isMade = resolver.isMade(mapOf(output));
    return isMade && Value !== undefined ? [[name, resolve(Value, resolver) ?? null] as const] : [];
  });
  return {
    around: inputs.around,
    resources,
    outputs: Object.fromEntries(outputs),
    invented,
    unresolved: resolver.unresolvedTexts,
  };
}
