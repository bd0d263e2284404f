import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Templates } from '../core/ports.ts';
import { packageRoot } from './package-root.ts';

// The package has another module in place of this one, with the templates in a few files: see .build/templates.mjs
const root = join(packageRoot, 'templates');

function walk(folder: string, below: string, found: Map<string, string>): void {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) walk(folder, path, found);
    else found.set(path, readFileSync(join(folder, path), 'utf8'));
  }
}

/** The templates that ship with this package. */
export const shippedTemplates: Templates = {
  files(folder) {
    const found = new Map<string, string>();
    if (statSync(join(root, folder), { throwIfNoEntry: false }))
      walk(join(root, folder), '', found);
    return found;
  },
  read(path) {
    const file = join(root, path);
    return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : undefined;
  },
  tokens: () => undefined,
};

/** The hash of code that is a template's, where the build has computed it: here, it has not. */
export const knownHash = (_text: string): string | undefined => undefined;
