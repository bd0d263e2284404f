import { homedir } from 'node:os';

/** The user's folder; undefined for a user who has none, as in a container. */
export function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
