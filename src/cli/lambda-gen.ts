import { main } from './main.ts';

await main(async (argv) => (await import('./generate/command.ts')).generate(argv));
