import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Json } from './json.ts';

/** What is known of a stack beside its template. */
export interface Stack {
  readonly stackName: string;
  readonly template: Json;
  readonly terminationProtection?: boolean;
}

interface Element {
  readonly logicalId?: unknown;
  readonly stack?: { resolve(value: unknown): unknown };
}

interface App {
  readonly node: { findAll(): readonly Element[] };
  synth(): { readonly directory: string; readonly stacks: readonly Stack[] };
}

/** An app as it was built in one context; `error` if it could not be. */
interface Built {
  readonly elements?: readonly Element[];
  readonly assembly?: ReturnType<App['synth']>;
  readonly error?: unknown;
}

/** Changes a stack; `index` is its place among those of the app. */
export type Change = (stack: Stack, index: number) => Stack;

/** A project's CDK app, built once in each context that its tests ask for. */
export interface AppModule {
  /** What `import('infra/app.ts')` gives, with the stacks changed. */
  load(change: Change): { readonly app: App };
  /** The stacks of every context so far. */
  contexts(): readonly (readonly Stack[])[];
}

// What the rules of the CDK find, the tests of the project itself show; they take seconds
process.env.CDK_VALIDATION = 'false';

/** An element whose logical id is resolved once: that takes long, and the tests ask for each mutant. */
function resolved(element: Element): Element {
  const id = element.logicalId && element.stack?.resolve(element.logicalId);
  return Object.create(element, { stack: { value: { resolve: () => id } } });
}

function built(evaluate: () => App, context: string): Built {
  const before = process.env.CDK_CONTEXT_JSON;
  process.env.CDK_CONTEXT_JSON = context;
  try {
    const app = evaluate();
    const assembly = app.synth();
    return { assembly, elements: app.node.findAll().map(resolved) };
  } catch (error) {
    return { error };
  } finally {
    process.env.CDK_CONTEXT_JSON = before;
  }
}

/** The source of a project's CDK app, as one function that builds it anew. */
async function appOf(folder: string): Promise<() => App> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'infra/app.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  const run = new Function('require', 'module', 'exports', outputFiles[0]!.text);
  const require = createRequire(join(folder, 'infra/app.ts'));
  return () => {
    const module = { exports: {} as { app: App } };
    const before = process.cwd();
    process.chdir(folder);
    try {
      run(require, module, module.exports);
      return module.exports.app;
    } finally {
      process.chdir(before);
    }
  };
}

/** Feature flags are judged by what tests say of `cdk.json`: building the app for each would take hours. */
const withoutFlags = (context: string) =>
  JSON.stringify(JSON.parse(context), (key, value) =>
    key.includes('aws-cdk/') ? undefined : value,
  );

export async function appModule(folder: string): Promise<AppModule> {
  const evaluate = await appOf(folder);
  const cache = new Map<string, Built>();
  return {
    contexts: () => [...cache.values()].map(({ assembly }) => assembly?.stacks ?? []),
    load(change) {
      const context = process.env.CDK_CONTEXT_JSON ?? '{}';
      const key = withoutFlags(context);
      const { assembly, elements, error } = cache.get(key) ?? built(evaluate, context);
      cache.set(key, { assembly, elements, error } as Built);
      if (!assembly || !elements) throw error;
      const stacks = assembly.stacks.map((stack, index) => change(stack, index));
      const synthesised = {
        directory: assembly.directory,
        stacks,
        getStackByName: (name: string) => stacks.find(({ stackName }) => stackName === name),
      };
      return { app: { node: { findAll: () => elements }, synth: () => synthesised } };
    },
  };
}
