import type { Call, Expression } from './expression';
import { atom, loose, numberOf, patternCode, textOf, tight, type Code } from './code';
import type { Needs } from './dialect';
import { pythonText, pythonValue } from './literal';
import { translatePattern, translateReplacement } from './pattern';
import { polarsDateFunction } from './polars-dates';
import { polarsCode } from './polars-expression';
import { Untranslatable } from './sql-parse';
import { stripSide } from './strip';

const methods: Readonly<Record<string, string>> = {
	sqrt: 'sqrt()',
	cbrt: 'cbrt()',
	exp: 'exp()',
	ln: 'log()',
	log2: 'log(2)',
	log10: 'log10()',
	sin: 'sin()',
	cos: 'cos()',
	tan: 'tan()',
	tanh: 'tanh()',
	asinh: 'arcsinh()',
	floor: 'floor()',
	ceil: 'ceil()',
	radians: 'radians()',
	degrees: 'degrees()',
	abs: 'abs()',
	'is-finite': 'is_finite()',
	lower: 'str.to_lowercase()',
	upper: 'str.to_uppercase()',
	length: 'str.len_chars().cast(pl.Int64)'
};

/** A function of numbers, texts or dates in polars. Throws Untranslatable. */
export function polarsFunction(expression: Call, needs: Needs): Code {
	const write = (each: Expression) => polarsCode(each, needs);
	const { fn, args } = expression;
	const [first] = args;
	if (!first) throw new Untranslatable();
	const x = tight(write(first));
	const of = (method: string) => atom(`${x}.${method}`);
	const method = methods[fn];
	if (method !== undefined) return of(method);
	switch (fn) {
		case 'negate':
			return loose(`-${x}`);
		case 'sign':
			return of('sign().cast(pl.Int64)');
		case 'trunc':
			return loose(`${x}.sign() * ${x}.abs().floor()`);
		case 'round':
			if (numberOf(args[1]) < 0) throw new Untranslatable();
			return of(`round(${numberOf(args[1])}, mode="half_away_from_zero")`);
		case 'finite':
			return atom(`pl.when(${x}.is_finite()).then(${write(first).text})`);
		case 'clip': {
			const [low, high] = args
				.slice(1)
				.map((arg) => (arg.kind === 'literal' && arg.value === null ? 'None' : String(numberOf(arg))));
			return of(`clip(${low}, ${high})`);
		}
		case 'missing-at':
			return atom(`pl.when(${x} != ${numberOf(args[1])}).then(${write(first).text})`);
		case 'greatest':
		case 'least':
			return atom(
				`pl.${fn === 'greatest' ? 'max' : 'min'}_horizontal(${args.map((arg) => write(arg).text).join(', ')})`
			);
		case 'join':
			return atom(
				`pl.concat_str(${args
					.slice(1)
					.map((arg) => write(arg).text)
					.join(', ')}, separator=${pythonText(textOf(first))}, ignore_nulls=True)`
			);
		case 'to-number':
			return of(first.type === 'text' ? 'str.strip_chars().cast(pl.Float64, strict=False)' : 'cast(pl.Float64)');
		case 'to-integer':
			if (first.type === 'boolean') return of('cast(pl.Int64)');
			if (first.type === 'number') return of('round(0, mode="half_to_even").cast(pl.Int64)');
			return of(
				'str.strip_chars().cast(pl.Float64, strict=False).round(0, mode="half_away_from_zero").cast(pl.Int64, strict=False)'
			);
		case 'to-text':
			if (first.type === 'boolean') return of('replace_strict({True: "true", False: "false"}, return_dtype=pl.String)');
			return first.type === 'date' ? of('dt.strftime("%Y-%m-%d")') : of('cast(pl.String)');
		default:
			return polarsTextFunction(expression, x, needs) ?? polarsDateFunction(expression, needs);
	}
}

function polarsTextFunction({ fn, args }: Call, x: string, needs: Needs): Code | null {
	const of = (method: string) => atom(`${x}.str.${method}`);
	switch (fn) {
		case 'trim':
		case 'ltrim':
		case 'rtrim': {
			const method = { trim: 'strip_chars', ltrim: 'strip_chars_start', rtrim: 'strip_chars_end' }[fn];
			return of(`${method}(${pythonText(args[1] ? textOf(args[1]) : ' ')})`);
		}
		case 'replace':
			if (textOf(args[1]) === '') throw new Untranslatable();
			return of(`replace_all(${pythonText(textOf(args[1]))}, ${pythonText(textOf(args[2]))}, literal=True)`);
		case 'translate': {
			const [from, to] = [[...textOf(args[1])], [...textOf(args[2])]];
			const pairs = new Map<string, string>();
			from.forEach((character, i) => {
				if (!pairs.has(character)) pairs.set(character, to[i] ?? '');
			});
			return of(`replace_many(${pythonValue([...pairs.keys()])}, ${pythonValue([...pairs.values()])})`);
		}
		case 'contains':
			return of(`contains(${pythonText(textOf(args[1]))}, literal=True)`);
		case 'starts_with':
			return of(`starts_with(${pythonText(textOf(args[1]))})`);
		case 'ends_with':
			return of(`ends_with(${pythonText(textOf(args[1]))})`);
		case 'left':
			return of(`head(${numberOf(args[1])})`);
		case 'right':
			return of(`tail(${numberOf(args[1])})`);
		case 'substring':
			return of(`slice(${[numberOf(args[1]) - 1, ...(args[2] ? [numberOf(args[2])] : [])].join(', ')})`);
		case 'repeat':
			return atom(`pl.concat_str([${x}] * ${numberOf(args[1])})`);
		case 'lpad':
		case 'rpad':
			return of(`${padding(fn === 'lpad', args)}.str.head(${numberOf(args[1])})`);
		case 'pad-left':
		case 'pad-right':
			return of(padding(fn === 'pad-left', args));
		case 'split-part': {
			const at = numberOf(args[2]);
			return of(`split(${pythonText(textOf(args[1]))}).list.get(${at > 0 ? at - 1 : at}, null_on_oob=True)`);
		}
		case 'count-text':
			return of(`count_matches(${pythonText(textOf(args[1]))}, literal=True).cast(pl.Int64)`);
		case 'count-matches':
			return of(`count_matches(${pattern(args[1])}).cast(pl.Int64)`);
		case 'regexp_matches':
			return of(`contains(${pattern(args[1], args[2])})`);
		case 'regexp_full_match':
			return of(`contains(${fullPattern(args[1], args[2])})`);
		case 'regexp_replace':
			return replacement(args, of, needs);
		case 'extract':
			return extraction(args, x);
		default:
			return null;
	}
}

function padding(left: boolean, args: readonly Expression[]): string {
	const fill = textOf(args[2]);
	if ([...fill].length !== 1) throw new Untranslatable();
	return `${left ? 'pad_start' : 'pad_end'}(${numberOf(args[1])}, ${pythonText(fill)})`;
}

function flagged(given: Expression | undefined, flags: string): string {
	if (!/^i?$/.test(flags)) throw new Untranslatable();
	return `${flags === 'i' ? '(?i)' : ''}${translatePattern(textOf(given), 'rust')}`;
}

function pattern(given: Expression | undefined, flags?: Expression): string {
	return patternCode(flagged(given, flags ? textOf(flags) : ''));
}

function fullPattern(given: Expression | undefined, flags?: Expression): string {
	return patternCode(`^(?:${flagged(given, flags ? textOf(flags) : '')})$`);
}

function replacement(args: readonly Expression[], of: (method: string) => Code, needs: Needs): Code {
	const flags = args[3] ? textOf(args[3]) : '';
	const side = textOf(args[2]) === '' && flags === 'g' ? stripSide(textOf(args[1])) : null;
	if (side) {
		const method = { both: 'strip_chars', left: 'strip_chars_start', right: 'strip_chars_end' }[side];
		needs.helpers.add('white_space');
		return of(`${method}(WHITE_SPACE)`);
	}
	const found = patternCode(flagged(args[1], flags.replace('g', '')));
	const by = patternCode(translateReplacement(textOf(args[2]), 'rust'));
	return of(`${flags.includes('g') ? 'replace_all' : 'replace'}(${found}, ${by})`);
}

/** A group that took no part in a match is an empty text. */
function extraction(args: readonly Expression[], x: string): Code {
	const group = numberOf(args[2]);
	const given = translatePattern(textOf(args[1]), 'rust');
	const taken = `${x}.str.extract(${patternCode(given)}, ${group})`;
	if (group === 0 || !/\||\)[?*{]/.test(given)) return atom(taken);
	return atom(`pl.when(${x}.str.contains(${patternCode(given)})).then(${taken}.fill_null(pl.lit("")))`);
}
