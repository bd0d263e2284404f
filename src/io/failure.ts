/** The part of a failure that tells the user most: the program's own words. */
export function failureOf(error: unknown): string {
  const { code, stderr, shortMessage, message } = error as Record<string, string | undefined>;
  if (code === 'ENOENT') return 'the program is not installed';
  const lines = (stderr ?? '').trim().split('\n').filter(Boolean);
  return lines.slice(-3).join('\n') || shortMessage || message || String(error);
}
