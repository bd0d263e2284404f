import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Loads a bundle in a process that has only these variables; gives the names that it exports. */
export function exportsOf(bundle: string, variables: Record<string, string>): string[] {
  const script = 'console.log(JSON.stringify(Object.keys(await import(process.argv[1]))))';
  const args = ['--input-type=module', '--eval', script, pathToFileURL(bundle).href];
  const options = { encoding: 'utf8', env: variables, stdio: 'pipe' } as const;
  return JSON.parse(execFileSync(process.execPath, args, options));
}
