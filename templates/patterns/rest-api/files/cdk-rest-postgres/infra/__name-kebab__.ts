import {
  type IResource,
  type JsonSchema,
  LambdaIntegration,
  type MethodOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { toJSONSchema } from 'zod/mini';
import { ItemInput } from '../src/__name-kebab__/item.ts';
import { authorization } from './__name-kebab__-auth.ts';
import { storeOf } from './__name-kebab__-store.ts';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { RestApi } from './constructs/rest-api.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const store = storeOf(this);
    const api = new RestApi(this, 'Api', { defaultMethodOptions: authorization(this) });
    const collection = api.root.addResource('__name-kebab__');
    const item = collection.addResource('{id}');

    const schema = toJSONSchema(ItemInput, { target: 'draft-04' }) as JsonSchema;
    const withBody: MethodOptions = {
      requestModels: { 'application/json': api.addModel('ItemInput', { schema }) },
      requestValidator: api.addRequestValidator('Validator', { validateRequestBody: true }),
    };
    const route = (resource: IResource, method: string, name: string, options?: MethodOptions) => {
      const fn = new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${name.toLowerCase()}.ts`,
        environment: store.environment,
      });
      store.allow(fn);
      resource.addMethod(method, new LambdaIntegration(fn, { allowTestInvoke: false }), options);
    };
    route(collection, 'POST', 'Create', withBody);
    route(collection, 'GET', 'List');
    route(item, 'GET', 'Get');
    route(item, 'PUT', 'Update', withBody);
    route(item, 'DELETE', 'Delete');

    // What fails in a function is an error of the API as well
    watchApi(this, api, '__name-kebab__');
  }
}
