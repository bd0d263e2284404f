import { MANIFEST, parseAnyManifest } from '../../core/manifest.ts';
import { diskBase } from '../../io/disk.ts';
import { sha256OfLines } from '../../io/sha256.ts';
import { type ProjectStatus, projectStatus } from '../../remove/status.ts';
import { refuseInterrupted } from '../recovery.ts';
import { print } from '../ui.ts';
import { projectRoot } from './project-root.ts';
import type { ExtendFlags } from './run-extend.ts';

const shown = ({ name, pattern, options }: ProjectStatus['instances'][number]) =>
  [name, pattern, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)].join('  ');

const list = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];

function linesOf({ instances, functions, triggers, files, changed }: ProjectStatus): string[] {
  return [
    ...list('Patterns', instances.map(shown)),
    ...list('Functions', functions),
    ...list(
      'Triggers',
      triggers.map((key) => key.replace('/', '  ')),
    ),
    ...list(
      'Changed since they were made',
      changed.map(({ status, path }) => `${status}  ${path}`),
    ),
    `${files - changed.length} of ${files} files are as they were made.`,
  ];
}

/** `lambda-gen status`. */
export function status({ cwd, json }: ExtendFlags): void {
  const { dir } = projectRoot({ cwd });
  refuseInterrupted(dir, 'The next lambda-gen add or remove undoes it first.');
  const disk = diskBase(dir);
  const text = disk.read(MANIFEST);
  // A project that somebody else wrote has no manifest until something is added to it
  const manifest = text === undefined ? { additions: [], files: {} } : parseAnyManifest(text);
  const found = projectStatus({ disk, sha256: sha256OfLines }, manifest);
  if (json) print(JSON.stringify(found, null, 2));
  else if (text === undefined) print('Nothing has been added to this project yet.');
  else print(linesOf(found).join('\n'));
}
