import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { answerFromPostgres } from './data-api.ts';

process.env.DATABASE_USER_ARN = 'user';

const secrets = mockClient(SecretsManagerClient);

/** Answers as the secret of the user. */
export function usePassword(password: string): void {
  const SecretString = JSON.stringify({ username: 'app', password });
  secrets.on(GetSecretValueCommand).resolves({ SecretString });
}

/** Answers migrations, with what lets the user of the functions in. */
export async function answerMigrations(): Promise<void> {
  answerFromPostgres();
  usePassword('x'.repeat(32));
}
