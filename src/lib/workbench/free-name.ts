/** `name`, or with `_2`, `_3` ... behind it when a column has it, upper and lower case alike. */
export function freeName(taken: readonly string[], name: string): string {
	const lower = new Set(taken.map((column) => column.toLowerCase()));
	let free = name;
	for (let at = 2; lower.has(free.toLowerCase()); at++) free = `${name}_${at}`;
	return free;
}
