import { definePart } from '../../../src/core/pattern.ts';

/** In a template, the subnets of a new VPC in place of those that exist. */
const NEW = {
  '!Ref VpcId': '!Ref VpcNetwork',
  ' !Ref VpcSubnetIds': `
        - !Ref VpcNetworkIsolatedSubnet1Subnet
        - !Ref VpcNetworkIsolatedSubnet2Subnet`,
};

/** How functions reach the database: by a connection in the VPC of the project, with a token that IAM signs. */
export default (['new', 'existing'] as const).map((network) =>
  definePart({
    id: `database-in-${network}-vpc`,
    folder: 'database-in-vpc',
    contribute: ({ iac }) => ({
      files: ['common', network, ...(iac === 'cdk' ? ['cdk'] : [])],
      requires: ['database'],
      dependencies: ['@aws-sdk/rds-signer', 'pg'],
      devDependencies: ['@types/pg'],
      replace: network === 'new' ? NEW : {},
      sam: ['sam.yaml'],
      resources: 3,
    }),
  }),
);
