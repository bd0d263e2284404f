import { enableCodeCache } from './code-cache/enable.ts';

enableCodeCache();
