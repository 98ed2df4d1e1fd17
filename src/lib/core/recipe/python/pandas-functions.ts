import { type Call, type Expression } from './expression';
import { atom, loose, numberOf, patternCode, textOf, tight, type Code } from './code';
import { pythonText } from './literal';
import { pandasDateFunction } from './pandas-dates';
import { pandasCode, pandasSeries, pandasType, series, type PandasScope } from './pandas-expression';
import { translatePattern, translateReplacement } from './pattern';
import { Untranslatable } from './sql-parse';
import { stripSide } from './strip';

const numpy: Readonly<Record<string, string>> = {
	sqrt: 'sqrt',
	cbrt: 'cbrt',
	exp: 'exp',
	ln: 'log',
	log2: 'log2',
	log10: 'log10',
	sin: 'sin',
	cos: 'cos',
	tan: 'tan',
	tanh: 'tanh',
	asinh: 'arcsinh',
	floor: 'floor',
	ceil: 'ceil',
	trunc: 'trunc',
	radians: 'radians',
	degrees: 'degrees'
};

/** A function of numbers, texts or dates in pandas. Throws Untranslatable. */
export function pandasFunction(expression: Call, scope: PandasScope): Code {
	const { fn, args } = expression;
	const codes = args.map((arg) => pandasCode(arg, scope));
	const [a, b] = codes;
	if (!a) throw new Untranslatable();
	const x = () => series(a);
	if (fn in numpy) {
		scope.needs.imports.add('import numpy as np');
		return atom(`np.${numpy[fn]}(${x() && a.text})`);
	}
	switch (fn) {
		case '+':
		case '-':
		case '*':
		case '/':
		case '%':
		case '//':
			if (!b || (a.scalar && b.scalar)) throw new Untranslatable();
			return loose(`${tight(a)} ${fn} ${tight(b)}`);
		case 'concat':
			if (!b || (a.scalar && b.scalar)) throw new Untranslatable();
			return loose(`${tight(a)} + ${tight(b)}`);
		case 'power':
			if (!b) throw new Untranslatable();
			return loose(`${tight(a)} ** ${tight(b)}`);
		case 'negate':
			return loose(`-${x()}`);
		case 'abs':
			return atom(`${x()}.abs()`);
		case 'sign':
			scope.needs.imports.add('import numpy as np');
			return atom(`np.sign(${x() && a.text}).astype("Int64")`);
		case 'round':
			scope.needs.helpers.add('round_half_away');
			return atom(`round_half_away(${x() && a.text}, ${numberOf(args[1])})`);
		case 'finite':
		case 'is-finite':
			scope.needs.helpers.add(fn === 'finite' ? 'finite' : 'is_finite');
			return atom(`${fn === 'finite' ? 'finite' : 'is_finite'}(${x() && a.text})`);
		case 'clip': {
			const [, low, high] = args.map((arg, i) =>
				arg.kind === 'literal' && arg.value === null ? null : (codes[i]?.text ?? null)
			);
			const bounds = [...(low === null ? [] : [`lower=${low}`]), ...(high === null ? [] : [`upper=${high}`])];
			return atom(`${x()}.clip(${bounds.join(', ')})`);
		}
		case 'missing-at':
			return atom(`${x()}.mask((${tight(a)} == ${b?.text}).fillna(False))`);
		case 'greatest':
		case 'least': {
			scope.needs.helpers.add('across');
			const parts = args.map((arg) => pandasSeries(arg, scope));
			return atom(
				`across(${fn === 'greatest' ? '"max"' : '"min"'}, ${pandasType(expression.type)}, ${parts.join(', ')})`
			);
		}
		case 'join':
			scope.needs.helpers.add('join_texts');
			return atom(
				`join_texts(${[codes[0]?.text, ...args.slice(1).map((arg) => pandasSeries(arg, scope))].join(', ')})`
			);
		case 'to-number':
			return args[0]?.type === 'text'
				? atom(`pd.to_numeric(${x() && a.text}, errors="coerce").astype("Float64")`)
				: atom(`${x()}.astype("Float64")`);
		case 'to-integer':
			return toInteger(args[0], a, scope);
		case 'to-text':
			if (args[0]?.type === 'boolean') return atom(`${x()}.map({True: "true", False: "false"}).astype("string")`);
			if (args[0]?.type === 'date') return atom(`${x()}.dt.strftime("%Y-%m-%d").astype("string")`);
			return atom(`${x()}.astype("string")`);
		default:
			return pandasTextFunction(expression, a, scope) ?? pandasDateFunction(expression, codes);
	}
}

function toInteger(from: Expression | undefined, a: Code, scope: PandasScope): Code {
	if (from?.type === 'boolean') return atom(`${series(a)}.astype("Int64")`);
	if (from?.type === 'number') return atom(`${series(a)}.round().astype("Int64")`);
	scope.needs.helpers.add('round_half_away');
	return atom(`round_half_away(pd.to_numeric(${a.text}, errors="coerce").astype("Float64"), 0).astype("Int64")`);
}

const plainText: Readonly<Record<string, string>> = { lower: 'lower()', upper: 'upper()', length: 'len()' };

function pandasTextFunction({ fn, args }: Call, a: Code, scope: PandasScope): Code | null {
	const of = (method: string) => atom(`${series(a)}.str.${method}`);
	if (fn in plainText) return of(plainText[fn] ?? '');
	switch (fn) {
		case 'trim':
		case 'ltrim':
		case 'rtrim': {
			const method = { trim: 'strip', ltrim: 'lstrip', rtrim: 'rstrip' }[fn];
			return of(`${method}(${pythonText(args[1] ? textOf(args[1]) : ' ')})`);
		}
		case 'replace':
			if (textOf(args[1]) === '') throw new Untranslatable();
			return of(`replace(${pythonText(textOf(args[1]))}, ${pythonText(textOf(args[2]))}, regex=False)`);
		case 'translate': {
			const [from, to] = [[...textOf(args[1])], [...textOf(args[2])]];
			const pairs = new Map<string, string>();
			from.forEach((character, i) => {
				if (!pairs.has(character)) pairs.set(character, to[i] ?? '');
			});
			const entries = [...pairs].map(([key, value]) => `${pythonText(key)}: ${pythonText(value)}`);
			return of(`translate(str.maketrans({${entries.join(', ')}}))`);
		}
		case 'contains':
			return of(`contains(${pythonText(textOf(args[1]))}, regex=False)`);
		case 'starts_with':
			return of(`startswith(${pythonText(textOf(args[1]))})`);
		case 'ends_with':
			return of(`endswith(${pythonText(textOf(args[1]))})`);
		case 'instr':
			return loose(`${series(a)}.str.find(${pythonText(textOf(args[1]))}) + 1`);
		case 'left':
			return of(`slice(0, ${numberOf(args[1])})`);
		case 'right':
			return numberOf(args[1]) === 0 ? of('slice(0, 0)') : of(`slice(-${numberOf(args[1])})`);
		case 'substring': {
			const start = numberOf(args[1]) - 1;
			return of(args[2] ? `slice(${start}, ${start + numberOf(args[2])})` : `slice(${start})`);
		}
		case 'repeat':
			return of(`repeat(${numberOf(args[1])})`);
		case 'lpad':
		case 'rpad':
			return of(`${padding(fn === 'lpad', args)}.str.slice(0, ${numberOf(args[1])})`);
		case 'pad-left':
		case 'pad-right':
			return of(padding(fn === 'pad-left', args));
		case 'split-part': {
			const at = numberOf(args[2]);
			const place = at > 0 ? at - 1 : at;
			return of(`split(${pythonText(textOf(args[1]))}, regex=False).str.get(${place}).astype("string")`);
		}
		case 'count-text':
			scope.needs.imports.add('import re');
			return of(`count(re.escape(${pythonText(textOf(args[1]))}))`);
		case 'count-matches':
			return of(`count(${pattern(args[1])})`);
		case 'regexp_matches':
			return of(`contains(${pattern(args[1], args[2])}, regex=True)`);
		case 'regexp_full_match':
			return of(`fullmatch(${pattern(args[1], args[2])})`);
		case 'regexp_replace':
			return replacement(args, of, scope);
		case 'extract':
			return extraction(args, a);
		default:
			return null;
	}
}

function padding(left: boolean, args: readonly Expression[]): string {
	const fill = textOf(args[2]);
	if ([...fill].length !== 1) throw new Untranslatable();
	return `pad(${numberOf(args[1])}, side="${left ? 'left' : 'right'}", fillchar=${pythonText(fill)})`;
}

function pattern(given: Expression | undefined, flags?: Expression): string {
	const letters = flags ? textOf(flags) : '';
	if (letters !== '' && letters !== 'i') throw new Untranslatable();
	return patternCode(translatePattern(`${letters === 'i' ? '(?i)' : ''}${textOf(given)}`, 'python', false));
}

function replacement(args: readonly Expression[], of: (method: string) => Code, scope: PandasScope): Code {
	const flags = args[3] ? textOf(args[3]) : '';
	const side = textOf(args[2]) === '' && flags === 'g' ? stripSide(textOf(args[1])) : null;
	if (side) {
		const method = { both: 'strip', left: 'lstrip', right: 'rstrip' }[side];
		scope.needs.helpers.add('white_space');
		return of(`${method}(WHITE_SPACE)`);
	}
	if (!/^g?i?$/.test(flags)) throw new Untranslatable();
	const found = patternCode(translatePattern(`${flags.includes('i') ? '(?i)' : ''}${textOf(args[1])}`, 'python'));
	const by = patternCode(translateReplacement(textOf(args[2]), 'python'));
	return of(`replace(${found}, ${by}, regex=True${flags.includes('g') ? '' : ', n=1'})`);
}

/** pandas takes groups out, so the whole match becomes one; a group that took no part in a match is an empty text. */
function extraction(args: readonly Expression[], a: Code): Code {
	const group = numberOf(args[2]);
	const given = translatePattern(textOf(args[1]), 'python');
	const [, flags = '', rest = ''] = /^(\(\?[is]+\))?([\s\S]*)$/.exec(given) ?? [];
	const taken = `${series(a)}.str.extract(${patternCode(`${flags}(${rest})`)})[${group}]`;
	if (group === 0 || !/\||\)[?*{]/.test(rest)) return atom(taken);
	const known = `${series(a)}.str.contains(${pattern(args[1])}, regex=True).fillna(False)`;
	return atom(`${taken}.fillna("").where(${known})`);
}
