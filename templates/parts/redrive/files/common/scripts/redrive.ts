import { move } from './dead-letters.ts';

const [from, to] = process.argv.slice(2);

if (from && to) {
  console.log(`Moved ${await move(from, to)} messages`);
} else {
  console.error('Usage: redrive <URL of a dead-letter queue> <URL of the queue to move to>');
  process.exitCode = 2;
}
