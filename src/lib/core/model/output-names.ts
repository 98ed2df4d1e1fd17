/** Names of a graph's outputs: of a class, its label and all probabilities in the order of `classes`; of a number, the number. */
export const outputNames = { label: 'label', probabilities: 'probabilities', prediction: 'prediction' } as const;
