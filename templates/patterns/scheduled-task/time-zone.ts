const format = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** The default time zone needs no table of zones, which takes long to load: `Mon, 23 Nov 2026` and `2026-11-23T…`. */
function clockInUtc(instant: Date): Record<string, string> {
  const [, year, month, day, hour, minute, second] = /(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/.exec(
    instant.toISOString(),
  )!;
  const weekday = instant.toUTCString().slice(0, 3);
  return { weekday, year, month, day, hour, minute, second } as Record<string, string>;
}

/** What the clocks of a time zone show at an instant, by the name of the part. */
const clockAt = (instant: Date, timeZone: string): Record<string, string> =>
  timeZone === 'UTC'
    ? clockInUtc(instant)
    : Object.fromEntries(
        format(timeZone)
          .formatToParts(instant)
          .map(({ type, value }) => [type, value]),
      );

/** What the clocks show, as milliseconds of a UTC clock that shows the same. */
function wallTime(instant: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = clockAt(instant, timeZone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/**
 * When the clocks of a time zone first show a time, given as UTC milliseconds. As with the Scheduler, a time that
 * is left out in spring never comes, and one that is shown twice in autumn counts once.
 */
export function instantOf(wall: number, timeZone: string): Date | undefined {
  const day = 86_400_000;
  const candidates = [wall - day, wall + day].map((near) => {
    const ahead = wallTime(new Date(near), timeZone) - near;
    return new Date(wall - ahead);
  });
  return candidates
    .filter((instant) => wallTime(instant, timeZone) === wall)
    .sort((a, b) => a.getTime() - b.getTime())[0];
}

/** An instant as the clocks of a time zone show it: `Mon 2026-11-23 10:00 Europe/Vienna`. */
export function shownIn(instant: Date, timeZone: string): string {
  const { weekday, year, month, day, hour, minute } = clockAt(instant, timeZone);
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute} ${timeZone}`;
}

/** Names that JavaScript knows from elsewhere; the zones of the time zone database have others. */
const NOT_IANA =
  /^(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*)$/;

/** Why a name is no IANA time zone; undefined when it is one. */
export function timeZoneProblem(name: string): string | undefined {
  // The default: no dates are formatted to find that it exists
  if (name === 'UTC') return undefined;
  const example = 'it takes a name of the IANA time zones, such as UTC or Europe/Vienna';
  if (!/^[A-Z][A-Za-z]/.test(name) || NOT_IANA.test(name)) return example;
  try {
    const known = format(name).resolvedOptions().timeZone;
    const isOtherCase = known !== name && known.toLowerCase() === name.toLowerCase();
    return isOtherCase ? `Did you mean ${known}? Case matters.` : undefined;
  } catch {
    return example;
  }
}
