import { type Model, mapOf } from '../../../editors/sam/model.ts';
import type { Cors } from '../deployed-api.ts';
import { isTrue, numberOf, textsOf } from './values.ts';

/** `"'GET,POST'"` of SAM's REST APIs, or a list. */
const split = (value: Model | undefined): readonly string[] =>
  textsOf(value).flatMap((text) =>
    text
      .replaceAll("'", '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  );

const EVERYTHING: Cors = {
  origins: ['*'],
  methods: ['*'],
  headers: ['*'],
  exposed: [],
  credentials: false,
};

function configured(value: Model): Cors {
  const map = mapOf(value);
  const { MaxAge, AllowCredentials } = map;
  return {
    origins: split(map.AllowOrigins ?? map.AllowOrigin),
    methods: split(map.AllowMethods),
    headers: split(map.AllowHeaders),
    exposed: split(map.ExposeHeaders),
    credentials: isTrue(AllowCredentials),
    ...(MaxAge !== undefined && {
      maxAgeSeconds: numberOf(String(MaxAge).replaceAll("'", ''), 0),
    }),
  };
}

/** CORS as an API or a function URL declares it: a map, one origin, or `true` for all of them. */
export function corsOf(value: Model | undefined): Cors | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return EVERYTHING;
  if (typeof value === 'object') return configured(value);
  return { ...EVERYTHING, origins: split(value) };
}
