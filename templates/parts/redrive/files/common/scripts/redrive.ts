import { move, redrive } from './dead-letters.ts';

const [from, to] = process.argv.slice(2);

if (from) {
  const count = to ? await move(from, to) : await redrive(from);
  console.log(`Moved ${count} messages`);
} else {
  console.error('Usage: redrive <URL of a dead-letter queue> [<URL of the queue to move to>]');
  process.exitCode = 2;
}
