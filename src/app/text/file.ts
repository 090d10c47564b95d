/** What is said of files people send: why one was not read, and what to do instead. */
export const fileText = {
  'arg.file': { en: 'Or a file', zh: '或上传文件' },
  'expect.file': { en: 'A text file of at most 2 MB.', zh: '文本文件，不超过 2 MB。' },
  'file.one': {
    en: '{count} files came together and none was read: send one at a time.',
    zh: '一次收到 {count} 个文件，均未读取，请逐个发送。',
  },
  'file.not-taken': {
    en: '`{command}` takes no file, nothing was done. `/line check <interface>` reads a configuration.',
    zh: '`{command}` 不接受文件，未执行任何操作。检查配置请用 `/line check <通道>`。',
  },
  'file.which': {
    en: 'Your file is checked as soon as this is filled in. It is read and forgotten: no key and no line of it is stored.',
    zh: '填写后即检查所发文件。仅读取，不保存配置原文与密钥。',
  },
  'file.problem.too-large': {
    en: 'The file is larger than {limit} MB and was not read: leave what belongs to interfaces, routes and policies.',
    zh: '文件超过 {limit} MB，未读取，请只保留接口、路由与策略部分。',
  },
  'file.problem.binary': {
    en: 'This file is no text: save the configuration as plain text and send that.',
    zh: '该文件不是文本，请将配置另存为纯文本后发送。',
  },
  'file.problem.not-yours': {
    en: 'Somebody else sent this file: send your own copy of it.',
    zh: '该文件由他人发送，请自行上传一份。',
  },
  'file.problem.foreign-host': {
    en: 'This file lies outside the chat and was not fetched: upload it here.',
    zh: '该文件不在聊天平台内，未读取，请直接上传。',
  },
  'file.problem.no-access': {
    en: 'The app may not read files here: an administrator has to give it the right to (`files:read` on Slack, `im:resource` on Lark). Until then paste the text.',
    zh: '应用无权读取文件，请管理员开通（Slack 为 `files:read`，飞书为 `im:resource`）。在此之前请粘贴文本。',
  },
  'file.problem.gone': { en: 'The file is not there any more: send it again.', zh: '文件已不存在，请重新发送。' },
  'file.problem.unreachable': {
    en: 'The file could not be fetched just now: send it again in a minute, or paste the text.',
    zh: '暂时无法获取文件，请一分钟后重发，或粘贴文本。',
  },
} as const;
