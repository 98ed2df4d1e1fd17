import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

const setWrong = StateEffect.define<DecorationSet>();

/** Marks the place where a text is wrong until the text changes. */
export const wrongPlace = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update: (marks, transaction) => {
		const set = transaction.effects.find((effect) => effect.is(setWrong));
		return set?.is(setWrong) ? set.value : transaction.docChanged ? Decoration.none : marks;
	},
	provide: (field) => EditorView.decorations.from(field)
});

/** Marks the word at a place, the last one where the text ends too soon; null takes the mark away. */
export function markWrong(editor: EditorView, at: number | null): void {
	const { doc } = editor.state;
	const from = at === null ? 0 : Math.max(0, Math.min(at, doc.length - 1));
	const word = /^(?:[\p{L}\p{M}\p{N}_]+|"[^"]*"?|'[^']*'?|[^])/u.exec(doc.sliceString(from))?.[0] ?? '';
	const marks =
		at === null || word === ''
			? Decoration.none
			: Decoration.set(Decoration.mark({ class: 'wrong-place' }).range(from, from + word.length));
	editor.dispatch({ effects: setWrong.of(marks) });
}
