import pc from './colours.ts';
import type { Progress } from './run-tasks.ts';
import { isPlainMode } from './terminal-mode.ts';
import { print, printOver, printProse } from './ui.ts';

let started = 0;
let ticking: NodeJS.Timeout | undefined;

const elapsed = () => `${Math.round((performance.now() - started) / 1000)} s`;

/** Prints what a task runs and for how long, where somebody watches, and what became of it. */
export const printProgress: Progress = {
  onStart({ title, command }) {
    started = performance.now();
    if (!process.stdout.isTTY) return;
    const line = `  ${title}: ${command}`;
    if (isPlainMode()) return print(line);
    const show = () => printOver(pc.dim(`${line} … ${elapsed()}`.slice(0, process.stdout.columns)));
    show();
    ticking = setInterval(show, 1000);
  },
  onDone({ title, status, reason, command }) {
    if (ticking) {
      clearInterval(ticking);
      ticking = undefined;
      printOver();
    }
    if (status === 'done') print(`${pc.green('✔')} ${title} (${elapsed()})`);
    else if (status === 'needless') printProse(`${pc.dim('skip')}    ${title}: ${reason}`);
    else printProse(`${pc.yellow('!')} ${title}: ${reason}\n  Left for you to run: ${command}`);
  },
};
