import { main } from './main.ts';

await main(async (argv) => (await import('./create/command.ts')).create(argv));
