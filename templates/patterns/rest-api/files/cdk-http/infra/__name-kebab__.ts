import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { authorizer } from './__name-kebab__-auth.ts';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'ownerId', type: AttributeType.STRING },
      sortKey: { name: 'id', type: AttributeType.STRING },
    });
    const api = new HttpApi(this, 'Api', { defaultAuthorizer: authorizer(this) });

    const route = (method: HttpMethod, path: string, name: string, actions: string[]) => {
      const fn = new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${name.toLowerCase()}.ts`,
        environment: { TABLE_NAME: table.tableName },
      });
      fn.allow(actions, table.tableArn);
      api.addRoutes({
        path,
        methods: [method],
        integration: new HttpLambdaIntegration(name, fn.live),
      });
    };
    const { GET, POST, PUT, DELETE } = HttpMethod;
    const collection = '/__name-kebab__';
    const item = '/__name-kebab__/{id}';
    route(POST, collection, 'Create', ['dynamodb:PutItem']);
    route(GET, collection, 'List', ['dynamodb:Query']);
    route(GET, item, 'Get', ['dynamodb:GetItem']);
    route(PUT, item, 'Update', ['dynamodb:UpdateItem']);
    route(DELETE, item, 'Delete', ['dynamodb:DeleteItem']);

    // What fails in a function is an error of the API as well
    watchApi(this, api, '__name-kebab__');
  }
}
