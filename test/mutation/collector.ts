import { expect } from 'vitest';

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

type Each = (
  cases: readonly unknown[],
) => (name: string, run: (...args: never[]) => unknown) => void;

/** Stands in for Vitest in emitted tests: collects what they declare, so that it can run in milliseconds. */
export interface Collector {
  readonly module: Readonly<Record<string, unknown>>;
  readonly tests: readonly Test[];
  /** Puts the environment back as it was. */
  restore(): void;
}

const each =
  (declare: (name: string, run: () => unknown) => void): Each =>
  (cases) =>
  (name, run) => {
    for (const one of cases) {
      const args = (Array.isArray(one) ? one : [one]) as never[];
      declare(`${name} [${args.filter((arg) => typeof arg === 'string').join(' ')}]`, () =>
        run(...args),
      );
    }
  };

const withEach = (declare: (name: string, run: () => unknown) => void) =>
  Object.assign(
    (name: string, ...rest: unknown[]) => declare(name, rest.find(isFunction) as () => unknown),
    { each: each(declare) },
  );

const isFunction = (value: unknown) => typeof value === 'function';

/** Variables of the environment that tests may change, and put back. */
function stubs() {
  const before = new Map<string, string | undefined>();
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  return {
    stubEnv(name: string, value: string | undefined) {
      if (!before.has(name)) before.set(name, process.env[name]);
      set(name, value);
    },
    unstubAllEnvs() {
      for (const [name, value] of before) set(name, value);
      before.clear();
    },
  };
}

export function collector(): Collector {
  const tests: Test[] = [];
  const env = stubs();
  const test = withEach((name, run) => tests.push({ name, run }));
  const describe = withEach((_name, run) => run());
  const hook = (run: () => unknown) => tests.push({ name: 'beforeAll', run });
  const vi = { ...env, resetModules: () => undefined };
  const module = {
    ...{ test, it: test, describe, expect, vi },
    ...{ beforeAll: hook, afterAll: () => undefined },
  };
  return { module, tests, restore: env.unstubAllEnvs };
}
