import { enableCodeCache } from './enable.ts';

enableCodeCache();
