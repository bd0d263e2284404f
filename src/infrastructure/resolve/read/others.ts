import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Parameter, Pool, Secret, StateMachine } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { jsonOf, numberOf, textOf } from './values.ts';

/** Reads a file that a template names, relative to the template; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

const substituted = (text: string, substitutions: ModelMap) =>
  text.replaceAll(/\$\{(\w+)\}/g, (token, name: string) => textOf(substitutions[name]) ?? token);

function definitionOf({ properties }: ResolvedResource, read: ReadFile): ModelMap {
  const { DefinitionString, Definition, DefinitionUri } = properties;
  const file = typeof DefinitionUri === 'string' ? read(DefinitionUri) : undefined;
  const found: Model | undefined = DefinitionString ?? Definition ?? file;
  const text = typeof found === 'string' ? found : JSON.stringify(found ?? {});
  return mapOf(jsonOf(substituted(text, mapOf(properties.DefinitionSubstitutions))));
}

const machineOf = (machine: ResolvedResource, stack: string, read: ReadFile): StateMachine => ({
  id: machine.id,
  stack,
  name: machine.identity.attributes.Name!,
  arn: machine.identity.ref,
  definition: definitionOf(machine, read),
  isExpress: machine.properties.StateMachineType === 'EXPRESS',
});

const parameterOf = ({ id, properties, identity }: ResolvedResource, stack: string): Parameter => ({
  id,
  stack,
  name: identity.ref,
  type: textOf(properties.Type) ?? 'String',
  value: textOf(properties.Value) ?? '',
});

/** Secrets Manager's own length where a template gives none. */
const PASSWORD_LENGTH = 32;

/** A fixed password, for nothing local is secret: of letters, which every rule for passwords allows. */
const passwordOf = ({ PasswordLength }: ModelMap) => {
  const length = numberOf(PasswordLength, PASSWORD_LENGTH);
  return 'localsecret'.repeat(Math.ceil(length / 11)).slice(0, length);
};

function secretValue(properties: ModelMap): string {
  const given = textOf(properties.SecretString);
  if (given !== undefined) return given;
  const generate = mapOf(properties.GenerateSecretString);
  const key = textOf(generate.GenerateStringKey);
  const template = mapOf(jsonOf(generate.SecretStringTemplate));
  const password = passwordOf(generate);
  return key ? JSON.stringify({ ...template, [key]: password }) : password;
}

const secretOf = ({ id, properties, identity }: ResolvedResource, stack: string): Secret => ({
  id,
  stack,
  name: textOf(properties.Name) ?? `${stack}-${id}`,
  arn: identity.ref,
  value: secretValue(properties),
});

/** Triggers that have a version beside their function's ARN. */
const triggerArn = (value: Model) =>
  typeof value === 'string' ? value : textOf(mapOf(value).LambdaArn);

/** `PreTokenGenerationConfig` configures the trigger `PreTokenGeneration`. */
const triggersOf = (config: ModelMap): Pool['triggers'] =>
  Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => {
      const arn = triggerArn(value);
      return arn?.startsWith('arn:') ? [[name.replace(/Config$/, ''), arn] as const] : [];
    }),
  );

/** Triggers that SAM adds to a pool for the events of functions. */
const samTriggers = (all: readonly ResolvedResource[], pool: ResolvedResource): Pool['triggers'] =>
  Object.fromEntries(
    all
      .filter(({ type, properties }) => {
        const isTrigger = type === 'Custom::CognitoTriggers';
        return isTrigger && properties.UserPool === pool.identity.ref;
      })
      .flatMap(({ properties }) =>
        [properties.Triggers ?? []]
          .flat()
          .map((trigger) => [String(trigger), String(properties.targetArn)] as const),
      ),
  );

const groupsOf = (all: readonly ResolvedResource[], pool: ResolvedResource) =>
  all
    .filter(({ type, properties }) => {
      const isGroup = type === 'AWS::Cognito::UserPoolGroup';
      return isGroup && properties.UserPoolId === pool.identity.ref;
    })
    .map(({ id, properties }) => textOf(properties.GroupName) ?? id);

export function othersOf({ resources, around: { stackName } }: ResolvedStack, read: ReadFile) {
  const all = [...resources.values()];
  const of = (type: string) => all.filter((each) => each.type === type);
  return {
    stateMachines: of('AWS::StepFunctions::StateMachine').map((each) =>
      machineOf(each, stackName, read),
    ),
    parameters: of('AWS::SSM::Parameter').map((each) => parameterOf(each, stackName)),
    secrets: of('AWS::SecretsManager::Secret').map((each) => secretOf(each, stackName)),
    pools: of('AWS::Cognito::UserPool').map(
      (pool): Pool => ({
        id: pool.id,
        stack: stackName,
        poolId: pool.identity.ref,
        groups: groupsOf(all, pool),
        triggers: { ...triggersOf(mapOf(pool.properties.LambdaConfig)), ...samTriggers(all, pool) },
      }),
    ),
  };
}
