import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { madeOfEvents } from './events.ts';

const isOff = (value: Model | undefined) => value === undefined || String(value) === 'false';

/** A role that SAM makes, also where a condition may give another. */
export const madeRole = (id: string, role: Model | undefined): readonly string[] =>
  role === undefined || mapOf(role)['Fn::If'] !== undefined ? [`${id}Role`] : [];

/** A URL that everybody may call has a permission for each of the two actions. */
function urlOf(id: string, { FunctionUrlConfig }: ModelMap): readonly string[] {
  if (FunctionUrlConfig === undefined) return [];
  const isPublic = mapOf(FunctionUrlConfig).AuthType === 'NONE';
  const permissions = [`${id}UrlPublicPermissions`, `${id}URLInvokeAllowPublicAccess`];
  return [`${id}Url`, ...(isPublic ? permissions : [])];
}

/** Where what an asynchronous invocation answers goes to, SAM makes a queue or topic if it is not named. */
function invokeConfigOf(id: string, { EventInvokeConfig }: ModelMap): readonly string[] {
  if (EventInvokeConfig === undefined) return [];
  const destinations = Object.entries(mapOf(mapOf(EventInvokeConfig).DestinationConfig));
  const made = destinations.flatMap(([key, model]) => {
    const { Type, Destination } = mapOf(model);
    const isMade = (Type === 'SQS' || Type === 'SNS') && mayLack(Destination);
    return isMade ? [`${id}EventInvokeConfig${key}`] : [];
  });
  return [`${id}EventInvokeConfig`, ...made];
}

const mayLack = (value: Model | undefined) =>
  value === undefined || mapOf(value)['Fn::If'] !== undefined;

/** All gradual deployments share an application, and a role where one of them names none. */
function deploymentOf(id: string, { DeploymentPreference }: ModelMap): readonly string[] {
  const { Enabled = true, Role, Type } = mapOf(DeploymentPreference);
  if (isOff(Enabled) || (Type === undefined && Role === undefined)) return [];
  const role = Role === undefined ? ['CodeDeployServiceRole'] : [];
  return ['ServerlessDeploymentApplication', `${id}DeploymentGroup`, ...role];
}

const aliasOf = (id: string, { AutoPublishAlias: alias }: ModelMap): readonly string[] =>
  alias === undefined ? [] : [`${id}Version`, `${id}Alias`];

export const madeOfFunction = (id: string, properties: ModelMap): readonly string[] => [
  id,
  ...madeRole(id, properties.Role),
  ...aliasOf(id, properties),
  ...urlOf(id, properties),
  ...invokeConfigOf(id, properties),
  ...deploymentOf(id, properties),
  ...madeOfEvents(id, properties.Events, false),
];

export const madeOfStateMachine = (id: string, properties: ModelMap): readonly string[] => [
  id,
  ...madeRole(id, properties.Role),
  ...aliasOf(id, properties),
  ...madeOfEvents(id, properties.Events, true),
];
