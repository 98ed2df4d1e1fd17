import { defineRule, share, number, steps } from './rule';

/** Fewer workers learn than this device could run, or more than it has cores for. */
export const threads = defineRule({
	id: 'threads',
	family: 'profiling',
	severity: 'low',
	estimators: ['trees'],
	needs: 'workers',
	fields: { least: share(0.7), most: number(2, 1, 100), leastMs: number(2000, 0, 1e9) },
	watch: (param) => ({
		end: ({ phases, threads: used, cores }) => {
			const spent = Object.values(phases).reduce((all, ms) => all + ms, 0);
			if (cores < 2 || spent < param('leastMs')) return undefined;
			const value = used / cores;
			const facts = { threads: used, cores };
			if (value < param('least')) return { value, limit: param('least'), facts };
			return value > param('most') ? { value, limit: param('most'), facts } : null;
		}
	})
});

/** The busiest worker was busy for far longer than the least busy one. */
export const loadBalance = defineRule({
	id: 'load-balance',
	family: 'profiling',
	severity: 'low',
	needs: 'workers',
	fields: { distance: share(0.5), workers: steps(2, 2), leastMs: number(200, 0, 1e9) },
	watch: (param) => ({
		end: ({ busyMs }) => {
			const busy = Object.values(busyMs);
			if (busy.length < param('workers')) return undefined;
			const most = Math.max(...busy);
			const least = Math.min(...busy);
			if (most < param('leastMs')) return undefined;
			const value = (most - least) / most;
			const tensor = Object.entries(busyMs).find(([, ms]) => ms === least)?.[0] ?? '';
			return value > param('distance')
				? { tensor, value, limit: param('distance'), facts: { mostMs: most, leastMs: least } }
				: null;
		}
	})
});
