import * as v from 'valibot';

/** What a parameter may be. `more`: rarely set, shown apart. */
export interface ParamRule {
	readonly least: number;
	readonly most: number;
	readonly whole?: boolean;
	/** The words it may be, for a parameter that is one of some words. */
	readonly choices?: readonly string[];
	/** How a text is written, in a few characters. */
	readonly form?: string;
	/** What a text may look like, shown where it is empty. */
	readonly example?: string;
	readonly more?: boolean;
	/** Means something for numbers to predict, not for classes. */
	readonly ofNumbers?: boolean;
	/** Read only where other parameters have one of these values. */
	readonly where?: Readonly<Record<string, readonly string[]>>;
}
export type ParamRules = Readonly<Record<string, ParamRule>>;

export const positive = (most: number) => v.pipe(v.number(), v.minValue(Number.MIN_VALUE), v.maxValue(most));
export const count = (least: number, most: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
export const weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9));
