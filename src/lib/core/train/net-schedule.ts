export const schedules = ['constant', 'cosine', 'one-cycle', 'exponential', 'step'] as const;
export type Schedule = (typeof schedules)[number];

/** One-cycle (Smith & Topin 2018) as torch's OneCycleLR: up from 1/25 in the first 30 % of the steps, down to 1/250,000. */
const oneCycle = { rise: 0.3, first: 1 / 25, last: 1 / 25e4 };

/**
 * The learning rate of a step (from 1 to total) as a share of the highest one. cosine: down to 0 (Loshchilov & Hutter 2017);
 * exponential: down to 1/100; step: a tenth from the half, a hundredth from three quarters of the steps on.
 */
export function rateShare(schedule: Schedule, step: number, total: number): number {
	const done = (step - 1) / total;
	switch (schedule) {
		case 'constant':
			return 1;
		case 'cosine':
			return glide(1, 0, done);
		case 'exponential':
			return 0.01 ** done;
		case 'step':
			return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01;
		case 'one-cycle': {
			const top = oneCycle.rise * total - 1;
			if (step - 1 <= top) return glide(oneCycle.first, 1, (step - 1) / top);
			return glide(1, oneCycle.last, (step - 1 - top) / (total - 1 - top));
		}
	}
}

/** From `from` to `to` along half a cosine. */
function glide(from: number, to: number, done: number): number {
	return to + ((from - to) * (1 + Math.cos(Math.PI * done))) / 2;
}
