import { globSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundled } from './bundled-migrations.ts';

// What functions have of migrations/*.sql: run it when a file there is new
for (const folder of new Set(globSync('src/*/migrations/*.sql').map((file) => dirname(file)))) {
  writeFileSync(`${folder}.json`, bundled(folder));
}
