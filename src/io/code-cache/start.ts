import { enableCodeCache } from './enable.ts';

enableCodeCache(process.argv.slice(2));
