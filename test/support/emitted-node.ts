import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';

/** `engines` of emitted projects, which asks for more than this package does. */
const [MAJOR, MINOR] = [22, 13];

const FOLDER = join(packageRoot, '.cache/node');

const isNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > MAJOR || (major === MAJOR && minor >= MINOR);
};

/** Installs the Node.js that npm has as a package for this platform; answers its path. */
async function installed(): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(FOLDER, 'node_modules', name, 'bin/node');
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const flags = ['--no-save', '--prefer-offline', '--no-audit', '--no-fund'];
  await execa('npm', ['install', '--prefix', FOLDER, ...flags, `${name}@${MAJOR}`]);
  return path;
}

/** Variables with which `node` is one that emitted projects run on: this one, or npm's where it is older. */
export async function emittedNode(): Promise<{ readonly PATH: string }> {
  const path = isNewEnough() ? process.execPath : await installed();
  return { PATH: dirname(path) + delimiter + process.env.PATH };
}
