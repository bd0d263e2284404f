import { generate } from './generate/command.ts';
import { main } from './main.ts';

await main(generate);
