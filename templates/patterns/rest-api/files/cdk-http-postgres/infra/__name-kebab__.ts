import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { authorizer } from './__name-kebab__-auth.ts';
import { storeOf } from './__name-kebab__-store.ts';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const store = storeOf(this);
    const api = new HttpApi(this, 'Api', { defaultAuthorizer: authorizer(this) });

    const route = (method: HttpMethod, path: string, name: string) => {
      const fn = new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${name.toLowerCase()}.ts`,
        environment: store.environment,
      });
      store.allow(fn);
      api.addRoutes({
        path,
        methods: [method],
        integration: new HttpLambdaIntegration(name, fn),
      });
    };
    const { GET, POST, PUT, DELETE } = HttpMethod;
    const collection = '/__name-kebab__';
    const item = '/__name-kebab__/{id}';
    route(POST, collection, 'Create');
    route(GET, collection, 'List');
    route(GET, item, 'Get');
    route(PUT, item, 'Update');
    route(DELETE, item, 'Delete');

    // What fails in a function is an error of the API as well
    watchApi(this, api, '__name-kebab__');
  }
}
