/**
 * Loaded into a CDK app before anything else: instead of bundling each function while it synthesises, the app keeps
 * the command, and the function is bundled when it is first called, and again when its code changes.
 */
import childProcess from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type Captured, commandsBeside, esbuildWords, shellWords } from './captured.ts';

const { spawnSync } = childProcess;

const DONE = { pid: 0, output: [], stdout: '', stderr: '', status: 0, signal: null };

const keep = (file: string, captured: Captured) => writeFileSync(file, JSON.stringify(captured));

/** All that a command runs, in words: a shell is given them as one text. */
const wordsOf = (program: string, words: readonly string[]) =>
  /(^|[\\/])(bash|sh|cmd)(\.exe)?$/.test(program)
    ? shellWords(words.at(-1) ?? '')
    : [program, ...words];

const outfileOf = (words: readonly string[]) =>
  words.find((word) => word.startsWith('--outfile='))?.slice('--outfile='.length);

/** The folder that a container would write to. */
const mountOf = (words: readonly string[]) =>
  words.flatMap((word) => /^(.+):\/asset-output(:\w+)*$/.exec(word)?.[1] ?? [])[0];

function capture(program: string, args: readonly string[], cwd: string): boolean {
  const line = wordsOf(program, args);
  const words = esbuildWords(line);
  const outfile = words && outfileOf(words);
  if (words && outfile) {
    keep(outfile, { captured: 'esbuild', words, cwd, beside: commandsBeside(line) });
    return true;
  }
  if (!/(^|[\\/])(docker|finch|podman)$/.test(program)) return false;
  const mount = mountOf(args);
  if (mount) keep(join(mount, 'index.js'), { captured: 'docker', words: args, cwd });
  return true;
}

const captured = (program: string, args: unknown, options: unknown) => {
  const given = (Array.isArray(args) ? options : args) as { cwd?: string } | undefined;
  const words = Array.isArray(args) ? args.map(String) : [];
  const cwd = String(given?.cwd ?? process.cwd());
  return capture(program, words, cwd) ? DONE : spawnSync(program, args as [], options as object);
};

childProcess.spawnSync = captured as typeof spawnSync;
syncBuiltinESMExports();
