import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { Project, SyntaxKind } from 'ts-morph';
import { expect, it } from 'vitest';
