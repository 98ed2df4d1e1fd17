/** A number of bytes among an error's facts, in megabytes. */
export function megabytes(bytes: string | number | boolean | null | undefined): string {
	return `${(Number(bytes ?? 0) / 1e6).toFixed(1)} MB`;
}
