import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Value } from '../../graph.ts';
import type { Template } from './template.ts';
import { valueIn } from './values.ts';

const isNone = (value: Value) => value === undefined || value === 'NONE';

/** Whether something is asked of who calls: by an authorizer, for a key, or by a policy. */
function asks(
  template: Template,
  { ApiKeyRequired, ResourcePolicy }: ModelMap,
  name: Value,
): Value {
  const key = valueIn(template, ApiKeyRequired);
  if (ResourcePolicy !== undefined || key === true) return true;
  return typeof name === 'object' ? name : !isNone(name);
}

/** Whether an API of SAM asks who calls where an event says nothing of it: its `Auth`. */
export const isGuarded = (template: Template, auth: Model | undefined): Value =>
  asks(template, mapOf(auth), valueIn(template, mapOf(auth).DefaultAuthorizer));

/** Whether anybody may call the route of an event. */
export function isOpenEvent(template: Template, auth: Model | undefined, ofApi: Value): Value {
  const { Authorizer, ...more } = mapOf(auth);
  const name = valueIn(template, Authorizer);
  const own = asks(template, more, name);
  if (typeof own === 'object') return own;
  if (own === true || name === 'NONE') return !own;
  return typeof ofApi === 'boolean' ? !ofApi : ofApi;
}

/** Whether anybody may call a route or a method of CloudFormation. */
export function isOpenRoute(template: Template, { AuthorizationType, ApiKeyRequired }: ModelMap) {
  const asked = asks(
    template,
    { ApiKeyRequired: ApiKeyRequired ?? false },
    valueIn(template, AuthorizationType),
  );
  return typeof asked === 'boolean' ? !asked : asked;
}
