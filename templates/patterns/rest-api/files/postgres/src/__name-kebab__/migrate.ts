import { migrating } from '../shared/migrations.ts';
import migrations from './migrations.json' with { type: 'json' };

export const handler = migrating('__name-kebab__', migrations);
