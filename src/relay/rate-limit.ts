export interface RateLimit {
	/** How many requests may come at once after a quiet while. */
	readonly burst: number;
	/** How many a second in the long run. */
	readonly perSecond: number;
}

/** Token buckets by name. `take` answers 0 when the request may pass, else the seconds until it may. */
export class RateLimiter {
	readonly #buckets = new Map<string, { tokens: number; at: number }>();
	constructor(
		readonly limit: RateLimit,
		readonly maxBuckets = 100_000
	) {}

	take(name: string, now: number): number {
		const bucket = this.#buckets.get(name) ?? { tokens: this.limit.burst, at: now };
		const elapsed = Math.max(0, now - bucket.at) / 1000;
		const tokens = Math.min(this.limit.burst, bucket.tokens + elapsed * this.limit.perSecond);
		const passes = tokens >= 1;
		this.#buckets.delete(name);
		this.#buckets.set(name, { tokens: passes ? tokens - 1 : tokens, at: now });
		if (this.#buckets.size > this.maxBuckets) this.#forgetFull(now);
		return passes ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.limit.perSecond));
	}

	/** Drops buckets that have filled up again, which is what a missing bucket means; then the longest unused. */
	#forgetFull(now: number): void {
		for (const [name, { tokens, at }] of this.#buckets)
			if (tokens + ((now - at) / 1000) * this.limit.perSecond >= this.limit.burst) this.#buckets.delete(name);
		for (const name of this.#buckets.keys()) {
			if (this.#buckets.size <= this.maxBuckets) break;
			this.#buckets.delete(name);
		}
	}
}
