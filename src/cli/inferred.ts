import pc from 'picocolors';
import { print } from './ui.ts';

/** What was read off the project, shown before anything is written. */
export function printInferred(lines: readonly string[]): void {
  for (const line of lines) print(pc.dim(`  ${line}`));
}
