/** Tables of `categories` rows of `size` float32. A code of `categories` names none of them. */

/** Writes for each row listed in `index` its category's row of the table, or zeros; codes lie `stride` apart, targets `width`. */
export function embed(
	table: usize,
	categories: u32,
	size: i32,
	codes: usize,
	stride: i32,
	index: usize,
	count: i32,
	target: usize,
	width: i32
): void {
	const bytes = (<usize>size) << 2;
	for (let i = 0; i < count; i++) {
		const row = <usize>load<u32>(index + ((<usize>i) << 2));
		const code = load<u32>(codes + ((row * <usize>stride) << 2));
		if (code < categories) {
			const from = table + <usize>code * bytes;
			for (let at: usize = 0; at < bytes; at += 4) store<f32>(target + at, load<f32>(from + at));
		} else for (let at: usize = 0; at < bytes; at += 4) store<f32>(target + at, 0);
		target += (<usize>width) << 2;
	}
}

/** The gradient of the table from that of what `embed` wrote. */
export function embedBackward(
	gradient: usize,
	categories: u32,
	size: i32,
	codes: usize,
	stride: i32,
	index: usize,
	count: i32,
	source: usize,
	width: i32
): void {
	const bytes = (<usize>size) << 2;
	memory.fill(gradient, 0, <usize>categories * bytes);
	for (let i = 0; i < count; i++) {
		const row = <usize>load<u32>(index + ((<usize>i) << 2));
		const code = load<u32>(codes + ((row * <usize>stride) << 2));
		if (code < categories) {
			const to = gradient + <usize>code * bytes;
			for (let at: usize = 0; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(source + at));
		}
		source += (<usize>width) << 2;
	}
}
