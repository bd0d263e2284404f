import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { readEnv } from './env.ts';

const { DATABASE_USER_ARN: SecretId } = readEnv({
  DATABASE_USER_ARN: z.string().check(z.minLength(1)),
});

/** The user of the functions; a password without a character that SQL would have to escape. */
const User = z.object({ password: z.string().check(z.regex(/^[A-Za-z0-9]{16,}$/)) });

const secrets = new SecretsManagerClient();

/** The statement that lets the user of the functions in: with the password of its secret. */
export async function login(): Promise<string> {
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { password } = z.parse(User, JSON.parse(SecretString));
  return `ALTER ROLE app PASSWORD '${password}'`;
}
