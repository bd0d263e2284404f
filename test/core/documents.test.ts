import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const DOCUMENTS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md', 'docs/rules.md'];

it.each(DOCUMENTS)('%s names files and folders that exist', (document) => {
  const text = readFileSync(join(packageRoot, document), 'utf8');
  const named = [...text.matchAll(/`((?:src|templates)\/[\w./-]+)`/g)].map((match) => match[1]!);
  expect(named.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([]);
});
