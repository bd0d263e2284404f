import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Database } from './database.ts';

/** The secret of the functions' user; that of the master is the cluster's own. */
export function userOf(database: Database): CfnSecret {
  const existing = database.node.tryFindChild('User') as CfnSecret | undefined;
  return existing ?? newUser(database);
}

function newUser(database: Database): CfnSecret {
  const user = new CfnSecret(database, 'User', {
    generateSecretString: {
      secretStringTemplate: '{"username":"app"}',
      generateStringKey: 'password',
      passwordLength: 32,
      excludePunctuation: true,
    },
  });
  user.applyRemovalPolicy(RemovalPolicy.DESTROY);
  Validations.of(user).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Migrations give the database the password of the secret: docs/operations.md.',
  });
  return user;
}
