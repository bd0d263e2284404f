import { type AddedTrigger, isTrigger, ownerOf } from '../additions.ts';
import {
  AppError,
  bug,
  editedInTheWay,
  inTheWay,
  type Location,
  refusal,
  unwritten,
} from '../errors.ts';
import { SAM_TEMPLATE } from '../fold/apply.ts';
import { replaceBlock } from '../fold/managed-block.ts';
import { planCreate } from '../fold/pipeline.ts';
import { MANIFEST, type Manifest, parseManifest } from '../manifest.ts';
import { type ProjectPath, projectPath } from '../paths.ts';
import type { Conversion, NotMerged, Ports } from '../ports.ts';
import { committed, type Files, memoryDisk } from '../tree/memory.ts';
import { withEndOfLine } from '../tree/text-edit.ts';
import type { Tree } from '../tree/tree.ts';
import { convertedRecord } from './converted-record.ts';
import { inOrderOf } from './in-order-of.ts';

/** A project that is to be what another choice for all of it would have made. */
export interface Convertible {
  readonly tree: Tree;
  readonly manifest: Manifest;
  /** What the conversion is for, as messages name it. */
  readonly name: string;
}

/** What a project is to be made of. */
export type Target = Pick<Manifest, 'project' | 'instances'>;

/** The project as it was made, and as it would have been made. */
interface Twins {
  readonly from: Files;
  readonly to: Files;
}

const conversionOf = ({ conversion }: Ports): Conversion => {
  if (!conversion) throw bug('Nothing to convert a project with');
  return conversion;
};

function withTrigger(files: Files, trigger: AddedTrigger, ports: Ports): Files {
  try {
    return committed(files, conversionOf(ports).addTrigger(memoryDisk(files), trigger));
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error;
    throw refusal(
      `Cannot tell what changes for the trigger ${ownerOf(trigger)}: ${error.message}`,
      {
        hint: unwritten('Remove the trigger first, and add it again afterwards.'),
      },
    );
  }
}

/** Makes a project anew, in memory: its instances, then its triggers. */
function remade({ additions }: Manifest, { project, instances }: Target, ports: Ports): Files {
  const plan = planCreate({ project, instances }, memoryDisk(new Map()), ports);
  return additions
    .filter(isTrigger)
    .filter(({ isLeft }) => !isLeft)
    .reduce((files, each) => withTrigger(files, each, ports), committed(new Map(), plan));
}

/** What is derived is no text to merge: it is made anew. */
const withoutBlock = (text: string) => replaceBlock(text, '') ?? text;

const comparable = (path: string, text: string, ours: string) => {
  const lines = withEndOfLine(withoutBlock(text), ours);
  return path === SAM_TEMPLATE ? inOrderOf(ours, lines) : lines;
};

/** The place of a line of a staged text in the file as the user has it, from which a removal has taken lines. */
function placeOf({ tree }: Convertible, path: ProjectPath, line: number): Location {
  const [staged, own] = [tree.read(path), tree.original(path)].map((text = '') =>
    text.split(/\r?\n/),
  );
  const numbersOf = (lines: readonly string[]) =>
    lines.flatMap((each, n) => (each === staged![line - 1] ? [n + 1] : []));
  const [before, now] = [numbersOf(own!), numbersOf(staged!)];
  const number = before.length === now.length ? before[now.indexOf(line)] : undefined;
  return { path, ...(number !== undefined && { line: number }) };
}

const notAsMade = (project: Convertible, path: ProjectPath, { line, paste, found }: NotMerged) => {
  const [first = ''] = found.split('\n');
  const what = first.trim() ? `"${first.trim()}" is` : 'this is';
  return refusal(`${path} was not changed for "${project.name}": ${what} not as it was made`, {
    at: placeOf(project, path, line),
    hint: unwritten('Undo that change, or write this there:'),
    paste,
  });
};

function mergeFile(project: Convertible, path: ProjectPath, twins: Twins, ports: Ports): void {
  const { tree } = project;
  const text = tree.read(path);
  if (text === undefined) return;
  const ours = withoutBlock(text);
  const [base, theirs] = [twins.from, twins.to].map((files) =>
    comparable(path, files.get(path)!, ours),
  );
  const merged = conversionOf(ports).merge(base!, ours, theirs!);
  if (!('text' in merged)) throw notAsMade(project, path, merged);
  tree.write(path, merged.text);
}

function createFile({ tree }: Convertible, path: ProjectPath, text: string): void {
  const there = tree.read(path);
  if (there !== undefined && there !== withEndOfLine(text, there)) throw inTheWay(path);
  tree.write(path, text);
}

function removeFile({ tree, name }: Convertible, path: ProjectPath, text: string, ports: Ports) {
  const there = tree.read(path);
  if (there === undefined) return;
  if (!ports.isAsMade(path, there, ports.hash(path, text))) throw editedInTheWay(path, name);
  tree.remove(path);
}

function convertFiles(project: Convertible, twins: Twins, ports: Ports): void {
  const paths = new Set([...twins.from.keys(), ...twins.to.keys()]);
  for (const key of paths) {
    const path = projectPath(key);
    const [before, after] = [twins.from.get(key), twins.to.get(key)];
    if (before === after || path === MANIFEST) continue;
    if (before === undefined) createFile(project, path, after!);
    else if (after === undefined) removeFile(project, path, before, ports);
    else mergeFile(project, path, twins, ports);
  }
}

/** Our references to the alias are gone by now: one that is left is the user's. */
function refuseLeft(project: Convertible): void {
  const { tree, name } = project;
  const lines = (tree.read(SAM_TEMPLATE) ?? '').split('\n');
  const line = lines.findIndex((each) => /^[^#]*\b\w+\.Alias\b/.test(each)) + 1;
  if (line === 0) return;
  throw refusal(`${SAM_TEMPLATE} uses an alias that is removed with "${name}"`, {
    at: placeOf(project, SAM_TEMPLATE, line),
    hint: unwritten('Name the function itself there, as in !GetAtt Name.Arn.'),
  });
}

/**
 * Makes of a project what `to` would have made of it: the texts that differ are changed where they still are as they
 * were made. Throws `refused` with the place where one is not. Answers the manifest; documents are derived later.
 */
export function convert(project: Convertible, to: Target, ports: Ports): Manifest {
  const { manifest } = project;
  const twins = {
    from: remade(manifest, manifest, ports),
    to: remade(manifest, to, ports),
  };
  convertFiles(project, twins, ports);
  if (manifest.project.alias && !to.project.alias) refuseLeft(project);
  const [from, then] = [twins.from, twins.to].map((files) => parseManifest(files.get(MANIFEST)!));
  return { ...convertedRecord(manifest, from!, then!), ...to };
}
