/** Knows Lark's numbers: sizes, counts, times and rates. Holds no rule; the checker, the API and deliveries read it. */

/** Card JSON 2.0, from Feishu's component pages and, where those are silent, from the error texts people quote. */
export const cardLimits = {
  bytes: 30 * 1024,
  /** Everything with a `tag` counts, plain_text and options included. */
  elements: 200,
  /** Containers within containers, the outermost counting as the first. */
  nesting: 5,
  /** `table` components; "card table number over limit". */
  tables: 5,
  tableColumns: 50,
  tablePageSize: 10,
  elementId: 20,
  buttonText: 100,
  placeholder: 100,
  inputLength: 1000,
  columnWeight: 5,
  headerTags: 3,
  summary: 255,
} as const;

/** Sizes of messages and uploads. */
export const sizeLimits = {
  textBytes: 150 * 1024,
  richBytes: 30 * 1024,
  uuidCharacters: 50,
  imageBytes: 10 * 1024 * 1024,
  fileBytes: 30 * 1024 * 1024,
  listPage: 50,
  connections: 50,
  menuKeyCharacters: 30,
} as const;

const minute = 60_000;
const hour = 60 * minute;

/** Times in milliseconds. */
export const timeLimits = {
  answerMilliseconds: 3000,
  challengeMilliseconds: 1000,
  /** Waits before the four further pushes of an event. */
  repushMilliseconds: [15_000, 5 * minute, hour, 6 * hour],
  tenantTokenMilliseconds: 2 * hour,
  /** With less than this to live, asking again gives a new token. */
  tenantTokenRenewMilliseconds: 30 * minute,
  cardTokenMilliseconds: 30 * minute,
  cardTokenUses: 2,
  uuidMilliseconds: hour,
  updateMilliseconds: 14 * 24 * hour,
  ticketMilliseconds: 30_000,
} as const;

/** Calls a second or minute. */
export const rateLimits = {
  appPerSecond: 50,
  appPerMinute: 1000,
  /** To one person or group; a group's is shared by all its bots. */
  chatPerSecond: 5,
  updatesPerSecond: 5,
  ephemeralPerSecond: 40,
} as const;
