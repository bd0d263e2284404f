import { isMap } from '../core/values/json.ts';
import { withoutMark } from '../editors/byte-order-mark.ts';

/** What a package.json may hold; nothing in it has been validated. */
export interface PackageFile {
  readonly type?: string;
  readonly files?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>> | null;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Reads a package.json; undefined when it is no JSON object. */
export function parsePackage(text: string): PackageFile | undefined {
  try {
    const content: unknown = JSON.parse(withoutMark(text));
    return isMap<PackageFile>(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
