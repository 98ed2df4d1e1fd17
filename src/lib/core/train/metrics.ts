/** Held-out quality. Classification: accuracy, auc, logLoss, precision, recall, f1, brier. Regression: rmse, mae, r2. */
export type Metrics = Readonly<Record<string, number | null>>;
