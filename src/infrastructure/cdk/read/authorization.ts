import type { Value } from '../../graph.ts';
import { type Found, propertyOf } from '../source/bindings.ts';
import { valueAt } from '../source/values.ts';
import { instanceAt } from './deliveries.ts';

const inherited = (ofApi: Value): Value => (typeof ofApi === 'boolean' ? !ofApi : ofApi);

/** Whether anybody may call the routes that `addRoutes` adds to an HTTP API. */
export function isOpenRoute(props: Found, ofApi: Value): Value {
  const authorizer = propertyOf(props, 'authorizer');
  if (authorizer === 'missing') return inherited(ofApi);
  if (!authorizer) return { unknown: 'authorizer' };
  return instanceAt(authorizer)?.name === 'HttpNoneAuthorizer';
}

/** Whether anybody may call a method of a REST API, by the options that it is added with. */
export function isOpenMethod(options: Found, ofApi: Value): Value {
  if (options === undefined) return { unknown: 'options' };
  const names = ['authorizer', 'authorizationType', 'apiKeyRequired'];
  const [authorizer, type, key] = names.map((name) => valueAt(options, name));
  if (authorizer !== undefined || key === true) return false;
  if (type === undefined) return inherited(ofApi);
  return typeof type === 'string' ? type === 'NONE' : type;
}
