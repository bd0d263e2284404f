import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/io/package-root.ts';
import { temporaryFolder } from '../support/folders.ts';

/** A project outside of the checkout with the checkout's dependencies. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
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
