import type { Texts } from '$lib/i18n/catalogue';
import type { I18n } from '$lib/i18n/i18n.svelte';
import type { Session } from '$lib/state/session.svelte';
import { stages } from '$lib/state/stages';

/** A durable action of a person, as data: the palette, the key sheet, menus and keys read the same object. */
export interface Command {
	readonly id: string;
	readonly group: keyof Texts['frame']['groups'];
	readonly title: string;
	/** `Mod+K`, `?`, or two keys one after the other: `g d`. */
	readonly hotkey?: string;
	readonly run: () => void;
}

/** What a command needs of the page around it. */
export interface CommandPage {
	go(path: string): void;
	showPalette(): void;
	showKeys(): void;
	switchTheme(): void;
	chooseFile(): void;
	openSample(): void;
	newProject(): void;
	exportProject(): void;
}

const jumps: Readonly<Record<(typeof stages)[number], string>> = {
	data: 'g d',
	features: 'g f',
	fairness: 'g b',
	train: 'g t',
	models: 'g m',
	edge: 'g e',
	monitor: 'g w',
	pipelines: 'g p'
};

export function makeCommands(session: Session, i18n: I18n, page: CommandPage): Command[] {
	const { commands, stages: names } = i18n.t.frame;
	return [
		{ id: 'palette', group: 'do', title: commands.palette, hotkey: 'Mod+K', run: page.showPalette },
		{ id: 'keys', group: 'do', title: commands.keys, hotkey: '?', run: page.showKeys },
		{ id: 'home', group: 'go', title: names.home, hotkey: 'g h', run: () => page.go('/') },
		...stages.map((stage) => ({
			id: stage,
			group: 'go' as const,
			title: names[stage],
			hotkey: jumps[stage],
			run: () => page.go(`/${stage}`)
		})),
		{ id: 'import', group: 'do', title: commands.importFile, hotkey: 'Mod+O', run: page.chooseFile },
		{ id: 'sample', group: 'do', title: commands.sample, run: page.openSample },
		{ id: 'new', group: 'do', title: commands.newProject, run: page.newProject },
		...(session.project
			? [{ id: 'export', group: 'do' as const, title: commands.exportProject, run: page.exportProject }]
			: []),
		{ id: 'theme', group: 'do', title: commands.theme, hotkey: 'Mod+Shift+L', run: page.switchTheme },
		{
			id: 'language',
			group: 'do',
			title: commands.language,
			run: () => void i18n.show(i18n.locale === 'en' ? 'ja' : 'en')
		},
		...session.projects
			.filter(({ id }) => id !== session.project?.id)
			.map(({ id, name }) => ({
				id: `project-${id}`,
				group: 'open' as const,
				title: name,
				run: () => void session.open(id)
			}))
	];
}
