/**
 * A colour token as the page computes it where `node` stands: a canvas cannot read light-dark() or var(). Each is read from an element
 * of its own: one that changes its colour is, for whom all transitions are cut to next to nothing, still of the colour before.
 */
export function computedColor(node: HTMLElement, token: string): string {
	const probe = document.createElement('span');
	probe.style.color = `var(${token})`;
	node.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}
