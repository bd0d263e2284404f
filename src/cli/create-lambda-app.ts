import { wordsOf } from './command-line.ts';
import { main } from './main.ts';

/** The commands of `lambda-gen`, which nobody calls a folder: `npx create-lambda-app add …` needs no other name. */
const COMMANDS = new Set('__complete completion add remove invoke dev status list cost'.split(' '));

/** A word that is nearly a command is hardly a folder; throws `usage` with both ways out. */
async function refuseMisspelt(word: string): Promise<void> {
  const { misspelt } = await import('../core/suggest.ts');
  const command = misspelt(word, [...COMMANDS]);
  if (!command) return;
  const { usageError } = await import('../core/errors.ts');
  throw usageError(
    `"${word}" is no command. Did you mean "${command}"?`,
    `To create a project in a folder of that name: ./${word}`,
  );
}

void main(async (argv) => {
  const [word = ''] = wordsOf(argv);
  if (COMMANDS.has(word))
    return (await import('./generate/command.ts')).generate(argv, 'create-lambda-app');
  if (word) await refuseMisspelt(word);
  await (await import('./create/command.ts')).create(argv);
});
