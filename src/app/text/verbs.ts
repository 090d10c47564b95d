/** placeholder until the topic is written */
export const verbText = {} as const;
