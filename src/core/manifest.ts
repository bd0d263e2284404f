import type { Addition } from './additions.ts';
import { refusal, UPDATE } from './errors.ts';
import {
  parseAddition,
  parseRecords,
  recordsOfTexts,
  shownAddition,
  shownRecord,
} from './manifest/additions.ts';
import {
  damaged,
  inside,
  type Json,
  listOf,
  MANIFEST,
  object,
  oneOf,
  recordOf,
  sorted,
  string,
  strings,
} from './manifest/check.ts';
import { isSameIdentifier, nameProblem } from './names.ts';
import {
  ALIAS,
  ARCHITECTURES,
  IACS,
  type Instance,
  PACKAGE_MANAGERS,
  PACKAGE_TYPES,
  type Project,
  RUNTIMES,
} from './project.ts';
import type { Records } from './record.ts';
import { regionProblem } from './regions.ts';
import type { Base } from './tree/tree.ts';
import { jsonText } from './values/json.ts';

export { MANIFEST } from './manifest/check.ts';

/** The schema this version writes; a manifest of a newer one is refused. */
const SCHEMA = 2;

/** The files each owner created (an instance's name, "base", "parts/<id>"), each with a hash of it at its creation. */
export type OwnedFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `lambda-app.json` says: what the project is made of. It is checked in, and so not to be trusted. */
export interface Manifest {
  readonly project: Project;
  readonly instances: readonly Instance[];
  /** Functions and triggers beside them, in the order they were added. */
  readonly additions: readonly Addition[];
  readonly files: OwnedFiles;
  /** What each owner inserted into existing files. An owner of schema 1 has none, or texts alone. */
  readonly made: Records;
}

/** The manifest of a project that somebody else wrote: only what was added to it. */
export type ForeignManifest = Pick<Manifest, 'additions' | 'files' | 'made'>;

export const EMPTY: ForeignManifest = { additions: [], files: {}, made: {} };

/** Whether create-lambda-app made the project. */
export const isOwnProject = (manifest: Manifest | ForeignManifest): manifest is Manifest =>
  'project' in manifest;

const shown = ({ additions, files, made }: ForeignManifest) => ({
  ...(additions.length > 0 && { additions: additions.map(shownAddition) }),
  files: sortedFiles(files),
  made: sorted(
    Object.fromEntries(Object.entries(made).map(([owner, each]) => [owner, shownRecord(each)])),
  ),
});

/** Without what it was before there was a choice, so that the manifest of an older project stays as it is. */
const shownProject = ({ packageType, ...project }: Project) =>
  sorted({ ...project, ...(packageType !== 'zip' && { packageType }) });

/** The manifest's text: sorted, without a date; instances are in the order in which they were added. */
export function formatManifest(manifest: Manifest | ForeignManifest): string {
  const made = shown(manifest);
  if (!isOwnProject(manifest)) return format(made);
  const { project, instances } = manifest;
  return format({ ...shownProject(project), instances, ...made });
}

/** An insertion is one line, so that a change to one is a change of one line. */
function format(data: object): string {
  const lines: string[] = [];
  const asLine = (_: string, value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'at')) return value;
    return `\u0000${lines.push(jsonText(value)) - 1}\u0000`;
  };
  const text = jsonText(JSON.parse(JSON.stringify({ schema: SCHEMA, ...data }, asLine)), 2);
  return `${text.replace(/"\\u0000(\d+)\\u0000"/g, (_, n: string) => lines[Number(n)]!)}\n`;
}

function sortedFiles(files: OwnedFiles): OwnedFiles {
  const owners = Object.entries(files).map(([owner, hashes]) => [owner, sorted(hashes)] as const);
  return sorted(Object.fromEntries(owners));
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

/** Instances differ by their names. */
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
  packageType: oneOf(data.packageType ?? 'zip', PACKAGE_TYPES, 'packageType'),
  packageManager: oneOf(data.packageManager, PACKAGE_MANAGERS, 'packageManager'),
  ...(data.alias === undefined ? {} : { alias: oneOf(data.alias, [ALIAS] as const, 'alias') }),
});

const parseFiles = (value: unknown): OwnedFiles =>
  recordOf(value, 'files', (hashes, what) => {
    for (const path of Object.keys(object(hashes, what))) inside(path, what);
    return strings(hashes, what);
  });

function parseJson(text: string): Json {
  try {
    return object(JSON.parse(text), 'the file');
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(cause.message, cause);
    throw cause;
  }
}

function parseData(text: string): Json {
  const data = parseJson(text);
  if (typeof data.schema === 'number' && data.schema > SCHEMA)
    throw refusal(`${MANIFEST} has schema ${data.schema}; this version knows ${SCHEMA}`, {
      hint: UPDATE,
    });
  if (data.schema !== SCHEMA && data.schema !== 1)
    throw damaged(`schema is ${JSON.stringify(data.schema)}`);
  return data;
}

const common = (data: Json): ForeignManifest => ({
  additions: listOf(data.additions ?? [], 'additions', parseAddition),
  files: parseFiles(data.files),
  made: data.schema === 1 ? recordsOfTexts(data.additions) : parseRecords(data.made),
});

function own(data: Json): Manifest {
  if (!Array.isArray(data.instances)) throw damaged('instances is not a list');
  const instances = data.instances.map(parseInstance);
  refuseTwins(instances);
  return { project: parseProject(data), instances, ...common(data) };
}

/** Parses a manifest; throws `refused` when it is damaged or was written by a newer version. */
export const parseManifest = (text: string): Manifest => own(parseData(text));

/** Parses the manifest of any project; without `project` when create-lambda-app did not make it. */
export function parseAnyManifest(text: string): Manifest | ForeignManifest {
  const data = parseData(text);
  return data.app === undefined ? common(data) : own(data);
}

/** The manifest of a project, whoever made it; an empty one where nothing has been added yet. */
export function readAnyManifest(base: Base): Manifest | ForeignManifest {
  const text = base.read(MANIFEST);
  return text === undefined ? EMPTY : parseAnyManifest(text);
}
