import { wordsOf } from './command-line.ts';
import { main } from './main.ts';

/** The commands of `lambda-gen`, which nobody calls a folder: `npx create-lambda-app add …` needs no other name. */
const COMMANDS = new Set('__complete completion add remove invoke dev status list cost'.split(' '));

void main(async (argv) => {
  if (COMMANDS.has(wordsOf(argv)[0] ?? ''))
    await (await import('./generate/command.ts')).generate(argv, 'create-lambda-app');
  else await (await import('./create/command.ts')).create(argv);
});
