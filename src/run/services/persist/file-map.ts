import fs from 'fs-extra';

/** Replaces a file as a whole: a run that is killed leaves the old one or the new one. */
export function replaceFile(file: string, content: string | Buffer): void {
  const made = `${file}.${process.pid}`;
  fs.outputFileSync(made, content, { mode: 0o600 });
  fs.renameSync(made, file);
}

export const readJson = <T>(file: string): T | undefined =>
  fs.pathExistsSync(file) ? (fs.readJsonSync(file) as T) : undefined;

/** A map that is kept in a file, if it is given one. */
export class FileMap<V> {
  readonly #map: Map<string, V>;
  readonly #file: string | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
    this.#map = new Map(file === undefined ? [] : readJson<[string, V][]>(file));
  }

  get = (key: string) => this.#map.get(key);
  values = () => [...this.#map.values()];

  set(key: string, value: V): void {
    this.#map.set(key, value);
    this.#write();
  }

  delete(key: string): void {
    if (this.#map.delete(key)) this.#write();
  }

  #write(): void {
    if (this.#file !== undefined) replaceFile(this.#file, JSON.stringify([...this.#map], null, 2));
  }
}
