/** When a person may be spoken to: quiet hours and a daily digest, in their own time zone. Knows no notice's content. */

export interface Notify {
  /** Minutes after midnight; from later than to means over midnight. */
  readonly quiet?: { readonly from: number; readonly to: number };
  /** IANA name. */
  readonly zone: string;
  /** Everything of a day at once, at `digestMinute` or when the quiet hours end after it. */
  readonly digest: boolean;
  /** Whether what cannot wait, such as a line that is down, may break the quiet. */
  readonly urgent: boolean;
}

export const defaultNotify: Notify = { zone: 'Asia/Shanghai', digest: false, urgent: false };
export const digestMinute = 9 * 60;
const dayMinutes = 24 * 60;
const minuteMs = 60_000;

export function isZone(zone: string): boolean {
  return /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/.test(zone) && formatterOf(zone) !== undefined;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, made);
    return made;
  } catch {
    // The only way to ask whether a zone exists is to use it.
    return undefined;
  }
}

/** Minutes after local midnight; UTC where the zone is none. */
export function localMinute(at: number, zone: string): number {
  const [hour = '0', minute = '0'] = (formatterOf(zone) ?? formatterOf('UTC'))?.format(at).split(':') ?? [];
  return Number(hour) * 60 + Number(minute);
}

/** The next instant, now included, at which the local clock shows this minute; right across a change of the clocks. */
function nextLocal(at: number, zone: string, minute: number): number {
  const wait = (minute - localMinute(at, zone) + dayMinutes) % dayMinutes;
  if (wait === 0) return at;
  const guess = Math.floor(at / minuteMs) * minuteMs + wait * minuteMs;
  const off = localMinute(guess, zone) - minute;
  const nearest = off > dayMinutes / 2 ? off - dayMinutes : off < -dayMinutes / 2 ? off + dayMinutes : off;
  return Math.max(at, guess - nearest * minuteMs);
}

function isQuiet({ quiet, zone }: Notify, at: number): boolean {
  if (!quiet) return false;
  const { from, to } = quiet;
  const minute = localMinute(at, zone);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** When something that came up at an instant may be said. */
export function sendAt(notify: Notify, notice: { readonly at: number; readonly urgent: boolean }): number {
  if (notice.urgent && notify.urgent) return notice.at;
  const first = notify.digest ? nextLocal(notice.at, notify.zone, digestMinute) : notice.at;
  return notify.quiet && isQuiet(notify, first) ? nextLocal(first, notify.zone, notify.quiet.to) : first;
}
