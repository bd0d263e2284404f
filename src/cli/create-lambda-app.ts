import { create } from './create/command.ts';
import { main } from './main.ts';

await main(create);
