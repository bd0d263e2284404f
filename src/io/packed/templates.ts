import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Templates } from '../../core/ports.ts';
import { packageRoot } from '../package-root.ts';
import { packOf } from './pack-of.ts';

/** A template, and where it is code, the hash of a file with this text; with holes, its tokens. */
type Packed = readonly [path: string, text: string, hash?: string, tokens?: string];

const root = join(packageRoot, 'dist/templates');

/** The texts of a pack by their paths: each is parsed when it is first asked for. */
type Pack = ReadonlyMap<string, () => string>;

const packs = new Map<string, Pack>();
const hashes = new Map<string, string>();
const tokens = new Map<string, string>();

function parsed(line: string): string {
  const [, text, hash, ofText] = JSON.parse(line) as Packed;
  if (hash) hashes.set(text, hash);
  if (ofText) tokens.set(text, ofText);
  return text;
}

/** One entry a line; no path has a quote. */
function entryOf(line: string): readonly [string, () => string] {
  let text: string | undefined;
  const path = line.slice(2, line.indexOf('"', 2));
  return [path, () => (text ??= parsed(line))];
}

function load(name: string): Pack {
  const file = join(root, name);
  return new Map(existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(entryOf) : []);
}

function pack(folder: string): Pack {
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
      if (path.startsWith(`${inPack}/`)) found.set(path.slice(inPack.length + 1), text());
    return found;
  },
  /** Templates name those beside their folder by `..`. */
  read(path) {
    const inPack = posix.normalize(path);
    return pack(posix.dirname(inPack)).get(inPack)?.();
  },
  tokens: (template) => tokens.get(template),
};

/** The hash of code that is a template's, to the letter: the build has read its tokens. */
export const knownHash = (text: string): string | undefined => hashes.get(text);
