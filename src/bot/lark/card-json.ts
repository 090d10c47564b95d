/**
 * The parts of Lark's card JSON 2.0 that Hostline draws, as types. Lark refuses properties it does not know, so
 * nothing else may be drawn. Holds no rule and no limit.
 */

/** What viewers of each client language read instead of `content`. */
export interface Tongues {
  readonly zh_cn: string;
  readonly en_us: string;
}

interface Spoken {
  readonly content: string;
  readonly i18n_content?: Tongues;
}

export interface PlainText extends Spoken {
  readonly tag: 'plain_text';
}

export interface Markdown extends Spoken {
  readonly tag: 'markdown';
  readonly text_size?: 'notation';
}

/** What a click sends back; Lark wants an object, not a string. */
export interface Callback {
  readonly type: 'callback';
  readonly value: Readonly<Record<string, unknown>>;
}

export interface ButtonElement {
  readonly tag: 'button';
  readonly text: PlainText;
  readonly type: 'default' | 'primary' | 'danger';
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText };
  readonly behaviors?: readonly Callback[];
  /** Inside a form. */
  readonly name?: string;
  readonly form_action_type?: 'submit';
}

export interface OptionElement {
  readonly text: PlainText;
  readonly value: string;
}

export interface SelectElement {
  readonly tag: 'select_static';
  readonly placeholder: PlainText;
  readonly options: readonly OptionElement[];
  readonly initial_option?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly width?: 'fill';
  readonly behaviors?: readonly Callback[];
}

export interface InputElement {
  readonly tag: 'input';
  readonly input_type?: 'text' | 'password' | 'multiline_text';
  readonly placeholder?: PlainText;
  readonly default_value?: string;
  readonly max_length?: number;
  readonly rows?: number;
  readonly name?: string;
  readonly required?: boolean;
  readonly width?: 'fill';
  readonly behaviors?: readonly Callback[];
}

export interface CheckerElement {
  readonly tag: 'checker';
  readonly name: string;
  readonly checked: boolean;
  readonly text: PlainText;
}

export interface ColumnElement {
  readonly tag: 'column';
  readonly width: 'auto' | 'weighted';
  readonly weight?: number;
  readonly vertical_align?: 'center';
  readonly elements: readonly Element[];
}

export interface ColumnSet {
  readonly tag: 'column_set';
  /** `flow` puts columns that do not fit into the next row. */
  readonly flex_mode: 'none' | 'flow';
  readonly columns: readonly ColumnElement[];
}

export interface ImageElement {
  readonly tag: 'img';
  readonly img_key: string;
  /** For people who do not see it. */
  readonly alt: PlainText;
}

export interface Panel {
  readonly tag: 'collapsible_panel';
  readonly expanded: boolean;
  readonly header: { readonly title: PlainText };
  readonly elements: readonly Element[];
}

/** Only at the root of a card. */
export interface FormElement {
  readonly tag: 'form';
  readonly name: string;
  readonly elements: readonly Element[];
}

export type Element =
  | Markdown
  | { readonly tag: 'hr' }
  | ImageElement
  | ButtonElement
  | SelectElement
  | InputElement
  | CheckerElement
  | ColumnSet
  | Panel
  | FormElement;

export type Template = 'blue' | 'green' | 'orange' | 'red';

export interface Header {
  readonly title: PlainText;
  readonly template: Template;
}

export interface LarkCard {
  readonly schema: '2.0';
  readonly config: { readonly update_multi: true; readonly summary: Spoken };
  readonly header?: Header;
  readonly body: { readonly elements: readonly Element[] };
}
