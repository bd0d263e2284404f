import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire, isBuiltin, register } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fs from 'fs-extra';
import { LOCALHOST, listen } from '../project/addresses.ts';

/** An emulator that the project has as a development dependency. */
export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

/** What the project lacks to run a service locally. */
export interface MissingEmulator {
  readonly services: string;
  readonly packageName: string;
  readonly command: string;
}

/** Imports a package that the project has; undefined where it has none. */
export async function importFrom<T>(root: string, name: string): Promise<T | undefined> {
  const require = createRequire(join(root, 'package.json'));
  const file = resolved(require, name);
  return file === undefined ? undefined : ((await import(pathToFileURL(file).href)) as T);
}

/** Whether the project has a package; nothing of it is loaded. */
export const hasPackage = (root: string, name: string): boolean =>
  resolved(createRequire(join(root, 'package.json')), name) !== undefined;

/** Packages with an entry for `import` alone are found by their package.json. */
function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return viaPackageJson(require, name);
  }
}

function viaPackageJson(require: NodeJS.Require, name: string): string | undefined {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (!existsSync(file)) continue;
    const { exports, main } = require(file) as { exports?: Record<string, never>; main?: string };
    const entry =
      entryIn((exports as Record<string, unknown> | undefined)?.['.'] ?? exports) ?? main;
    return entry ? join(folder, name, entry) : undefined;
  }
  return undefined;
}

function entryIn(exported: unknown): string | undefined {
  if (typeof exported === 'string') return exported;
  const conditions = exported as Record<string, unknown> | undefined;
  return conditions && entryIn(conditions.node ?? conditions.import ?? conditions.default);
}

const closing = (server: Server) => () =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

type Dynalite = (options: object) => Server;

/** DynamoDB in memory, or kept in a folder. */
export async function startDynalite(root: string, path?: string): Promise<Emulator | undefined> {
  const dynalite = await importFrom<{ default: Dynalite }>(root, 'dynalite');
  if (!dynalite) return undefined;
  const server = dynalite.default({ createTableMs: 0, deleteTableMs: 0, ...(path && { path }) });
  const port = await listen(server, 0);
  return { url: `http://${LOCALHOST}:${port}`, close: closing(server) };
}

interface Fauxqs {
  buildApp(options: object): {
    listen(options: object): Promise<string>;
    close(): Promise<void>;
  };
}

/** What keeps its data on disk needs a module that Node.js 20 lacks; nothing here asks for that. */
function withoutSqlite(): void {
  if (isBuiltin('node:sqlite')) return;
  const url = 'data:text/javascript,export class DatabaseSync {}';
  const hook = `export async function resolve(specifier, context, next) {
    return specifier === 'node:sqlite' ? { url: '${url}', shortCircuit: true } : next(specifier, context);
  }`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/** Node.js warns where that module is loaded, which concerns nobody who runs a project. */
async function withoutSqliteWarning<T>(work: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  const others = (...warning: Parameters<typeof emitWarning>) => {
    if (!String(warning[0]).startsWith('SQLite')) emitWarning.apply(process, warning);
  };
  process.emitWarning = others as typeof emitWarning;
  try {
    return await work();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** S3, SNS and SQS in memory. */
export async function startFauxqs(root: string): Promise<Emulator | undefined> {
  withoutSqlite();
  const fauxqs = await withoutSqliteWarning(() => importFrom<Fauxqs>(root, 'fauxqs'));
  if (!fauxqs) return undefined;
  const app = fauxqs.buildApp({ logger: false });
  const url = await app.listen({ host: LOCALHOST, port: 0 });
  return { url, close: () => app.close() };
}

type Ses = (options: object) => Promise<Server>;

/** SES that keeps its mail. */
export async function startSes(root: string): Promise<Emulator | undefined> {
  const ses = await importFrom<{ default: Ses | { default: Ses } }>(root, 'aws-ses-v2-local');
  if (!ses) return undefined;
  const start = typeof ses.default === 'function' ? ses.default : ses.default.default;
  const server = await start({ host: LOCALHOST, port: 0 });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${LOCALHOST}:${port}`, close: closing(server) };
}

export const PGLITE = '@electric-sql/pglite';

/** PostgreSQL in this process, as far as it is used here: https://pglite.dev/docs/api */
export interface Pglite {
  query<Row>(
    sql: string,
    values: unknown[],
    options?: { rowMode: 'array'; parsers: Readonly<Record<number, (text: string) => unknown>> },
  ): Promise<{
    readonly rows: readonly Row[];
    readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
    readonly affectedRows?: number;
  }>;
  exec(sql: string): Promise<unknown>;
  execProtocolRaw(messages: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** PostgreSQL in memory, or kept in a folder. */
export async function startPglite(root: string, folder?: string): Promise<Pglite | undefined> {
  const pglite = await importFrom<{ PGlite: { create(folder?: string): Promise<Pglite> } }>(
    root,
    PGLITE,
  );
  if (folder !== undefined) fs.ensureDirSync(folder);
  return pglite?.PGlite.create(folder);
}
