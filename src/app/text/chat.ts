/** Sentences of the platforms' front doors: what is said when the use case itself has nothing to say. */
export const chatText = {
  'chat.working': { en: 'Still working on it; the answer follows here.', zh: '仍在处理，结果稍后在此显示。' },
  'chat.broken': {
    en: 'Something went wrong on our side (reference {reference}). It is safe to send it again: nothing is done twice.',
    zh: '我们这边出错了（编号 {reference}）。可放心重发，不会重复执行。',
  },
  'chat.outdated': {
    en: 'This button is from an older version and can no longer be read. Open the card again.',
    zh: '该按钮来自旧版本，已无法识别，请重新打开卡片。',
  },
  'chat.cancel': { en: 'Cancel', zh: '取消' },
  'chat.close': { en: 'Close', zh: '关闭' },
  'chat.placeholder': { en: 'Choose…', zh: '请选择…' },
  'chat.answer': { en: 'Answer', zh: '答复' },
  'chat.more': { en: '… and {count} more', zh: '……另有 {count} 项' },
  'chat.cut': { en: 'Shortened: the rest does not fit here.', zh: '内容过长，其余部分未显示。' },
  'chat.form.missing': { en: '{form}: a few details are still missing.', zh: '{form}：还需补充几项信息。' },
  'chat.form.open': { en: 'Fill in the form', zh: '填写表单' },
  'chat.errors': { en: 'Please check these entries:', zh: '请检查以下内容：' },
} as const;
