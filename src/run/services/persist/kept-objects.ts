import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fs from 'fs-extra';
import type { Reply } from '../call.ts';
import { readJson, replaceFile } from './file-map.ts';

export interface KeptObject {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What an object has beside its content. */
const OWN_HEADERS =
  /^(content-(type|encoding|disposition|language)|cache-control|expires|x-amz-meta-.+)$/;

const ownHeaders = ({ headers }: Reply) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      OWN_HEADERS.test(name) && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );

/** Keys may be longer than names of files, and `../x` is one. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** Objects in a folder: of each its content, and a file with its key and headers beside it. */
export class KeptObjects {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #file = (bucket: string, key: string) => join(this.#folder, bucket, nameOf(key));

  /** Keeps an object as `GetObject` gives it. */
  write(bucket: string, key: string, reply: Reply): void {
    const file = this.#file(bucket, key);
    replaceFile(file, reply.body);
    replaceFile(`${file}.json`, JSON.stringify({ key, headers: ownHeaders(reply) }, null, 2));
  }

  remove(bucket: string, key: string): void {
    const file = this.#file(bucket, key);
    fs.removeSync(`${file}.json`);
    fs.removeSync(file);
  }

  read(bucket: string): readonly KeptObject[] {
    const folder = join(this.#folder, bucket);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => {
      const file = join(folder, name);
      const body = readFileSync(file.slice(0, -'.json'.length));
      return { ...readJson<Omit<KeptObject, 'body'>>(file)!, body };
    });
  }
}
