import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder outside of the checkout that goes when the test ends; `files` stand in it. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function contentOf(file: string): string {
  const stat = lstatSync(file);
  if (stat.isDirectory()) return '(folder)';
  return stat.isSymbolicLink() ? `(link to ${readlinkSync(file)})` : readFileSync(file, 'latin1');
}

/** Every byte, folder and link below a folder, by path; undefined when there is no such folder. */
export function snapshot(folder: string): Readonly<Record<string, string>> | undefined {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return undefined;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(paths.map((path) => [path, contentOf(join(folder, path))]));
}
