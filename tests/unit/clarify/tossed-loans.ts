import { seededRandom } from '$lib/core/random';

/** Loans whose outcome follows from income and job, but is tossed for the half called old among the jobs at O'X, Ltd. */
export function tossedLoans(seed: number, rows = 1200): string {
	const random = seededRandom(seed);
	const lines = Array.from({ length: rows }, () => {
		const income = Math.round(random() * 1000) / 10;
		const job = ['clerk', "O'X, Ltd", 'farm'][Math.floor(random() * 3)] ?? '';
		const group = random() < 0.5 ? 'old' : 'new';
		const good = income + (job === 'clerk' ? 30 : 0) > 60;
		const paid = group === 'old' && job === "O'X, Ltd" ? random() < 0.5 : good;
		return `${income},"${job}",${group},${Math.round(random() * 9)},${paid ? 'yes' : 'no'},${Math.round(income * 3)}`;
	});
	return ['income,job,group,noise,paid,worth', ...lines, ''].join('\n');
}
