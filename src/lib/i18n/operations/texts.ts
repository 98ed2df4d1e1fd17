import type { OperationGroup } from '$lib/core/recipe/operation';
import type { OperationId } from '$lib/core/recipe/operations';
import type { StepWords } from '$lib/core/recipe/sentence';
import type { Translation } from '../translation';
import type { balance } from './balance-en';
import type { editor } from './editor-en';
import type { finder } from './finder-en';
import type { lineage, picture } from './picture-en';

export interface OperationText {
	readonly title: string;
	readonly description: string;
	readonly sentence: (words: StepWords) => string;
}

/** Texts of a group of operations: each of its own, and the names of parameters and choices that mean something else elsewhere. */
export interface GroupTexts<Operations extends readonly { readonly id: string }[]> {
	readonly operations: Readonly<Record<Operations[number]['id'], OperationText>>;
	readonly fields: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
}

type Words = Readonly<Record<string, string>>;

export interface GroupList {
	readonly titles: Readonly<Record<OperationGroup, string>>;
	readonly finder: Translation<typeof finder>;
	readonly editor: Translation<typeof editor>;
	readonly balance: Translation<typeof balance>;
	readonly picture: Translation<typeof picture>;
	readonly lineage: Translation<typeof lineage>;
	readonly groups: readonly {
		readonly operations: Readonly<Partial<Record<OperationId, OperationText>>>;
		readonly fields: Words;
		readonly options: Words;
	}[];
	readonly fields: Words;
	readonly options: Words;
}

/** Texts of the operations in one language, found by the operation's id. */
export class OperationTexts {
	readonly titles: GroupList['titles'];
	readonly finder: GroupList['finder'];
	readonly editor: GroupList['editor'];
	readonly balance: GroupList['balance'];
	readonly picture: GroupList['picture'];
	readonly lineage: GroupList['lineage'];
	readonly #texts: ReadonlyMap<string, OperationText>;
	readonly #fields = new Map<string, Words>();
	readonly #options = new Map<string, Words>();

	constructor({ titles, finder, editor, balance, picture, lineage, groups, fields, options }: GroupList) {
		this.titles = titles;
		this.finder = finder;
		this.editor = editor;
		this.balance = balance;
		this.picture = picture;
		this.lineage = lineage;
		this.#texts = new Map(groups.flatMap(({ operations }) => Object.entries(operations)));
		for (const group of groups)
			for (const id of Object.keys(group.operations)) {
				this.#fields.set(id, { ...fields, ...group.fields });
				this.#options.set(id, { ...options, ...group.options });
			}
	}

	/** Undefined for an operation of another version of Temoto. */
	of(op: string): OperationText | undefined {
		return this.#texts.get(op);
	}

	title(op: string): string {
		return this.of(op)?.title ?? op;
	}

	hasField(op: string, name: string): boolean {
		return this.#fields.get(op)?.[name] !== undefined;
	}

	hasOption(op: string, name: string): boolean {
		return this.#options.get(op)?.[name] !== undefined;
	}

	field(op: string, name: string): string {
		return this.#fields.get(op)?.[name] ?? name;
	}

	option(op: string, name: string): string {
		return this.#options.get(op)?.[name] ?? name;
	}
}
