/** The part of a failure that helps the user most: the program's own words. */
export function failureOf(error: unknown): string {
  const { code, stderr, shortMessage, message } = error as Record<string, string | undefined>;
  if (code === 'ENOENT') return 'the program is not installed';
  const lines = (stderr ?? '').trim().split('\n').filter(Boolean);
  return lines.slice(-3).join('\n') || shortMessage || message || String(error);
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
