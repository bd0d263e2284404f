import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

/** The sample events of one function, by name. */
export const eventsOf = (name: string) =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`))
    .map((file) => file.replace(/\.json$/, ''));

export const readEvent = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
