/** Folders and files of what is there for tests alone. */
const TEST_PATH =
  /(^|\/)(tests?|__tests__|specs?|mocks?|fixtures?|e2e|integration)\/|[._-](test|spec)\.\w+$|[a-z](Test|Spec|Mock)\.\w+$/;

/** Whether a file is there for tests alone, by its path. */
export const isTestPath = (path: string) => TEST_PATH.test(path);

/** What a new thing is written after: of those of the commonest shape, the last; `isAside` ones only if all are. */
export function mostAlike<T>(
  all: readonly T[],
  isAside: (each: T) => boolean,
  shape: (each: T) => string,
): T | undefined {
  const usual = all.filter((each) => !isAside(each));
  const pool = usual.length > 0 ? usual : all;
  const shapes = pool.map(shape);
  const count = (one: string) => shapes.filter((each) => each === one).length;
  const most = Math.max(...shapes.map(count));
  return pool.findLast((_, n) => count(shapes[n]!) === most);
}
