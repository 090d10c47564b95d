/** placeholder until the topic is written */
export const stateText = {} as const;
