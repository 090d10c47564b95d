/** Lark's numbers, and how much of them Hostline uses. Holds no rule: the renderer reads these. */

/** What Lark enforces (card JSON 2.0 reference, message API reference). */
export const limits = {
  inputValue: 1000,
  /** Undocumented for menus; a hundred is what `Ear.suggest` gives. */
  options: 100,
  /** A repeat with the same one within the hour is no second message. */
  uuid: 50,
} as const;

/** What fits into one card. */
export interface Budget {
  /** Objects with a tag, plain texts included. */
  readonly elements: number;
  /** Bytes of the card as the escaped string a request carries. */
  readonly bytes: number;
}

/** 200 elements and 30 KB of request body, less what the request says besides the card. */
export const budget: Budget = { elements: 200, bytes: 29_000 };

/** Our own choices, inside Lark's limits. */
export const shown = {
  title: 150,
  summary: 250,
  /** Markdown elements may be cut silently at about ten thousand characters. */
  text: 3000,
  factLabel: 200,
  factValue: 1000,
  stepPart: 140,
  /** From this many on, finished steps fold into a panel. */
  foldedSteps: 4,
  itemTitle: 300,
  itemDetail: 600,
  /** Rows with a button of their own; later ones are one folded list. */
  itemsWithButton: 12,
  itemsFolded: 40,
  buttonsPerRow: 5,
  buttonText: 75,
  /** Characters of JSON a button carries. */
  buttonValue: 2000,
  confirmTitle: 100,
  confirmText: 300,
  placeholder: 100,
  optionText: 100,
  optionValue: 200,
  code: 6000,
  fieldLabel: 200,
  fieldHint: 300,
  /** Characters of a submit button's name. */
  submitName: 300,
  inputRows: 4,
  toast: 120,
  saidLine: 3000,
} as const;

/** Lark takes updates of a message for 14 days; a day earlier, a new one takes its place. */
export const updatableMs = 13 * 24 * 3_600_000;
