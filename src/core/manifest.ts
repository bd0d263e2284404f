import { refusal } from './errors.ts';
import { isSameIdentifier, nameProblem } from './names.ts';
import type { OptionValues } from './options.ts';
import { isProjectPath, projectPath } from './paths.ts';
import {
  ARCHITECTURES,
  IACS,
  type Instance,
  PACKAGE_MANAGERS,
  type Project,
  RUNTIMES,
  regionProblem,
} from './project.ts';

export const MANIFEST = projectPath('lambda-app.json');

/** The schema this version writes; a manifest of a newer one is refused. */
const SCHEMA = 1;

/** The files each owner created (an instance's name, "base", "parts/<id>"), each with its SHA-256 at creation. */
export type OwnedFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `lambda-app.json` says: what the project is made of. It is checked in, and so not to be trusted. */
export interface Manifest {
  readonly project: Project;
  readonly instances: readonly Instance[];
  readonly files: OwnedFiles;
}

const sorted = <T>(record: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The manifest's text: sorted, without a clock; instances stand in the order they were added. */
export function formatManifest({ project, instances, files }: Manifest): string {
  const owners = Object.entries(files).map(([owner, hashes]) => [owner, sorted(hashes)] as const);
  const data = {
    schema: SCHEMA,
    ...sorted({ ...project }),
    instances,
    files: sorted(Object.fromEntries(owners)),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

const damaged = (what: string, cause?: unknown) =>
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
  for (const path of Object.keys(hashes))
    if (!isProjectPath(path))
      throw damaged(`files.${owner} has ${JSON.stringify(path)}, not a path inside the project`);
  return hashes;
}

function parseJson(text: string): Json {
  try {
    return object(JSON.parse(text), 'the file');
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(cause.message, cause);
    throw cause;
  }
}

/** Parses a manifest; throws `refused` when it is damaged or was written by a newer version. */
export function parseManifest(text: string): Manifest {
  const data = parseJson(text);
  if (typeof data.schema === 'number' && data.schema > SCHEMA)
    throw refusal(`${MANIFEST} has schema ${data.schema}; this version knows ${SCHEMA}`, {
      hint: 'Update: npm install --global create-lambda-app@latest',
    });
  if (data.schema !== SCHEMA) throw damaged(`schema is ${JSON.stringify(data.schema)}`);
  if (!Array.isArray(data.instances)) throw damaged('instances is not a list');
  const instances = data.instances.map(parseInstance);
  refuseTwins(instances);
  return {
    project: parseProject(data),
    instances,
    files: parseFiles(data.files),
  };
}
