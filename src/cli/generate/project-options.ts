import { DATABASE, PACKAGE } from '../../core/additions.ts';
import { keptIn } from '../../core/convert/database.ts';
import type { Manifest } from '../../core/manifest.ts';
import { choice } from '../../core/options.ts';
import type { Pattern } from '../../core/pattern.ts';
import { PACKAGE_TYPES } from '../../core/project.ts';

/** An option that is a choice for a whole project, and not an instance of a pattern. */
interface ProjectOption extends Pick<Pattern, 'id' | 'title' | 'summary' | 'options'> {
  isIn(manifest: Manifest): boolean;
}

export const PROJECT_OPTIONS: readonly ProjectOption[] = [
  {
    id: PACKAGE,
    title: 'Package type',
    summary: 'The functions as one container image, or as zip files.',
    options: { type: choice('How functions are packed', PACKAGE_TYPES) },
    isIn: ({ project }) => project.packageType === 'image',
  },
  {
    id: DATABASE,
    title: 'Database',
    summary:
      'SQL database for the items of REST APIs, instead of DynamoDB ($44 a month in staging and in prod, at 0.5 ACU).',
    options: { engine: choice('Aurora PostgreSQL', ['postgres']) },
    isIn: ({ instances }) => keptIn(instances, 'postgres').length > 0,
  },
];
