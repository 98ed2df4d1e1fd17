/** Names of the scores a run is measured by. */
export const scores = {
	accuracy: '正解率',
	auc: 'AUC',
	logLoss: '対数損失',
	precision: '適合率',
	recall: '再現率',
	f1: 'F1',
	brier: 'ブライアスコア',
	rmse: 'RMSE',
	mae: '平均絶対誤差',
	r2: '決定係数 R²'
};
