/** Names of the scores a run is measured by. */
export const scores = {
	accuracy: 'Accuracy',
	auc: 'AUC',
	logLoss: 'Log loss',
	precision: 'Precision',
	recall: 'Recall',
	f1: 'F1',
	brier: 'Brier score',
	rmse: 'RMSE',
	mae: 'Mean absolute error',
	r2: 'R²'
};
