/** Zeroed bytes, 16-aligned; nothing is given back before the instance goes. */
export function alloc(bytes: usize): usize {
	return heap.alloc(bytes);
}
