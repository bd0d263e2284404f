import type { Insertion, Span } from '../../src/core/record.ts';
import { spansAfter } from '../../src/core/tree/spans.ts';
import { applyEdits, type Edit } from '../../src/core/tree/text-edit.ts';
import { recordCode } from '../../src/editors/cdk/record.ts';
import { cutCode } from '../../src/editors/cdk/remove/removal.ts';
import { cutterOf } from '../../src/editors/cutter.ts';
import { recorderOf } from '../../src/editors/recorder.ts';
import { recordTemplate } from '../../src/editors/sam/record.ts';
import { cutTemplate } from '../../src/editors/sam/removal.ts';
import { crlf, mutated, random } from './edits.ts';

const record = recorderOf({ template: recordTemplate, code: recordCode });
const cut = cutterOf({ template: cutTemplate, code: cutCode });

/** A text after an edit, and the record of what came into it. */
export interface Inserted {
  readonly text: string;
  readonly insertions: readonly Insertion[];
}

/** Undefined where the editor refuses, or has nothing to add. */
export function inserted(path: string, text: string, edit: Edit): Inserted | undefined {
  if (edit.status !== 'edited') return undefined;
  const after = applyEdits(text, edit.edits);
  const spans: readonly Span[] = spansAfter([], edit.edits);
  // As the manifest keeps it
  const insertions = JSON.parse(JSON.stringify(record(path, text, after, spans)));
  return { text: after, insertions };
}

/** What is left when that is cut out again, or why it is not. */
export function removed(path: string, { text, insertions }: Inserted): string {
  const result = cut(path, text, { going: insertions, others: [] });
  if ('reason' in result) return `not cut: ${result.reason}`;
  if (result.kept.length > 0) return `kept: ${JSON.stringify(result.kept)}`;
  return result.text;
}

type Change = (text: string, next: () => number) => string;

const atLines =
  (change: (line: string) => string, share: number): Change =>
  (text, next) =>
    text
      .split('\n')
      .map((line) => (next() < share ? change(line) : line))
      .join('\n');

/** What templates and stacks have that formatters and people leave in them. */
const CHANGES: readonly Change[] = [
  (text) => text,
  crlf,
  atLines((line) => `${line}  `, 0.3),
  atLines((line) => `${line}\t`, 0.2),
  atLines((line) => `${line}\n`, 0.2),
  (text) => text.trimEnd(),
  (text) => `${text}\n\n`,
];

/** Those of a template alone. */
const YAML: readonly Change[] = [
  ...CHANGES,
  atLines((line) => `${line}\n${/^ */.exec(line)![0]}# mine`, 0.2),
  atLines((line) => `${/^ */.exec(line)![0]}  # deeper\n${line}`, 0.1),
  (text) => text.replace(/^( +)Properties:$/m, '$1Properties:\n$1  Events: {}'),
  (text) => text.replace(/^( +)Properties:$/m, '$1Properties:\n$1  Events:'),
  (text) => `${text.trimEnd()}\n    Notes: |+\n      kept\n\n\n`,
];

const CODE: readonly Change[] = [
  ...CHANGES,
  atLines((line) => `${line} // mine`, 0.1),
  atLines((line) => `// mine\n${line}`, 0.1),
  (text) => text.replace(/;$/gm, ''),
  (text) => text.replaceAll("'", '"'),
  (text) => text.replace(/^( +)/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
];

/** A text as a seed spoils it: lines deleted, doubled and moved by every other seed, and one of the changes above. */
export function spoilt(path: string, text: string, seed: number): string {
  const next = random(seed * 7 + 1);
  const changes = /\.[jt]s$/.test(path) ? CODE : YAML;
  const change = changes[Math.floor(next() * changes.length)]!;
  return change(seed % 2 === 0 ? mutated(text, seed) : text, next);
}
