/** The shape of a catalogue in another language: the same keys, texts where there are texts, functions of the same facts. */
export type Translation<T> = {
	readonly [Key in keyof T]: T[Key] extends string
		? string
		: T[Key] extends (...facts: infer Facts) => string
			? (...facts: Facts) => string
			: Translation<T[Key]>;
};
