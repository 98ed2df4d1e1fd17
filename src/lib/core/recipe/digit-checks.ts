/** Check digits of card and book numbers, as SQL over text. */

function digitsOf(text: string): string {
	return `string_split(${text}, '')`;
}

/** SQL, true where 12 to 19 digits, parted by spaces or dashes or not, pass the Luhn check (ISO/IEC 7812-1). */
export function luhnSql(x: string): string {
	const digits = `regexp_replace(${x}, '[ -]', '', 'g')`;
	const digit = 'TRY_CAST(__digit AS INTEGER)';
	const doubled = `(${digit} * 2) // 10 + (${digit} * 2) % 10`;
	const sum = `list_sum(list_transform(${digitsOf(`reverse(${digits})`)}, lambda __digit, __i: CASE WHEN __i % 2 = 0 THEN ${doubled} ELSE ${digit} END))`;
	return `CASE WHEN ${x} IS NOT NULL THEN regexp_full_match(${digits}, '[0-9]{12,19}') AND coalesce(${sum} % 10 = 0, FALSE) END`;
}

/** SQL, true where the text is an ISBN of 10 or 13 digits (ISO 2108), parted by dashes or spaces or not. */
export function isbnSql(x: string): string {
	const digits = `upper(regexp_replace(${x}, '[ -]', '', 'g'))`;
	const digit = `(CASE WHEN __digit = 'X' THEN 10 ELSE TRY_CAST(__digit AS INTEGER) END)`;
	const sum = (weight: string) =>
		`list_sum(list_transform(${digitsOf(digits)}, lambda __digit, __i: ${digit} * ${weight}))`;
	const short = `regexp_full_match(${digits}, '[0-9]{9}[0-9X]') AND coalesce(${sum('(11 - __i)')} % 11 = 0, FALSE)`;
	const long = `regexp_full_match(${digits}, '97[89][0-9]{10}') AND coalesce(${sum('(3 - 2 * (__i % 2))')} % 10 = 0, FALSE)`;
	return `CASE WHEN ${x} IS NOT NULL THEN (${short}) OR (${long}) END`;
}
