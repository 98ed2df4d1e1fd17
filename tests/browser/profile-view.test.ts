import axe from 'axe-core';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { I18n } from '$lib/i18n/i18n.svelte';
import { computedColor } from '$lib/ui/chart/computed-color';
import { ProfileView } from '$lib/state/profile-view.svelte';
import { madeUpProfile } from '../unit/profile/made-up-profile';
import ProfileFrame from './ProfileFrame.svelte';

it('shows 100,000 spans in as many boxes as there are pixels, by keyboard, brush and search', async () => {
	await page.viewport(1200, 900);
	const profile = madeUpProfile(100_000);
	expect(profile.spans.name.length).toBeGreaterThan(100_000);
	const view = new ProfileView(profile);
	render(ProfileFrame, { view, i18n: new I18n('en') });
	const chart = page.getByRole('application', { name: /^Flame chart/ });
	const canvas = chart.element().querySelector('canvas');
	const boxes = () => Number(canvas?.dataset['boxes'] ?? 0);
	const most = () => view.flame.rows.length * 2 * 1200;
	await expect.poll(boxes).toBeGreaterThan(100);
	expect(boxes()).toBeLessThan(most());

	chart.element().focus();
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	await expect.element(page.getByText(/^round 1: .+, from .+, on the training thread$/)).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => view.shown.to - view.shown.from).toBeLessThan(profile.end / 100);
	const calls = () => page.getByRole('row', { name: /^round training thread/ }).element().textContent;
	await expect.poll(calls).not.toMatch(/10,000/);
	expect(boxes()).toBeLessThan(most());
	await userEvent.keyboard('0');
	await expect.poll(calls).toMatch(/10,000/);

	await page.getByLabelText('Find phases and kernels').fill('histograms');
	await expect.element(page.getByText(/^20,000 on screen/)).toBeVisible();
	await page.getByRole('button', { name: 'Next match' }).click();
	await expect.element(page.getByText(/^histograms: /)).toBeVisible();

	const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

it('reads one colour after another where transitions are cut short for whom motion disturbs', () => {
	const style = document.createElement('style');
	style.textContent =
		':root { --one: rgb(1, 2, 3); --two: rgb(4, 5, 6); } * { transition-duration: 0.01ms !important; }';
	document.head.append(style);
	expect(['--one', '--two'].map((token) => computedColor(document.body, token))).toEqual([
		'rgb(1, 2, 3)',
		'rgb(4, 5, 6)'
	]);
	style.remove();
});
