import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe has against the page as it stands, a line each. */
export async function violations(page: Page): Promise<string[]> {
	const { violations: found } = await new AxeBuilder({ page }).analyze();
	return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(', ')}`);
}

/** By how many pixels the page or its stage runs over the edge. */
export function overflow(page: Page): Promise<number> {
	return page.evaluate(() => {
		const main = document.querySelector('main');
		return Math.max(document.documentElement.scrollWidth - innerWidth, main ? main.scrollWidth - main.clientWidth : 0);
	});
}

/** Controls that are lower than a finger can hit. */
export function smallTargets(page: Page): Promise<string[]> {
	return page
		.locator('button, nav a, select, input:not(.visually-hidden), label:has(input[type=checkbox], input[type=radio])')
		.evaluateAll((controls) =>
			controls
				.filter((control) => control.checkVisibility())
				.filter((control) => !(control instanceof HTMLInputElement && control.closest('label:has(input)')))
				.map((control) => ({ height: control.getBoundingClientRect().height, html: control.outerHTML }))
				.filter(({ height }) => height < 32)
				.map(({ height, html }) => `${Math.round(height)} ${html.slice(0, 120)}`)
		);
}
