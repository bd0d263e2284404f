import type { HttpEvent } from '../shared/http.ts';

export type Event = HttpEvent;

/** WARNING: nobody is authenticated, so all callers share the items of this one owner. */
export const callerOf = (_event: Event) => 'anonymous';
