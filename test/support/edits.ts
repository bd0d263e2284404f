import { expect } from 'vitest';
import { applyEdits, type Edit } from '../../src/core/tree/text-edit.ts';

export type Editor = (text: string) => Edit;

/** Makes test names readable: a text as one line. */
export const shown = (text: string) => JSON.stringify(text).slice(0, 60);

export const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');
export const lf = (text: string) => text.replaceAll('\r\n', '\n');
export const MARK = '\uFEFF';

const endings = (text: string) => new Set(text.match(/\r?\n/g));

/** What holds for every edit of every editor; answers the edited text. `{}` may go from a YAML file, nothing else may. */
export function expectEdited(edit: Editor, host: string): string {
  const result = edit(host);
  expect(result).toMatchObject({ status: 'edited' });
  const { edits } = result as Extract<Edit, { status: 'edited' }>;
  for (const { start, end } of edits) expect(host.slice(start, end).trim()).toMatch(/^(\{ ?\})?$/);
  const text = applyEdits(host, edits);
  if (endings(host).size === 1) expect(endings(text)).toEqual(endings(host));
  expect(text.endsWith('\n')).toBe(host.endsWith('\n'));
  expect(edit(text), 'the second run').toEqual({ status: 'present' });
  return text;
}

/** Whether every edit inserts, and none replaces. */
export const onlyInserts = (edit: Edit) =>
  edit.status === 'edited' && edit.edits.every(({ start, end }) => start === end);

/** A refusal says why, where (if there is a where), and what to paste. */
export function expectRefused(edit: Editor, host: string, reason: RegExp, line?: number): string {
  const result = edit(host);
  expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(reason) });
  const { at, paste } = result as Extract<Edit, { status: 'refused' }>;
  if (line !== undefined) expect(at?.line).toBe(line);
  expect(paste).not.toBe('');
  return paste;
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Mutation = (lines: string[], at: number, next: () => number) => string[];

const MUTATIONS: readonly Mutation[] = [
  (lines, at) => lines.toSpliced(at, 1),
  (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  (lines, at) => lines.with(at, `  ${lines[at]}`),
  (lines, at) => lines.with(at, lines[at]!.replace(/^ {1,2}/, '')),
  (lines, at) => lines.with(at, `${lines[at]} # {`),
  (lines, at) => lines.toSpliced(at, 0, ''),
  (lines, at, next) => lines.with(at, lines[at]!.slice(0, Math.floor(next() * lines[at]!.length))),
  (lines, at, next) => lines.with(at, lines[Math.floor(next() * lines.length)]!),
  (lines, at) => lines.toSpliced(at, 0, '/* a', 'b */'),
  (lines, at) => lines.slice(0, at + 1),
];

/** A text with one to three of its lines spoilt: deleted, doubled, moved, cut, commented. */
export function mutated(text: string, seed: number): string {
  const next = random(seed);
  let lines = text.split('\n');
  for (let n = 1 + Math.floor(next() * 3); n > 0 && lines.length > 0; n--) {
    const mutation = MUTATIONS[Math.floor(next() * MUTATIONS.length)]!;
    lines = mutation(lines, Math.floor(next() * lines.length), next);
  }
  return lines.join('\n');
}

export const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);
