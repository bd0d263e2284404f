import { main } from './main.ts';
import { generate } from './generate-command.ts';

await main(generate);
