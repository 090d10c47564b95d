/** placeholder until the topic is written */
export const refusalText = {} as const;
