/** placeholder until the topic is written */
export const lineText = {} as const;
