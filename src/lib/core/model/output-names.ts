/** Names of a graph's outputs: of a class, its label and all probabilities in the order of `classes`; of a number, the number. */
export const outputNames = { label: 'label', probabilities: 'probabilities', prediction: 'prediction' } as const;

/** Where a graph's metadata say from which probability of the second class on its label is that one; absent for the likelier class. */
export const thresholdKey = 'threshold';
