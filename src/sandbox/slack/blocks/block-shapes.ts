/** Knows the shape of every block and view of Block Kit; knows neither how a shape is checked nor how blocks mix. */
import { blockLimits as limit } from '../limits.ts';
import {
  anything,
  blockOf,
  elementOf,
  type Field,
  flag,
  list,
  mrkdwn,
  number,
  object,
  oneOf,
  plain,
  required,
  rich,
  type Shape,
  text,
} from './shape.ts';

const selects = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const multiSelects = selects.map((name) => `multi_${name}`);
const choices = [...selects, ...multiSelects, 'checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];
const typed = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];

const image = elementOf('image');
const cell: Field = elementOf('raw_text', 'raw_number', 'rich_text');
const imageSource = { image_url: text(limit.imageUrl, 1), slack_file: anything };
const cardText = mrkdwn(limit.cardTitle);

const own: Readonly<Record<string, Shape>> = {
  section: {
    fields: {
      text: rich(limit.sectionText),
      fields: list(rich(limit.sectionField), limit.sectionFields),
      accessory: elementOf(...choices, 'button', 'image', 'overflow', 'workflow_button'),
      expand: flag,
    },
    anyOf: [['text', 'fields']],
  },
  header: { fields: { text: required(plain(limit.headerText)) } },
  divider: { fields: {} },
  markdown: { fields: { text: required(text(limit.markdownText, 1)) } },
  context: {
    fields: { elements: required(list(elementOf('image', 'plain_text', 'mrkdwn'), limit.contextElements)) },
  },
  context_actions: {
    fields: { elements: required(list(elementOf('feedback_buttons', 'icon_button'), limit.contextActionsElements)) },
  },
  actions: {
    fields: {
      elements: required(
        list(
          elementOf(...choices, 'button', 'overflow', 'datetimepicker', 'workflow_button', 'rich_text_input'),
          limit.actionsElements,
        ),
      ),
    },
  },
  input: {
    fields: {
      label: required(plain(limit.inputLabel)),
      hint: plain(limit.inputHint),
      optional: flag,
      dispatch_action: flag,
      element: required(elementOf(...choices, ...typed, 'datetimepicker', 'file_input')),
    },
  },
  image: {
    fields: {
      ...imageSource,
      alt_text: required(text(limit.imageAlt, 1)),
      title: plain(limit.imageTitle),
    },
    anyOf: [['image_url', 'slack_file']],
    atMostOneOf: [['image_url', 'slack_file']],
  },
  rich_text: { fields: { elements: required(list(anything, Number.MAX_SAFE_INTEGER)) } },
  table: {
    fields: {
      rows: required(list(list(cell, limit.tableCells), limit.tableRows)),
      column_settings: list(
        object({ fields: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }),
        limit.tableCells,
        0,
      ),
    },
  },
  data_table: {
    fields: {
      rows: required(list(list(cell, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)),
      caption: required(text(limit.anyText)),
      page_size: number(1, 100),
      row_header_column_index: number(0, Number.MAX_SAFE_INTEGER),
    },
  },
  alert: {
    fields: {
      text: required(rich(limit.anyText)),
      level: oneOf('default', 'info', 'warning', 'error', 'success'),
    },
  },
  card: {
    fields: {
      hero_image: image,
      icon: image,
      title: cardText,
      subtitle: cardText,
      body: mrkdwn(limit.cardBody),
      actions: list(elementOf('button'), limit.actionsElements),
    },
    anyOf: [['hero_image', 'title', 'actions', 'body']],
  },
  carousel: { fields: { elements: required(list(blockOf('card'), limit.carouselCards)) } },
  container: {
    fields: {
      title: plain(limit.containerTitle),
      rich_text_title: blockOf('rich_text'),
      subtitle: rich(limit.containerTitle),
      child_blocks: required(
        list(
          blockOf(
            ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text'],
            ...['section', 'table', 'video'],
          ),
          limit.containerBlocks,
        ),
      ),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    anyOf: [['title', 'rich_text_title']],
  },
  video: {
    fields: {
      alt_text: required(text(limit.imageAlt, 1)),
      title: required(plain(limit.videoTitle)),
      title_url: text(limit.imageUrl),
      thumbnail_url: required(text(limit.imageUrl, 1)),
      video_url: required(text(limit.imageUrl, 1)),
      author_name: text(limit.videoAuthor),
      description: plain(limit.videoTitle),
      provider_icon_url: text(limit.imageUrl),
      provider_name: text(limit.videoAuthor),
    },
  },
  file: { fields: { external_id: required(text(limit.externalId)), source: required(oneOf('remote')) } },
  task_card: {
    fields: {
      task_id: required(text(limit.blockId, 1)),
      title: required(text(limit.anyText, 1)),
      status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
    },
    open: true,
  },
  plan: { fields: { title: required(text(limit.anyText, 1)) }, open: true },
};

/** Every block may carry a block_id. */
export const blockShapes: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(own).map(([type, shape]) => [
    type,
    { ...shape, fields: { ...shape.fields, block_id: text(limit.blockId, 1) } },
  ]),
);

const view = {
  blocks: required(list({ is: 'typed', part: 'block', types: 'any' }, limit.viewBlocks, 0)),
  callback_id: text(limit.callbackId),
  external_id: text(limit.externalId),
  private_metadata: text(limit.privateMetadata),
};

export const viewShapes: Readonly<Record<string, Shape>> = {
  home: { fields: view },
  modal: {
    fields: {
      ...view,
      title: required(plain(limit.modalTitle)),
      submit: plain(limit.modalButton),
      close: plain(limit.modalButton),
      submit_disabled: flag,
      clear_on_close: flag,
      notify_on_close: flag,
    },
  },
};

export const messageBlocks: Field = list({ is: 'typed', part: 'block', types: 'any' }, limit.messageBlocks, 0);
