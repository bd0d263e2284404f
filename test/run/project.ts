import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { temporaryFolder, write } from '../support/folders.ts';

/** A project outside of the checkout with the checkout's dependencies. */
export function project(files: Readonly<Record<string, string>>): string {
  return withModules(temporaryFolder(files));
}

/** The same for all tests of a file. */
export function sharedProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  write(folder, files);
  return withModules(folder);
}

function withModules(folder: string): string {
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(join(packageRoot, 'node_modules'), modules);
  return folder;
}

/** A SAM template with a function in plain JavaScript for each module, which the deployment takes as it is. */
export const plainTemplate = (
  ids: readonly string[],
  properties = 'Timeout: 1\n      MemorySize: 256',
) =>
  [
    'Transform: AWS::Serverless-2016-10-31',
    'Resources:',
    ...ids.flatMap((id) => [
      `  ${id}:`,
      '    Type: AWS::Serverless::Function',
      '    Properties:',
      '      Runtime: nodejs22.x',
      `      Handler: ${id.toLowerCase()}.handler`,
      `      ${properties}`,
    ]),
    '',
  ].join('\n');
