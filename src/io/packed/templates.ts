import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Templates } from '../../core/ports.ts';
import { packageRoot } from '../package-root.ts';
import { packOf } from './pack-of.ts';

/** A template, and where it is code, the hash of a file with this text; with holes, its tokens. */
type Packed = readonly [path: string, text: string, hash?: string, tokens?: string];

const root = join(packageRoot, 'dist/templates');

const packs = new Map<string, ReadonlyMap<string, string>>();
const hashes = new Map<string, string>();
const tokens = new Map<string, string>();

function load(name: string): ReadonlyMap<string, string> {
  const file = join(root, name);
  const all: readonly Packed[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  for (const [, text, hash, ofText] of all) {
    if (hash) hashes.set(text, hash);
    if (ofText) tokens.set(text, ofText);
  }
  return new Map(all.map(([path, text]) => [path, text]));
}

function pack(folder: string): ReadonlyMap<string, string> {
  const name = packOf(folder);
  const texts = packs.get(name) ?? load(name);
  packs.set(name, texts);
  return texts;
}

/** The templates as the build has packed them: a few files are read faster than some hundred. */
export const shippedTemplates: Templates = {
  files(folder) {
    const inPack = posix.normalize(folder);
    const found = new Map<string, string>();
    for (const [path, text] of pack(inPack))
      if (path.startsWith(`${inPack}/`)) found.set(path.slice(inPack.length + 1), text);
    return found;
  },
  /** Templates name those beside their folder by `..`. */
  read(path) {
    const inPack = posix.normalize(path);
    return pack(posix.dirname(inPack)).get(inPack);
  },
  tokens: (template) => tokens.get(template),
};

/** The hash of code that is a template's, to the letter: the build has read its tokens. */
export const knownHash = (text: string): string | undefined => hashes.get(text);
