import { createContext } from 'svelte';
import { AppError } from '$lib/core/errors';
import { loadCatalogue, loadedCatalogue, type Locale, type Texts } from './catalogue';
import { loadConnectTexts, loadedConnectTexts, type ConnectTexts } from './connect/catalogue';
import { en } from './en';
import { loadedInsightTexts, loadInsightTexts, type InsightTexts } from './insight/catalogue';
import { loadedOperationTexts, loadOperationTexts } from './operations/catalogue';
import type { OperationTexts } from './operations/texts';

const formats = new Map<string, Intl.NumberFormat>();

/** A format made once: making one takes far longer than a number written with it, and a table writes hundreds. */
function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${tag} ${JSON.stringify(options)}`;
	const made = formats.get(key) ?? new Intl.NumberFormat(tag, options);
	formats.set(key, made);
	return made;
}

/** Texts and formats of the language on screen. Switching it changes every text at once and loses nothing. */
export class I18n {
	#locale = $state<Locale>('en');
	#texts = $state.raw<Texts>(en);

	/** Begins in English where the texts of `locale` are not loaded yet. */
	constructor(locale: Locale) {
		const texts = loadedCatalogue(locale);
		if (!texts) return;
		this.#locale = locale;
		this.#texts = texts;
	}

	get locale(): Locale {
		return this.#locale;
	}

	get t(): Texts {
		return this.#texts;
	}

	/** Texts of the recipe's operations; whoever shows them loads them first. */
	get operations(): OperationTexts {
		const texts = loadedOperationTexts(this.#locale);
		if (!texts) throw new AppError('internal', { missing: 'texts of operations' });
		return texts;
	}

	/** Texts of the dialog for sources; whoever shows it loads them first. */
	get connect(): ConnectTexts {
		const texts = loadedConnectTexts(this.#locale);
		if (!texts) throw new AppError('internal', { missing: 'texts of sources' });
		return texts;
	}

	/** Texts of reports and analyses of a table; whoever shows them loads them first. */
	get insight(): InsightTexts {
		const texts = loadedInsightTexts(this.#locale);
		if (!texts) throw new AppError('internal', { missing: 'texts of insights' });
		return texts;
	}

	/** Shows another language once its texts are here. */
	async show(locale: Locale): Promise<void> {
		const texts = await loadCatalogue(locale);
		if (loadedOperationTexts(this.#locale)) await loadOperationTexts(locale);
		if (loadedConnectTexts(this.#locale)) await loadConnectTexts(locale);
		if (loadedInsightTexts(this.#locale)) await loadInsightTexts(locale);
		this.#texts = texts;
		this.#locale = locale;
	}

	#tag = $derived(this.#locale === 'ja' ? 'ja-JP' : 'en-GB');

	number(value: number, digits = 3): string {
		if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
		const large = Math.abs(value) >= 1e15;
		return numberFormat(this.#tag, {
			signDisplay: 'negative',
			maximumFractionDigits: Number.isInteger(value)
				? 0
				: Math.max(0, digits - Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)))),
			...(large ? { notation: 'scientific' } : {})
		}).format(value);
	}

	/** A figure of quality: its decimals stand even where they are noughts, so that a column of them is straight. */
	score(value: number, decimals = 3): string {
		if (!Number.isFinite(value) || Math.abs(value) >= 10) return this.number(value);
		return numberFormat(this.#tag, {
			signDisplay: 'negative',
			minimumFractionDigits: decimals,
			maximumFractionDigits: decimals
		}).format(value);
	}

	/** Numbers that stand beneath each other: with as many decimals as the largest has within `digits`. */
	column(values: readonly number[], digits = 4): string[] {
		const most = Math.max(0, ...values.map(Math.abs).filter(Number.isFinite));
		const after = most > 0 ? Math.max(0, digits - 1 - Math.floor(Math.log10(most))) : 0;
		const decimals = values.every((value) => !Number.isFinite(value) || Number.isInteger(value))
			? 0
			: Math.min(12, after);
		const format = numberFormat(this.#tag, {
			...{ signDisplay: 'negative', minimumFractionDigits: decimals, maximumFractionDigits: decimals }
		});
		return values.map((value) => (Number.isFinite(value) ? format.format(value) : '–'));
	}

	count(value: number): string {
		return numberFormat(this.#tag, { maximumFractionDigits: 0 }).format(value);
	}

	/** Two figures to set against each other, with as many decimals: three digits of the larger, two of their difference. */
	pair(a: number, b: number): [string, string] {
		const difference = Math.abs(a - b);
		if (!Number.isFinite(difference)) return [this.number(a), this.number(b)];
		const after = (value: number, digits: number) => (value > 0 ? digits - 1 - Math.floor(Math.log10(value)) : 0);
		const most = Math.max(Math.abs(a), Math.abs(b));
		const decimals = Math.min(12, Math.max(0, after(most, 3), after(difference, 2)));
		const format = numberFormat(this.#tag, {
			...{ signDisplay: 'negative', minimumFractionDigits: decimals, maximumFractionDigits: decimals }
		});
		return [format.format(a), format.format(b)];
	}

	/** `least` decimals stand even where they are noughts, so that shares side by side look alike. */
	percent(share: number, digits = 1, least = 0): string {
		return numberFormat(this.#tag, {
			style: 'percent',
			minimumFractionDigits: least,
			maximumFractionDigits: digits
		}).format(share);
	}

	date(milliseconds: number): string {
		return new Intl.DateTimeFormat(this.#tag, { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);
	}

	/** A date in UTC without its time, for cells of a table. */
	day(milliseconds: number): string {
		return new Date(milliseconds).toISOString().slice(0, 10);
	}

	bytes(count: number): string {
		const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
		const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
		return numberFormat(this.#tag, {
			style: 'unit',
			unit: units[power] ?? 'byte',
			unitDisplay: 'short',
			maximumFractionDigits: power === 0 ? 0 : 1
		}).format(count / 1000 ** power);
	}

	duration(milliseconds: number): string {
		if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
		const seconds = milliseconds / 1000;
		if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
		return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
	}

	/** How long ago, or how soon, in words: "3 days ago". */
	ago(milliseconds: number, now: number): string {
		const seconds = (milliseconds - now) / 1000;
		const units = [
			['year', 31_556_952],
			['month', 2_629_746],
			['day', 86_400],
			['hour', 3600],
			['minute', 60]
		] as const;
		const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
		return new Intl.RelativeTimeFormat(this.#tag, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
	}

	phase(name: string): string {
		const phases: Readonly<Record<string, string>> = {
			...loadedInsightTexts(this.#locale)?.phases,
			...this.t.frame.phases
		};
		return phases[name] ?? name;
	}

	/** What happened, what to do, and the facts to copy. */
	error(error: unknown): { what: string; mend: string; details: string } {
		const { errors, unknownError } = this.#texts;
		if (error instanceof AppError) {
			const { what, mend } = errors[error.code];
			return { what: what(error.details), mend, details: `${error.code}\n${JSON.stringify(error.details, null, 2)}` };
		}
		const details = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
		return { what: unknownError, mend: errors.internal.mend, details };
	}
}

export const [getI18n, setI18n] = createContext<I18n>();
