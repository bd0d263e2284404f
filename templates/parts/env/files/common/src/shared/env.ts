import * as z from 'zod/mini';

/** Reads environment variables once, at init. Throws an error that names each one that is wrong. */
export function readEnv<Shape extends z.core.$ZodShape>(shape: Shape) {
  const result = z.safeParse(z.object(shape), process.env);
  if (!result.success) {
    const names = result.error.issues.map((issue) => issue.path.join('.'));
    throw new Error(`Missing or invalid environment variable: ${names.join(', ')}`);
  }
  return result.data;
}
