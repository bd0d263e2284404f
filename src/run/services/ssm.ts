import type { Parameter } from '../../infrastructure/resolve/deployment.ts';
import { type Service, ServiceError } from './call.ts';
import { jsonService } from './json-service.ts';
import { FileMap } from './persist/file-map.ts';

interface Kept extends Parameter {
  readonly version: number;
  readonly at: number;
}

const shown = ({ name, type, value, version, at }: Kept) => ({
  Name: name,
  Type: type,
  Value: value,
  Version: version,
  LastModifiedDate: at,
  ARN: `arn:aws:ssm:us-east-1:000000000000:parameter/${name.replace(/^\//, '')}`,
  DataType: 'text',
});

/** Names may be ARNs, and have a version or a label behind them. */
const bare = (name: unknown) =>
  String(name)
    .replace(/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(?=\/)/, '')
    .split(':')[0]!;

const now = () => Date.now() / 1000;

/** Parameter Store in memory, or kept in a file. */
export class Ssm {
  readonly #kept: FileMap<Kept>;

  constructor(file?: string) {
    this.#kept = new FileMap(file);
  }

  create(parameters: readonly Parameter[]): void {
    for (const each of parameters)
      if (!this.#kept.has(each.name)) this.#kept.set(each.name, { ...each, version: 1, at: now() });
  }

  #get(name: unknown): Kept {
    const found = this.#kept.get(bare(name)) ?? this.#kept.get(`/${bare(name)}`);
    if (found) return found;
    throw new ServiceError('ParameterNotFound', `There is no parameter ${String(name)} locally`);
  }

  #find = (name: unknown) => [this.#kept.get(bare(name)) ?? []].flat();

  #put({ Name, Value, Type, Overwrite }: Record<string, unknown>) {
    const name = bare(Name);
    const old = this.#kept.get(name);
    if (old && !Overwrite)
      throw new ServiceError('ParameterAlreadyExists', 'The parameter already exists.');
    const version = (old?.version ?? 0) + 1;
    const type = String(Type ?? old?.type ?? 'String');
    const base = { id: name, stack: '', name, type, value: String(Value) };
    this.#kept.set(name, { ...base, version, at: now() });
    return { Version: version, Tier: 'Standard' };
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
