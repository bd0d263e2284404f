import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';

/** The tests that start the commands start the built ones. */
export async function setup(): Promise<void> {
  await execa('npm', ['run', 'build'], { cwd: packageRoot });
}
