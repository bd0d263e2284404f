import { CDK_APP, CDK_STACK, PACKAGE_JSON, SAM_TEMPLATE } from '../core/fold/apply.ts';
import { isOwnProject } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Inserted, OwnerRecord, Span } from '../core/record.ts';
import { editedPart, withEndOfLine } from '../core/tree/text-edit.ts';
import { isPart } from './owners.ts';
import type { Known, Stays } from './removal.ts';

/** What an owner has inserted, and what of it is not recorded in a way that finds it. */
export interface OwnerInsertions {
  readonly inserted: Inserted;
  readonly unknown: readonly Stays[];
}

const firstLine = (text: string) => `"${text.trim().split('\n')[0]!.trim()}"`;

/** Where a text is, as long as it is there once. */
function spanOf(text: string, part: string): Span | undefined {
  const own = withEndOfLine(part, text);
  const start = text.indexOf(own);
  const isOnce = start >= 0 && text.indexOf(own, start + 1) < 0;
  return isOnce ? { start, end: start + own.length } : undefined;
}

/** The text may not parse without a later insertion; then the earlier state is not known. */
function readable(
  context: Known['context'],
  path: ProjectPath,
  before: string,
  after: string,
): string {
  return 'reason' in context.cut(path, before, { going: [], others: [] }) ? after : before;
}

/** Schema 1 has inserted texts: what is there as it was inserted is recorded now. */
function recordedTexts({ context, tree }: Known, owner: string, { texts = {} }: OwnerRecord) {
  const unknown: Stays[] = [];
  const inserted = Object.entries(texts).flatMap(([key, parts]) => {
    const path = projectPath(key);
    const text = tree.read(path);
    if (text === undefined) return [];
    const spans = parts.flatMap((part) => {
      const span = spanOf(text, part);
      if (!span) unknown.push({ owner, path, name: firstLine(part), why: 'unknown' });
      return span ?? [];
    });
    const before = readable(context, path, editedPart(text, 0, text.length, spans), text);
    return [[path, context.ports.record(path, before, text, spans)] as const];
  });
  return { inserted: Object.fromEntries(inserted), unknown };
}

/** The files that the owners of a project of ours share. */
const sharedFiles = ({ tree, manifest }: Known): readonly ProjectPath[] =>
  isOwnProject(manifest)
    ? [SAM_TEMPLATE, CDK_STACK, CDK_APP, PACKAGE_JSON].filter(
        (path) => tree.read(path) !== undefined,
      )
    : [];

const anything = (path: ProjectPath, owner: string): Stays => ({
  owner,
  path,
  name: `what ${owner} has there`,
  why: 'unknown',
});

/** What an owner has inserted, as its record says. */
export function insertionsOf(known: Known, owner: string): OwnerInsertions {
  const record = known.manifest.made[owner];
  if (record?.texts) return recordedTexts(known, owner, record);
  if (record) return { inserted: record.inserted, unknown: [] };
  const isUnknown = !isPart(owner) && known.manifest.files[owner] !== undefined;
  const unknown = isUnknown ? sharedFiles(known).map((path) => anything(path, owner)) : [];
  return { inserted: {}, unknown };
}
