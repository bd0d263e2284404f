import type { Instance } from '../../../src/core/project.ts';

/** Where items are; PostgreSQL is reached through the Data API, or directly in the VPC of the project. */
export type Store = 'dynamodb' | 'data-api' | 'in-vpc';

export const isDatabase = (store: Store) => store !== 'dynamodb';

/** The packages that the parts of a store leave open. */
export const PACKAGES: Readonly<Record<Store, readonly string[]>> = {
  dynamodb: ['@aws-sdk/util-dynamodb'],
  'data-api': [],
  'in-vpc': [],
};

export function partsOf(store: Store, vpc: Instance | undefined): readonly string[] {
  if (store === 'dynamodb') return ['dynamodb', 'table'];
  return store === 'data-api' ? ['data-api'] : [`database-in-${vpc!.options.network}-vpc`];
}

/** In the SAM template, what a function of this name does with the table; of the database, all do the same. */
const onTable = (action: string) => `Action: dynamodb:${action}
                Resource: !GetAtt __Name__Table.Arn`;

/** What functions are given, and may do, by how they reach the database. */
const ACCESS = {
  'data-api': {
    allowed: `Action: rds-data:ExecuteStatement
                Resource: !GetAtt DatabaseCluster.DBClusterArn
              - Effect: Allow
                Action: secretsmanager:GetSecretValue
                Resource: !Ref DatabaseUser`,
    variables: `DATABASE_ARN: !GetAtt DatabaseCluster.DBClusterArn
          DATABASE_SECRET_ARN: !Ref DatabaseUser`,
  },
  'in-vpc': {
    allowed: `Action: rds-db:connect
                Resource: !Sub arn:\${AWS::Partition}:rds-db:\${AWS::Region}:\${AWS::AccountId}:dbuser:\${DatabaseCluster.DBClusterResourceId}/app`,
    variables: `PGHOST: !GetAtt DatabaseCluster.Endpoint.Address
          PGPORT: !GetAtt DatabaseCluster.Endpoint.Port
          PGUSER: app
          PGDATABASE: app
          PGSSLMODE: verify-full
          # The certificate authorities of RDS, which the runtime does not load by itself
          NODE_EXTRA_CA_CERTS: /var/runtime/ca-cert.pem`,
  },
};

/** What migrations need for a user with a password. */
const WITHOUT_PASSWORD = {
  '\n          DATABASE_USER_ARN: !Ref DatabaseUser': '',
  '\n              - Effect: Allow\n                Action: secretsmanager:GetSecretValue\n                Resource: !Ref DatabaseUser':
    '',
};

export const onDatabase = (pascal: string, access: 'data-api' | 'in-vpc') => ({
  ...Object.fromEntries(
    ['PutItem', 'Query', 'GetItem', 'UpdateItem', 'DeleteItem'].map((action) => [
      onTable(action),
      ACCESS[access].allowed,
    ]),
  ),
  'TABLE_NAME: !Ref __Name__Table': ACCESS[access].variables,
  ...(access === 'in-vpc' && WITHOUT_PASSWORD),
  ...Object.fromEntries(
    ['Create', 'List', 'Get', 'Update', 'Delete'].map((name) => [
      `__Name__${name}:
    Type: AWS::Serverless::Function`,
      `${pascal}${name}:
    Type: AWS::Serverless::Function
    DependsOn: ${pascal}Migration`,
    ]),
  ),
});
