import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { find, type Source } from '../../../editors/sam/source.ts';
import { withGlobals } from '../../resolve/globals.ts';
import { modelReader } from '../read/aliases.ts';
import { madeOfHttpApi, madeOfRestApi, madeOfWebSocketApi } from './apis.ts';
import { madeOfFunction, madeOfStateMachine } from './functions.ts';
import { madeOfGraphQlApi } from './graphql.ts';

const MADE: Readonly<Record<string, (id: string, properties: ModelMap) => readonly string[]>> = {
  'AWS::Serverless::Function': madeOfFunction,
  'AWS::Serverless::StateMachine': madeOfStateMachine,
  'AWS::Serverless::Api': madeOfRestApi,
  'AWS::Serverless::HttpApi': madeOfHttpApi,
  'AWS::Serverless::WebSocketApi': madeOfWebSocketApi,
  'AWS::Serverless::GraphQLApi': madeOfGraphQlApi,
  'AWS::Serverless::Connector': connectorOf,
};

const FOR_EACH = /^Fn::ForEach::/;

/** A loop over a list that is written out makes its body for each item; of any other, at least once. */
function looped(globals: ModelMap, key: string, model: Model): readonly string[] {
  const [, items, body] = Array.isArray(model) ? (model as readonly Model[]) : [];
  const times = Array.isArray(items) ? items.length : 1;
  const made = Object.entries(mapOf(body)).flatMap((each) => madeOf(globals, each));
  return Array.from({ length: times }, (_, i) => made.map((id) => `${key} ${i} ${id}`)).flat();
}

/** A connector has a policy for each of what it connects to. */
function connectorOf(id: string, { Destination }: ModelMap): readonly string[] {
  const count = Array.isArray(Destination) ? Destination.length : 1;
  return Array.from({ length: count }, (_, i) => `${id}Policy${i}`);
}

const connectorsOf = (id: string, connectors: Model | undefined) =>
  Object.entries(mapOf(connectors)).flatMap(([key, model]) =>
    connectorOf(id + key, mapOf(mapOf(model).Properties)),
  );

function madeOf(globals: ModelMap, [id, model]: readonly [string, Model]): readonly string[] {
  if (FOR_EACH.test(id)) return looped(globals, id, model);
  const { Type, Properties, Connectors } = mapOf(model);
  const properties = withGlobals(globals, String(Type), mapOf(Properties));
  const made = MADE[String(Type)]?.(id, properties) ?? [id];
  return [...made, ...connectorsOf(id, Connectors)];
}

/** The APIs that events name none of have a type, and so what `Globals` gives it. */
const IMPLICIT: Readonly<Record<string, string>> = {
  ServerlessRestApi: 'AWS::Serverless::Api',
  ServerlessHttpApi: 'AWS::Serverless::HttpApi',
};

const withImplicit = (globals: ModelMap, id: string): readonly string[] =>
  IMPLICIT[id] ? madeOf(globals, [id, { Type: IMPLICIT[id] }]) : [id];

/**
 * How many resources a template's stack has, with those that SAM makes: roles, permissions, mappings, deployments.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function countMade({ root, text }: Source): number {
  const read = modelReader(root, text);
  const section = (key: string) => mapOf(read(find(root, key)?.value));
  const globals = section('Globals');
  const made = Object.entries(section('Resources')).flatMap((each) => madeOf(globals, each));
  return new Set(made.flatMap((id) => withImplicit(globals, id))).size;
}
