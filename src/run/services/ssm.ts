import type { Parameter } from '../../infrastructure/resolve/deployment.ts';
import { type Service, ServiceError } from './call.ts';
import { jsonService } from './json-service.ts';
import { FileMap } from './persist/file-map.ts';

interface Version {
  readonly version: number;
  readonly value: string;
  readonly at: number;
}

interface Kept extends Parameter, Version {
  /** Older versions; the newest is last. */
  readonly history?: readonly Version[];
  /** The value in the template. */
  readonly declared?: string | undefined;
}

/** So many versions of a parameter are kept. */
const MOST_VERSIONS = 100;

const shown = ({ name, type, value, version, at }: Kept) => ({
  Name: name,
  Type: type,
  Value: value,
  Version: version,
  LastModifiedDate: at,
  ARN: `arn:aws:ssm:us-east-1:000000000000:parameter/${name.replace(/^\//, '')}`,
  DataType: 'text',
});

const ARN = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter/;

/** A name, which may be an ARN, with the version or label behind it. */
function reference(given: unknown) {
  const [name = '', selector] = String(given).replace(ARN, '').split(':');
  return { name, selector };
}

const now = () => Date.now() / 1000;

/** A parameter with a new value; the one before stays as a version. */
function changed(old: Kept, value: string): Kept {
  const { version, at, history = [] } = old;
  const before = [...history, { version, value: old.value, at }].slice(1 - MOST_VERSIONS);
  return { ...old, value, version: version + 1, at: now(), history: before };
}

/** Parameter Store in memory, or kept in a file. */
export class Ssm {
  readonly #kept: FileMap<Kept>;

  constructor(file?: string) {
    this.#kept = new FileMap(file);
  }

  /** Creates parameters, and changes those whose value in the template has changed. */
  create(parameters: readonly Parameter[]): void {
    for (const each of parameters) {
      const old = this.#kept.get(each.name);
      const declared = each.value;
      if (!old) this.#kept.set(each.name, { ...each, declared, version: 1, at: now() });
      else if (old.declared !== declared) {
        const isNew = old.declared !== undefined && old.value !== declared;
        this.#kept.set(each.name, { ...(isNew ? changed(old, declared) : old), declared });
      }
    }
  }

  #named(given: unknown): Kept | undefined {
    const { name } = reference(given);
    // The ARN of `/foo` and of `foo` is the same
    const bare = ARN.test(String(given)) ? name.replace(/^\//, '') : name;
    return this.#kept.get(name) ?? this.#kept.get(bare) ?? this.#kept.get(`/${name}`);
  }

  #get(given: unknown): Kept {
    const found = this.#named(given);
    if (!found)
      throw new ServiceError('ParameterNotFound', `There is no parameter ${String(given)} locally`);
    const { selector } = reference(given);
    if (selector === undefined || selector === String(found.version)) return found;
    const version = found.history?.find((each) => String(each.version) === selector);
    if (version) return { ...found, ...version };
    throw new ServiceError(
      'ParameterVersionNotFound',
      `${found.name} has no version ${selector} locally, and no labels`,
    );
  }

  #find(given: unknown): readonly Kept[] {
    try {
      return [this.#get(given)];
    } catch {
      return [];
    }
  }

  #put({ Name, Value, Type, Overwrite }: Record<string, unknown>) {
    const { name } = reference(Name);
    const old = this.#kept.get(name);
    if (old && !Overwrite)
      throw new ServiceError('ParameterAlreadyExists', 'The parameter already exists.');
    const type = String(Type ?? old?.type ?? 'String');
    const value = String(Value);
    const made = old
      ? { ...changed(old, value), type }
      : { id: name, stack: '', name, type, value, version: 1, at: now() };
    this.#kept.set(name, made);
    return { Version: made.version, Tier: 'Standard' };
  }

  #byPath({ Path, Recursive }: Record<string, unknown>) {
    const path = `${String(Path).replace(/\/$/, '')}/`;
    const found = this.#kept.values().filter(({ name }) => {
      const rest = name.startsWith(path) ? name.slice(path.length) : undefined;
      return rest !== undefined && (Recursive === true || !rest.includes('/'));
    });
    return { Parameters: found.map(shown) };
  }

  #many({ Names }: Record<string, unknown>) {
    const names = Names as string[];
    return {
      Parameters: names.flatMap((name) => this.#find(name)).map(shown),
      InvalidParameters: names.filter((name) => this.#find(name).length === 0),
    };
  }

  readonly call: Service = jsonService('ssm', {
    GetParameter: ({ Name }) => ({ Parameter: shown(this.#get(Name)) }),
    GetParameters: (input) => this.#many(input),
    GetParametersByPath: (input) => this.#byPath(input),
    PutParameter: (input) => this.#put(input),
    DeleteParameter: ({ Name }) => {
      this.#kept.delete(this.#get(Name).name);
    },
  });
}
