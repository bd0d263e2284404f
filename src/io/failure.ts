/** Yarn 2 and later use this code for progress and for "failed"; the cause has another code. */
const PROGRESS = /^➤ YN0000/;

const lastLines = (text = '') =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '' && !PROGRESS.test(line))
    .slice(-3)
    .join('\n');

/** The part of a failure that helps the user most: the program's own words, which Yarn prints to standard output. */
export function failureOf(error: unknown): string {
  const failure = error as Record<string, string | undefined>;
  if (failure.code === 'ENOENT') return 'the program is not installed';
  const said = lastLines(failure.stderr) || lastLines(failure.stdout);
  return said || failure.shortMessage || failure.message || String(error);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
  EXDEV: 'a folder of the project is on another disk',
};

/** Why the file system refused a call, in words where there are some. */
export const reasonOf = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;
