interface Fn {
  Environment?: { Variables?: Record<string, unknown> };
}

/** What reaches the database over HTTPS, as migrations do, is in no VPC. */
export const usesDataApi = (fn: Fn | object) =>
  'DATABASE_ARN' in ((fn as Fn).Environment?.Variables ?? {});
