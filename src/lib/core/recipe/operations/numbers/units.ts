/** Units of one dimension: how many of the first unit one of each is, and where its 0 lies. Exact by definition (NIST SP 811). */
interface Unit {
	readonly dimension: string;
	readonly factor: number;
	readonly zero: number;
}

const unit = (dimension: string, factor: number, zero = 0): Unit => ({ dimension, factor, zero });

export const units = {
	metre: unit('length', 1),
	millimetre: unit('length', 0.001),
	centimetre: unit('length', 0.01),
	kilometre: unit('length', 1000),
	inch: unit('length', 0.0254),
	foot: unit('length', 0.3048),
	yard: unit('length', 0.9144),
	mile: unit('length', 1609.344),
	'nautical-mile': unit('length', 1852),
	shaku: unit('length', 10 / 33),
	gram: unit('mass', 0.001),
	kilogram: unit('mass', 1),
	tonne: unit('mass', 1000),
	ounce: unit('mass', 0.028349523125),
	pound: unit('mass', 0.45359237),
	kan: unit('mass', 3.75),
	celsius: unit('temperature', 1),
	fahrenheit: unit('temperature', 5 / 9, -160 / 9),
	kelvin: unit('temperature', 1, -273.15),
	'square-metre': unit('area', 1),
	hectare: unit('area', 10_000),
	acre: unit('area', 4046.8564224),
	'square-foot': unit('area', 0.09290304),
	tsubo: unit('area', 400 / 121),
	litre: unit('volume', 0.001),
	millilitre: unit('volume', 1e-6),
	'cubic-metre': unit('volume', 1),
	'us-gallon': unit('volume', 0.003785411784),
	'metre-per-second': unit('speed', 1),
	'kilometre-per-hour': unit('speed', 1 / 3.6),
	'mile-per-hour': unit('speed', 0.44704),
	knot: unit('speed', 1852 / 3600),
	second: unit('time', 1),
	minute: unit('time', 60),
	hour: unit('time', 3600),
	day: unit('time', 86_400),
	week: unit('time', 604_800),
	joule: unit('energy', 1),
	calorie: unit('energy', 4.184),
	'kilowatt-hour': unit('energy', 3_600_000),
	pascal: unit('pressure', 1),
	hectopascal: unit('pressure', 100),
	bar: unit('pressure', 100_000),
	atmosphere: unit('pressure', 101_325),
	psi: unit('pressure', 6894.757293168361)
} as const satisfies Record<string, Unit>;
export type UnitName = keyof typeof units;

const names = new Set<string>(Object.keys(units));
const isUnit = (name: string): name is UnitName => names.has(name);
export const unitNames = Object.keys(units).filter(isUnit);

/** The line that turns one unit to another: scale * x + shift; null where they do not measure the same. */
export function conversion(from: UnitName, to: UnitName): { scale: number; shift: number } | null {
	const [a, b]: [Unit, Unit] = [units[from], units[to]];
	if (a.dimension !== b.dimension) return null;
	return { scale: a.factor / b.factor, shift: (a.zero - b.zero) / b.factor };
}
