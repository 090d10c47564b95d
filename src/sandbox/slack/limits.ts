/** Knows Slack's numbers: lengths, counts, times and rates. Holds no rule; the checker and the methods read it. */

/** Block Kit lengths (characters) and counts, as in the JSDoc of @slack/types 3.2 and Slack's reference pages. */
export const blockLimits = {
  messageBlocks: 50,
  viewBlocks: 100,
  blockId: 255,
  actionId: 255,
  callbackId: 255,
  externalId: 255,
  privateMetadata: 3000,
  anyText: 3000,
  sectionText: 3000,
  sectionField: 2000,
  sectionFields: 10,
  headerText: 150,
  markdownText: 12_000,
  actionsElements: 25,
  contextElements: 10,
  contextActionsElements: 5,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  selectOptions: 100,
  selectGroups: 100,
  groupOptions: 100,
  groupLabel: 75,
  optionText: 75,
  /** Other pages of Slack quote 150; the JSDoc and the tighter page say 75. */
  optionValue: 75,
  optionDescription: 75,
  optionUrl: 3000,
  choiceOptions: 10,
  overflowOptions: 5,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2000,
  inputHint: 2000,
  inputMinLength: 3000,
  placeholder: 150,
  imageUrl: 3000,
  imageAlt: 2000,
  imageTitle: 2000,
  tableRows: 100,
  tableCells: 20,
  tablesPerMessage: 1,
  modalTitle: 24,
  modalButton: 24,
  cardTitle: 150,
  cardBody: 200,
  carouselCards: 10,
  containerTitle: 150,
  containerBlocks: 10,
  videoTitle: 200,
  videoAuthor: 50,
  filesPerInput: 10,
} as const;

/** Sizes of whole messages and views. */
export const sizeLimits = {
  /** chat.postMessage cuts the text here instead of refusing it. */
  messageTextCharacters: 40_000,
  /** chat.update refuses more, counted in bytes after & < > are escaped (`msg_too_long`). */
  updateTextBytes: 4000,
  /** Unpublished; reported as `msg_blocks_too_long` from 13,172 characters of block JSON on (bolt-js#2509). */
  messageBlocksCharacters: 13_171,
  /** What a renderer should stay under, to be safe from the cap above. */
  messageBlocksBudgetCharacters: 12_000,
  metadataBytes: 16_384,
  viewBytes: 250_000,
  /** Views in one modal stack: the opened one and two pushed ones. */
  modalStack: 3,
  socketConnections: 10,
} as const;

/** Times in milliseconds. */
export const timeLimits = {
  acknowledgeMilliseconds: 3000,
  triggerMilliseconds: 3000,
  responseUrlMilliseconds: 30 * 60_000,
  responseUrlUses: 5,
  socketTicketMilliseconds: 30_000,
  /** Waits before the three redeliveries of an event. */
  eventRetryMilliseconds: [0, 60_000, 300_000],
} as const;

/** Calls a minute for each tier of the Web API, and the pace of posting into one channel. */
export const rateLimits = {
  tierPerMinute: { 1: 1, 2: 20, 3: 50, 4: 100 },
  postsPerSecond: 1,
  /** Slack promises "short bursts" without a number. */
  postBurst: 3,
} as const;
