import type { Addition } from './additions.ts';
import { refusal } from './errors.ts';
import { isSameIdentifier, nameProblem } from './names.ts';
import type { OptionValues } from './options.ts';
import { isProjectPath, type ProjectPath, projectPath } from './paths.ts';
import {
  ARCHITECTURES,
  IACS,
  type Instance,
  PACKAGE_MANAGERS,
  type Project,
  RUNTIMES,
} from './project.ts';
import { regionProblem } from './regions.ts';
import type { Base } from './tree/tree.ts';
import { jsonText } from './values/json.ts';

export const MANIFEST = projectPath('lambda-app.json');

/** The schema this version writes; a manifest of a newer one is refused. */
const SCHEMA = 1;

/** The files each owner created (an instance's name, "base", "parts/<id>"), each with its SHA-256 at creation. */
export type OwnedFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `lambda-app.json` says: what the project is made of. It is checked in, and so not to be trusted. */
export interface Manifest {
  readonly project: Project;
  readonly instances: readonly Instance[];
  /** Functions and triggers beside them, in the order they were added. */
  readonly additions: readonly Addition[];
  readonly files: OwnedFiles;
}

/** What it says of a project that somebody else wrote: only what was added to it. */
export type ForeignManifest = Pick<Manifest, 'additions' | 'files'>;

/** Whether create-lambda-app made the project. */
export const isOwnProject = (manifest: Manifest | ForeignManifest): manifest is Manifest =>
  'project' in manifest;

const sorted = <T>(record: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The manifest's text: sorted, without a clock; instances stand in the order they were added. */
export function formatManifest({ project, instances, additions, files }: Manifest): string {
  return format({
    ...sorted({ ...project }),
    instances,
    ...(additions.length > 0 ? { additions } : {}),
    files: sortedFiles(files),
  });
}

export const formatForeignManifest = ({ additions, files }: ForeignManifest) =>
  format({ additions, files: sortedFiles(files) });

const format = (data: object) => `${jsonText({ schema: SCHEMA, ...data }, 2)}\n`;

function sortedFiles(files: OwnedFiles): OwnedFiles {
  const owners = Object.entries(files).map(([owner, hashes]) => [owner, sorted(hashes)] as const);
  return sorted(Object.fromEntries(owners));
}

/** What refuses a manifest that somebody has written otherwise. */
export const damaged = (what: string, cause?: unknown) =>
  refusal(`${MANIFEST} is damaged: ${what}`, {
    at: { path: MANIFEST },
    hint: 'Restore it from version control; lambda-gen reads it to know what the project is made of.',
    cause,
  });

type Json = Readonly<Record<string, unknown>>;

function object(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw damaged(`${what} is not an object`);
}

function string(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw damaged(`${what} is not a string`);
}

function oneOf<T extends string>(value: unknown, known: readonly T[], what: string): T {
  if (known.includes(value as T)) return value as T;
  throw damaged(`${what} is ${JSON.stringify(value)}, not one of ${known.join(', ')}`);
}

function strings(value: unknown, what: string): OptionValues {
  const entries = Object.entries(object(value, what));
  return Object.fromEntries(entries.map(([k, v]) => [k, string(v, `${what}.${k}`)]));
}

function name(value: unknown, kind: 'project' | 'instance', what: string): string {
  const problem = nameProblem(string(value, what), kind);
  if (problem) throw damaged(`${what}: ${problem}`);
  return value as string;
}

function region(value: unknown): string {
  const problem = regionProblem(string(value, 'region'));
  if (problem) throw damaged(`region: ${problem}`);
  return value as string;
}

/** Instances are told apart by their names. */
function refuseTwins(instances: readonly Instance[]): void {
  for (const [i, { name: own }] of instances.entries()) {
    const twin = instances.slice(0, i).find((other) => isSameIdentifier(other.name, own));
    if (twin) throw damaged(`the instances "${twin.name}" and "${own}" have one name`);
  }
}

function parseInstance(value: unknown, index: number): Instance {
  const what = `instances[${index}]`;
  const data = object(value, what);
  return {
    name: name(data.name, 'instance', `${what}.name`),
    pattern: string(data.pattern, `${what}.pattern`),
    options: strings(data.options, `${what}.options`),
  };
}

const parseProject = (data: Json): Project => ({
  app: name(data.app, 'project', 'app'),
  iac: oneOf(data.iac, IACS, 'iac'),
  region: region(data.region),
  runtime: oneOf(data.runtime, RUNTIMES, 'runtime'),
  arch: oneOf(data.arch, ARCHITECTURES, 'arch'),
  packageManager: oneOf(data.packageManager, PACKAGE_MANAGERS, 'packageManager'),
});

function parseFiles(value: unknown): OwnedFiles {
  const owners = Object.entries(object(value, 'files'));
  return Object.fromEntries(owners.map(([owner, hashes]) => [owner, parseHashes(owner, hashes)]));
}

function parseHashes(owner: string, value: unknown): Readonly<Record<string, string>> {
  const hashes = strings(value, `files.${owner}`);
  for (const path of Object.keys(hashes)) inside(path, `files.${owner}`);
  return hashes;
}

function inside(path: string, what: string): ProjectPath {
  if (isProjectPath(path)) return path;
  throw damaged(`${what} has ${JSON.stringify(path)}, not a path inside the project`);
}

function parseJson(text: string): Json {
  try {
    return object(JSON.parse(text), 'the file');
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(cause.message, cause);
    throw cause;
  }
}

function texts(value: unknown, what: string): readonly string[] {
  if (Array.isArray(value)) return value.map((each, i) => string(each, `${what}[${i}]`));
  throw damaged(`${what} is not a list`);
}

function parseInserted(value: unknown, what: string): Addition['inserted'] {
  const entries = Object.entries(object(value, what));
  return Object.fromEntries(entries.map(([path, each]) => [inside(path, what), texts(each, what)]));
}

const KEYS = {
  function: /^[\w-]+$/,
  trigger: /^[\w-]+\/[\w-]+$/,
  pattern: /^[\w-]+$/,
} as const;

function key(value: unknown, kind: Addition['kind'], what: string): string {
  if (KEYS[kind].test(string(value, what))) return value as string;
  throw damaged(`${what} is ${JSON.stringify(value)}, which names no ${kind}`);
}

function parseAddition(value: unknown, index: number): Addition {
  const what = `additions[${index}]`;
  const data = object(value, what);
  const kind = oneOf(data.kind, ['function', 'trigger', 'pattern'] as const, `${what}.kind`);
  return {
    kind,
    key: key(data.key, kind, `${what}.key`),
    options: strings(data.options, `${what}.options`),
    inserted: parseInserted(data.inserted, `${what}.inserted`),
  };
}

function parseAdditions(value: unknown = []): readonly Addition[] {
  if (!Array.isArray(value)) throw damaged('additions is not a list');
  return value.map(parseAddition);
}

function parseData(text: string): Json {
  const data = parseJson(text);
  if (typeof data.schema === 'number' && data.schema > SCHEMA)
    throw refusal(`${MANIFEST} has schema ${data.schema}; this version knows ${SCHEMA}`, {
      hint: 'Update: npm install --global create-lambda-app@latest',
    });
  if (data.schema !== SCHEMA) throw damaged(`schema is ${JSON.stringify(data.schema)}`);
  return data;
}

const common = (data: Json): ForeignManifest => ({
  additions: parseAdditions(data.additions),
  files: parseFiles(data.files),
});

/** Parses the manifest of any project; without `project` when create-lambda-app did not make it. */
export function parseAnyManifest(text: string): Manifest | ForeignManifest {
  const data = parseData(text);
  return data.app === undefined ? common(data) : parseManifest(text);
}

/** Parses a manifest; throws `refused` when it is damaged or was written by a newer version. */
export function parseManifest(text: string): Manifest {
  const data = parseData(text);
  if (!Array.isArray(data.instances)) throw damaged('instances is not a list');
  const instances = data.instances.map(parseInstance);
  refuseTwins(instances);
  return { project: parseProject(data), instances, ...common(data) };
}

/** The manifest of a project, whoever made it; an empty one where nothing has been added yet. */
export function readAnyManifest(base: Base): Manifest | ForeignManifest {
  const text = base.read(MANIFEST);
  return text === undefined ? { additions: [], files: {} } : parseAnyManifest(text);
}
