export const ttlUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
export type TtlUnit = (typeof ttlUnits)[number];

const lengths: Readonly<Record<TtlUnit, number>> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
	weeks: 604_800_000
};

/** A TTL in milliseconds. */
export function ttlOf(count: number, unit: TtlUnit): number {
	return count * lengths[unit];
}

/** A TTL in the largest unit that tells it in whole numbers. */
export function ttlParts(ttlMs: number): { readonly count: number; readonly unit: TtlUnit } {
	const whole = [...ttlUnits].reverse().find((unit) => ttlMs >= lengths[unit] && ttlMs % lengths[unit] === 0);
	const unit = whole ?? 'minutes';
	return { count: ttlMs / lengths[unit], unit };
}
