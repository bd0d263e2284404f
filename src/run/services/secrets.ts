import { randomUUID } from 'node:crypto';
import type { Secret } from '../../infrastructure/resolve/deployment.ts';
import { parsedJson } from '../core/json-text.ts';
import { type Service, ServiceError } from './call.ts';
import { jsonService } from './json-service.ts';
import { FileMap } from './persist/file-map.ts';

/** A value of a secret: a text, or bytes in base64. */
type Value = { readonly value: string } | { readonly binary: string };

type Version = Value & { readonly versionId: string; readonly at: number };

type Kept = Omit<Secret, 'value'> &
  Version & {
    readonly previous?: Version | undefined;
    /** The value in the template. */
    readonly declared?: string | undefined;
  };

type Input = Readonly<Record<string, unknown>>;

const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

const asValue = (version: Version): Value =>
  'binary' in version ? { binary: version.binary } : { value: version.value };

const version = (value: Value): Version => ({
  ...value,
  versionId: randomUUID(),
  at: Date.now() / 1000,
});

/** A secret with a new value; the one before is its previous version. */
function changed(old: Kept, value: Value): Kept {
  const { id, stack, arn, name, declared, versionId, at } = old;
  const previous = { ...asValue(old), versionId, at };
  return { id, stack, arn, name, declared, previous, ...version(value) };
}

/** The value that a call gives; undefined for a call that gives none. */
function givenBy({ SecretString, SecretBinary }: Input): Value | undefined {
  if (SecretString !== undefined) return { value: String(SecretString) };
  return SecretBinary === undefined ? undefined : { binary: String(SecretBinary) };
}

function shown({ arn, name }: Kept, found: Version, stage: string) {
  const value = 'binary' in found ? { SecretBinary: found.binary } : { SecretString: found.value };
  return {
    ARN: arn,
    Name: name,
    ...value,
    VersionId: found.versionId,
    VersionStages: [stage],
    CreatedDate: found.at,
  };
}

const idsOf = ({ arn, name, versionId }: Kept) => ({ ARN: arn, Name: name, VersionId: versionId });

/** Secrets Manager in memory, or kept in a file. */
export class Secrets {
  readonly #kept: FileMap<Kept>;

  constructor(file?: string) {
    this.#kept = new FileMap(file);
  }

  /** Creates secrets, and changes those whose value in the template has changed. */
  create(secrets: readonly Secret[]): void {
    for (const { value: declared, ...each } of secrets) {
      const old = this.#kept.get(each.name);
      const value = { value: declared };
      if (!old) this.#kept.set(each.name, { ...each, declared, ...version(value) });
      else if (old.declared !== declared) {
        const made = old.declared === undefined ? old : changed(old, value);
        this.#kept.set(each.name, { ...made, declared });
      }
    }
  }

  #get(id: unknown): Kept {
    const found = this.#kept.values().find(
      // An ARN is good without the characters that are added to a secret's name, too
      ({ name, arn }) => name === id || arn === id || arn.replace(/-\w{6}$/, '') === id,
    );
    if (found) return found;
    throw new ServiceError('ResourceNotFoundException', `There is no secret ${String(id)} locally`);
  }

  /** The user that a secret names beside a password; undefined where it names none. */
  userOf(id: string): string | undefined {
    const secret = this.#kept.values().find(({ arn, name }) => arn === id || name === id);
    const value = secret && 'value' in secret ? parsedJson(secret.value) : undefined;
    const { username } = (value ?? {}) as { username?: unknown };
    return typeof username === 'string' ? username : undefined;
  }

  #value({ SecretId, VersionId, VersionStage }: Input) {
    const secret = this.#get(SecretId);
    const versions = [secret, secret.previous];
    const at = versions.findIndex((each, index) => {
      if (VersionId !== undefined) return each?.versionId === VersionId;
      return each && STAGES[index] === (VersionStage ?? STAGES[0]);
    });
    const found = versions[at];
    if (found) return shown(secret, found, STAGES[at]!);
    throw new ServiceError(
      'ResourceNotFoundException',
      `${secret.name} has no version ${String(VersionId ?? VersionStage)} locally`,
    );
  }

  #put(input: Input) {
    const value = givenBy(input);
    if (!value)
      throw new ServiceError(
        'InvalidRequestException',
        'You must provide either SecretString or SecretBinary.',
      );
    return idsOf(this.#set(this.#get(input.SecretId), value));
  }

  /** May be about the description alone, which is not kept. */
  #update(input: Input) {
    const secret = this.#get(input.SecretId);
    const value = givenBy(input);
    return idsOf(value ? this.#set(secret, value) : secret);
  }

  #set(old: Kept, value: Value): Kept {
    const secret = changed(old, value);
    this.#kept.set(secret.name, secret);
    return secret;
  }

  readonly call: Service = jsonService('secretsmanager', {
    GetSecretValue: (input) => this.#value(input),
    PutSecretValue: (input) => this.#put(input),
    UpdateSecret: (input) => this.#update(input),
    DescribeSecret: ({ SecretId }) => {
      const { ARN, Name } = idsOf(this.#get(SecretId));
      return { ARN, Name };
    },
  });
}
