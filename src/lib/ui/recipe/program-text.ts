import type { Piece, Program, Take } from '$lib/core/example/program';
import type { OperationTexts } from '$lib/i18n/operations/texts';

type Texts = OperationTexts['finder'];

/** A text program as a person can read it: its pieces with + between them. */
export function programText(t: Texts, program: Program): string {
	return program.map((piece) => pieceText(t, piece)).join(' + ');
}

function pieceText({ pieces }: Texts, piece: Piece): string {
	switch (piece.piece) {
		case 'constant':
			return pieces.constant(piece.text);
		case 'date':
			return `${piece.column} ${pieces.date} ${piece.write}`;
		case 'padded':
			return `${piece.column} ${takeText(pieces, piece.take)}, ${pieces.padded(String(piece.width))}`;
		case 'text': {
			const letters = piece.letters === 'as-is' ? '' : `, ${pieces[piece.letters]}`;
			return `${piece.column} ${takeText(pieces, piece.take)}${letters}`;
		}
	}
}

function takeText(pieces: Texts['pieces'], take: Take): string {
	const place = (nth: number) => (nth > 0 ? String(nth) : `${-nth} ${pieces.last}`);
	switch (take.take) {
		case 'whole':
			return pieces.whole;
		case 'token':
			return `${pieces[take.kind]} ${place(take.nth)}`;
		case 'part':
			return `${pieces.part(take.delimiter)} ${place(take.nth)}`;
		case 'slice':
			return `${pieces.slice} ${place(take.from)}${take.length === null ? '…' : `–${take.from + take.length - 1}`}`;
	}
}
