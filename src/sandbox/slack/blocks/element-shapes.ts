/** Knows the shape of every interactive element and composition object of Block Kit; knows no block around them. */
import { blockLimits as limit } from '../limits.ts';
import { anything, flag, list, number, object, oneOf, plain, required, rich, type Shape, text } from './shape.ts';

const unlimited = Number.MAX_SAFE_INTEGER;
const actionId = text(limit.actionId, 1);

const confirm = object({
  fields: {
    title: plain(limit.confirmTitle),
    text: required(rich(limit.confirmText)),
    confirm: plain(limit.confirmButton),
    deny: plain(limit.confirmButton),
    style: oneOf('primary', 'danger'),
  },
});

function optionWith(label: ReturnType<typeof plain>): Shape {
  return {
    fields: {
      text: required(label),
      value: text(limit.optionValue),
      description: rich(limit.optionDescription),
    },
  };
}

const plainOption = object(optionWith(plain(limit.optionText)));
const richOption = object(optionWith(rich(limit.optionText)));
const overflowOption = object({
  fields: { ...optionWith(plain(limit.optionText)).fields, url: text(limit.optionUrl) },
});
const group = object({
  fields: { label: required(plain(limit.groupLabel)), options: required(list(plainOption, limit.groupOptions)) },
});

const base = { action_id: actionId, confirm, focus_on_load: flag };
const placed = { ...base, placeholder: plain(limit.placeholder) };
const dispatching = { action_id: actionId, focus_on_load: flag, placeholder: placed.placeholder };
const dispatch = { dispatch_action_config: object({ fields: { trigger_actions_on: list(text(30), 2) } }) };
const choice = { options: list(plainOption, limit.selectOptions), option_groups: list(group, limit.selectGroups) };
const eitherChoice = { anyOf: [['options', 'option_groups']], atMostOneOf: [['options', 'option_groups']] };
const filter = {
  filter: object({
    fields: { include: list(text(10), 4), exclude_external_shared_channels: flag, exclude_bot_users: flag },
  }),
};
const many = { max_selected_items: number(1, unlimited) };
const ids = list(text(40), unlimited, 0);
const respond = { response_url_enabled: flag };
const buttonText = required(plain(limit.buttonText));
const style = oneOf('primary', 'danger');
const accessibility = { accessibility_label: text(limit.accessibilityLabel) };
const feedback = required(
  object({ fields: { text: buttonText, value: required(text(limit.buttonValue)), ...accessibility } }),
);
const initialPlain = list(plainOption, limit.selectOptions);

export const elementShapes: Readonly<Record<string, Shape>> = {
  button: {
    fields: {
      action_id: actionId,
      confirm,
      text: buttonText,
      value: text(limit.buttonValue),
      url: text(limit.buttonUrl),
      style,
      ...accessibility,
    },
  },
  checkboxes: {
    fields: {
      ...base,
      options: required(list(richOption, limit.choiceOptions)),
      initial_options: list(richOption, limit.choiceOptions),
    },
  },
  radio_buttons: {
    fields: { ...base, options: required(list(richOption, limit.choiceOptions)), initial_option: richOption },
  },
  overflow: {
    fields: { action_id: actionId, confirm, options: required(list(overflowOption, limit.overflowOptions)) },
  },
  datepicker: { fields: { ...placed, initial_date: text(10) } },
  timepicker: { fields: { ...placed, initial_time: text(5), timezone: text(64) } },
  datetimepicker: { fields: { ...base, initial_date_time: number(0, 9_999_999_999) } },
  static_select: { fields: { ...placed, ...choice, initial_option: plainOption }, ...eitherChoice },
  multi_static_select: {
    fields: { ...placed, ...choice, ...many, initial_options: initialPlain },
    ...eitherChoice,
  },
  external_select: { fields: { ...placed, initial_option: plainOption, min_query_length: number(0, unlimited) } },
  multi_external_select: {
    fields: { ...placed, ...many, initial_options: initialPlain, min_query_length: number(0, unlimited) },
  },
  users_select: { fields: { ...placed, initial_user: text(40) } },
  multi_users_select: { fields: { ...placed, ...many, initial_users: ids } },
  channels_select: { fields: { ...placed, ...respond, initial_channel: text(40) } },
  multi_channels_select: { fields: { ...placed, ...many, initial_channels: ids } },
  conversations_select: {
    fields: {
      ...placed,
      ...respond,
      ...filter,
      initial_conversation: text(40),
      default_to_current_conversation: flag,
    },
  },
  multi_conversations_select: {
    fields: {
      ...placed,
      ...many,
      ...filter,
      initial_conversations: ids,
      default_to_current_conversation: flag,
    },
  },
  plain_text_input: {
    fields: {
      ...dispatching,
      ...dispatch,
      initial_value: text(limit.inputMinLength),
      multiline: flag,
      min_length: number(0, limit.inputMinLength),
      max_length: number(1, limit.inputMinLength),
    },
  },
  email_text_input: { fields: { ...dispatching, ...dispatch, initial_value: text(limit.anyText) } },
  url_text_input: { fields: { ...dispatching, ...dispatch, initial_value: text(limit.anyText) } },
  number_input: {
    fields: {
      ...dispatching,
      ...dispatch,
      is_decimal_allowed: required(flag),
      initial_value: text(limit.anyText),
      min_value: text(limit.anyText),
      max_value: text(limit.anyText),
    },
  },
  rich_text_input: { fields: { ...dispatching, ...dispatch, initial_value: anything } },
  file_input: {
    fields: { action_id: actionId, filetypes: list(text(20), unlimited), max_files: number(1, limit.filesPerInput) },
  },
  feedback_buttons: { fields: { action_id: actionId, positive_button: feedback, negative_button: feedback } },
  icon_button: {
    fields: {
      action_id: actionId,
      confirm,
      icon: required(text(80, 1)),
      text: buttonText,
      value: text(limit.buttonValue),
      visible_to_user_ids: ids,
      ...accessibility,
    },
  },
  workflow_button: {
    fields: { action_id: actionId, confirm, text: buttonText, workflow: required(anything), style, ...accessibility },
  },
  image: {
    fields: {
      alt_text: required(text(limit.imageAlt, 1)),
      image_url: text(limit.imageUrl, 1),
      slack_file: anything,
    },
    anyOf: [['image_url', 'slack_file']],
    atMostOneOf: [['image_url', 'slack_file']],
  },
  plain_text: { fields: { text: required(text(limit.anyText, 1)), emoji: flag } },
  mrkdwn: { fields: { text: required(text(limit.anyText, 1)), verbatim: flag } },
  raw_text: { fields: { text: required(text(limit.anyText, 1)) } },
  raw_number: { fields: { value: required(number(-unlimited, unlimited)), text: required(text(limit.anyText, 1)) } },
  rich_text: { fields: { elements: required(list(anything, unlimited)), block_id: text(limit.blockId) } },
};
