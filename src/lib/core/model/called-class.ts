/**
 * The number of the class that a row is called by its probabilities, which begin at `from`. With a threshold, which only models of two
 * classes have: the second where its probability is at least that (>=), else the first. Without: the likeliest, of equals the first, as
 * ArgMax in the graph takes it.
 */
export function calledClass(answers: ArrayLike<number>, from: number, classes: number, threshold?: number): number {
	if (threshold !== undefined) return (answers[from + 1] ?? NaN) >= threshold ? 1 : 0;
	let best = 0;
	for (let k = 1; k < classes; k++) if ((answers[from + k] ?? 0) > (answers[from + best] ?? 0)) best = k;
	return best;
}

/** The same where calls are held against the truth: there two classes as likely count as the second, the positive one, as at 0.5 and above. */
export function countedClass(answers: ArrayLike<number>, from: number, classes: number, threshold?: number): number {
	const isTied = classes === 2 && threshold === undefined && answers[from] === answers[from + 1];
	return isTied ? 1 : calledClass(answers, from, classes, threshold);
}
