import { main } from './main.ts';

void main(async (argv) => (await import('./generate/command.ts')).generate(argv));
