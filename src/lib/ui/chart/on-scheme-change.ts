/** Calls back a frame after the page turned light or dark: then its new colours can be read. Gives what ends it. */
export function onSchemeChange(changed: () => void): () => void {
	const later = () => requestAnimationFrame(changed);
	const system = matchMedia('(prefers-color-scheme: dark)');
	const chosen = new MutationObserver(later);
	system.addEventListener('change', later);
	chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	return () => {
		system.removeEventListener('change', later);
		chosen.disconnect();
	};
}
