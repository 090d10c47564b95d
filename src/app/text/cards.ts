/** placeholder until the topic is written */
export const cardText = {} as const;
