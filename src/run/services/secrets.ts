import { randomUUID } from 'node:crypto';
import type { Secret } from '../../infrastructure/resolve/deployment.ts';
import { type Service, ServiceError } from './call.ts';
import { jsonService } from './json-service.ts';
import { FileMap } from './persist/file-map.ts';

interface Kept extends Secret {
  readonly versionId: string;
  readonly at: number;
}

const shown = ({ arn, name, value, versionId, at }: Kept) => ({
  ARN: arn,
  Name: name,
  SecretString: value,
  VersionId: versionId,
  VersionStages: ['AWSCURRENT'],
  CreatedDate: at,
});

/** Secrets Manager in memory, or kept in a file. */
export class Secrets {
  readonly #kept: FileMap<Kept>;

  constructor(file?: string) {
    this.#kept = new FileMap(file);
  }

  create(secrets: readonly Secret[]): void {
    for (const each of secrets)
      if (!this.#kept.has(each.name)) this.#kept.set(each.name, kept(each));
  }

  #get(id: unknown): Kept {
    const found = this.#kept.values().find(
      // An ARN is good without the characters that are added to a secret's name, too
      ({ name, arn }) => name === id || arn === id || arn.replace(/-\w{6}$/, '') === id,
    );
    if (found) return found;
    throw new ServiceError('ResourceNotFoundException', `There is no secret ${String(id)} locally`);
  }

  #put({ SecretId, SecretString }: Record<string, unknown>) {
    const secret = kept({ ...this.#get(SecretId), value: String(SecretString) });
    this.#kept.set(secret.name, secret);
    return { ARN: secret.arn, Name: secret.name, VersionId: secret.versionId };
  }

  readonly call: Service = jsonService('secretsmanager', {
    GetSecretValue: ({ SecretId }) => shown(this.#get(SecretId)),
    PutSecretValue: (input) => this.#put(input),
    UpdateSecret: (input) => this.#put(input),
    DescribeSecret: ({ SecretId }) => {
      const { ARN, Name } = shown(this.#get(SecretId));
      return { ARN, Name };
    },
  });
}

const kept = (secret: Secret): Kept => ({
  ...secret,
  versionId: randomUUID(),
  at: Date.now() / 1000,
});
