/** Slack's numbers, and how much of them Hostline uses. Holds no rule: the renderer reads these. */

/** Characters and counts Slack enforces (JSDoc of @slack/types 3.2, Block Kit reference). */
export const limits = {
  anyText: 3000,
  headerText: 150,
  fieldText: 2000,
  fieldsPerSection: 10,
  elementsPerActions: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  actionId: 255,
  blockId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  optionValue: 75,
  options: 100,
  optionGroups: 100,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  inputValue: 3000,
  modalTitle: 24,
  modalButton: 24,
  metadata: 3000,
  /** Undocumented; long enough for one sentence. */
  errorText: 500,
} as const;

/** What fits into one surface: number of blocks, and characters of their JSON. */
export interface Budget {
  readonly blocks: number;
  readonly characters: number;
}

export const budgets = {
  /** The cap is unpublished; `msg_blocks_too_long` was seen from 13,172 characters on (bolt-js#2509). */
  message: { blocks: 50, characters: 12_000 },
  /** 250,000 bytes, and a Chinese character takes three. */
  view: { blocks: 100, characters: 60_000 },
} as const satisfies Record<string, Budget>;

/** Our own choices, inside Slack's limits. */
export const shown = {
  /** `chat.update` refuses a text of more than 4,000 bytes after escaping; one escaped character takes up to five. */
  fallbackText: 700,
  /** Two fields a row: label and value. */
  factsPerSection: limits.fieldsPerSection / 2,
  itemsPerList: 20,
  /** Ten lines of two parts stay inside one text object. */
  stepsPerSection: 10,
  stepPart: 140,
  buttonsPerRow: 5,
  itemTitle: 300,
  itemDetail: 2000,
  codeCharacters: 6000,
  codeChunk: 2500,
  /** Sentences gathered into one section. */
  saidChunk: 2500,
} as const;
