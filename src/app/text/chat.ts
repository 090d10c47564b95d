/** Sentences of the platforms' front doors: what is said when the use case itself has nothing to say. */
export const chatText = {
  'chat.working': { en: 'Still working on it; the answer follows here.', zh: '仍在处理，结果稍后在此显示。' },
  'chat.broken': {
    en: 'Something went wrong on our side (reference {reference}). Nothing you sent is lost twice: send it again.',
    zh: '我们这边出错了（编号 {reference}）。可放心重发，不会重复执行。',
  },
  'chat.cancel': { en: 'Cancel', zh: '取消' },
  'chat.placeholder': { en: 'Choose…', zh: '请选择…' },
} as const;
