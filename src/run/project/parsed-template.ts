import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Unreadable } from '../../editors/sam/source.ts';
import { parseTemplate, type Template } from '../../infrastructure/resolve/template.ts';
import { readJson, replaceFile } from '../services/persist/file-map.ts';

interface Kept {
  readonly hash: string;
  readonly template: Template;
}

/** Templates smaller than this, in characters, are parsed as fast as a file is read. */
const SMALL = 4000;

const sha256 = (...texts: string[]) =>
  texts.reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256')).digest('hex');

/** What parses: another build of this package may read a template otherwise. */
const parserVersion = () => {
  const file = fileURLToPath(import.meta.url);
  return `${file} ${statSync(file).mtimeMs}`;
};

function keptIn(file: string): Kept | undefined {
  try {
    return readJson<Kept>(file);
  } catch {
    return undefined;
  }
}

/** Parses a template, or takes what an earlier run has parsed of the same text: parsing YAML takes longer than all else that is read. */
export function parsedTemplate(
  text: string,
  path: string,
  folder: string | undefined,
): Template | Unreadable {
  if (folder === undefined || text.length < SMALL) return parseTemplate(text);
  const file = join(folder, `${sha256(path)}.json`);
  const hash = sha256(parserVersion(), text);
  const kept = keptIn(file);
  if (kept?.hash === hash) return kept.template;
  const template = parseTemplate(text);
  if (!('reason' in template)) replaceFile(file, JSON.stringify({ hash, template }));
  return template;
}
