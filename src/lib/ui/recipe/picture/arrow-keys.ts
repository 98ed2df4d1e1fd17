const directions: Readonly<Record<string, readonly [number, number]>> = {
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0]
};

/** The button that an arrow key leads to: the nearest on that side, straight ahead before askew. Null where there is none. */
export function neighbour(picture: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
	const direction = directions[key];
	if (!direction) return null;
	const [dx, dy] = direction;
	const [x, y] = middle(from);
	let [best, least]: [HTMLElement | null, number] = [null, Infinity];
	for (const button of picture.querySelectorAll<HTMLElement>('[data-node]')) {
		const [bx, by] = middle(button);
		const ahead = (bx - x) * dx + (by - y) * dy;
		const aside = Math.abs((bx - x) * dy) + Math.abs((by - y) * dx);
		if (button === from || ahead < 4) continue;
		const far = ahead + 3 * aside;
		if (far < least) [best, least] = [button, far];
	}
	return best;
}

function middle(element: HTMLElement): readonly [number, number] {
	const { left, top, width, height } = element.getBoundingClientRect();
	return [left + width / 2, top + height / 2];
}

/** Lets arrow keys, Home and End go between the buttons of a picture, which is one stop of the Tab key. */
export function arrowKeys(picture: HTMLElement): () => void {
	const nodes = () => [...picture.querySelectorAll<HTMLElement>('[data-node]')];
	const onkeydown = (event: KeyboardEvent) => {
		const { target, key } = event;
		if (!(target instanceof HTMLElement) || target.dataset['node'] === undefined) return;
		const to = key === 'Home' ? nodes().at(0) : key === 'End' ? nodes().at(-1) : neighbour(picture, target, key);
		if (!to) return;
		event.preventDefault();
		to.focus();
		to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	};
	const onfocusin = ({ target }: FocusEvent) => {
		for (const node of nodes()) node.tabIndex = node === target ? 0 : -1;
	};
	const setOut = () => {
		const all = nodes();
		if (all.some((node) => node.tabIndex === 0)) return;
		const first = all.find((node) => node.ariaCurrent !== null || node.ariaPressed === 'true') ?? all[0];
		if (first) first.tabIndex = 0;
	};
	const watch = new MutationObserver(setOut);
	watch.observe(picture, { childList: true, subtree: true });
	setOut();
	picture.addEventListener('keydown', onkeydown);
	picture.addEventListener('focusin', onfocusin);
	return () => {
		watch.disconnect();
		picture.removeEventListener('keydown', onkeydown);
		picture.removeEventListener('focusin', onfocusin);
	};
}
