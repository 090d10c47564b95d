/** Knows the codes Lark refuses with, their HTTP status and wording; decides nothing about when. */
import type { JsonObject } from '../slack/json.ts';

export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
}

const bad = (code: number, msg: string): Refusal => ({ status: 400, code, msg });

/** Wordings are those of the API pages; what follows `ext=` is this sandbox's own. */
export const codes = {
  // Authentication answers with HTTP 200, everything after it with HTTP 400.
  wrongApp: { status: 200, code: 10003, msg: 'invalid app_id' },
  wrongSecret: { status: 200, code: 10014, msg: 'app secret invalid' },
  noToken: bad(99991661, 'Missing access token for authorization. Please make a request with token attached.'),
  badToken: bad(99991663, 'Invalid access token for authorization. Please make a request with token attached.'),
  tooFast: { status: 429, code: 99991400, msg: 'request trigger frequency limit' },
  noSuchPath: { status: 404, code: 404, msg: '404 page not found' },
  broken: { status: 500, code: 2200, msg: 'Internal Error' },

  parameter: bad(230001, 'Your request contains an invalid request parameter'),
  botOutside: bad(230002, 'The bot can not be outside the group'),
  recalled: bad(230011, 'The message is recalled'),
  personOutOfReach: bad(230013, 'Bot has NO availability to this user'),
  notOwner: bad(230017, 'Bot is NOT the owner of the resource'),
  chatTooFast: bad(230020, 'This operation triggers the frequency limit'),
  tooLong: bad(230025, 'The length of the message content reaches its limit'),
  tooOld: bad(230031, 'The message was sent too long ago to be updated'),
  noSuchReceiver: bad(230034, 'The receive_id is invalid'),
  invisible: bad(230050, 'The message is invisible to the operator'),
  wrongMessageType: bad(230054, 'This operation is not supported for this message type'),
  wrongFileType: bad(230055, 'The type of file upload does not match the type of message being sent'),
  card: bad(230099, 'Failed to create card content'),

  cardTokenShape: bad(300020, 'the token of the card is malformed'),
  cardTokenExpired: bad(300030, 'the token of the card has expired'),
  cardTokenSpent: bad(300040, 'the token of the card was used too often'),
  cardTokenEarly: bad(200810, 'the callback has not been answered yet'),
  cardUpdate: bad(10002, 'the card parameter is invalid'),
  cardRecalled: bad(200000, 'the message of the card is recalled'),

  ephemeralGone: bad(18051, 'the ephemeral message is already deleted'),
  ephemeralChat: bad(18053, 'ephemeral cards are for groups only'),
  emptyFile: bad(234010, "File's size can't be 0."),
  fileElsewhere: bad(234003, 'File not in msg.'),
  fileOutside: bad(234004, 'App is not in Chat.'),
  bigFile: bad(234006, 'The file size exceed the max value.'),
  noSuchChat: bad(232006, 'Your request specifies a chat_id which is invalid'),
  botOutsideChat: bad(232011, 'Operator can NOT be out of the chat'),
  noSuchPerson: bad(41050, 'no user authority error'),

  socketApp: { status: 200, code: 514, msg: 'app_id or app_secret is invalid' },
  socketFull: { status: 200, code: 1000040350, msg: 'the number of connections exceeded the limit' },
} as const satisfies Record<string, Refusal>;

/** Adds `, ext=…`, as Lark does to name the particular cause. */
export function because(refusal: Refusal, ext: string): Refusal {
  return { ...refusal, msg: `${refusal.msg}, ext=${ext}` };
}

export function bodyOf({ code, msg }: Refusal): JsonObject {
  return { code, msg, error: { log_id: 'sandbox' } };
}
