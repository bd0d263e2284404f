import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

it.skipIf(!existsSync('/dev/full'))('a disk that is full is no bug, and no success', async () => {
  const command = `"${process.execPath}" "${bin}" list patterns > /dev/full`;
  const { exitCode, stderr } = await execa(command, {
    shell: true,
    reject: false,
    env: { NO_COLOR: '1' },
  });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: '✖ The output cannot be written: the disk is full',
  });
});
