/** What Python counts as numbers beyond the Unicode categories Nd, Nl and No: Chinese numerals (Numeric_Type=Numeric of Lo). */
export const numerals =
	'㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零';

/** Numeric_Type=Digit of Unicode: superscripts, subscripts and digits in circles and brackets, for a class of characters. */
export const superscripts =
	'\\x{B2}\\x{B3}\\x{B9}\\x{1369}-\\x{1371}\\x{19DA}\\x{2070}\\x{2074}-\\x{2079}\\x{2080}-\\x{2089}\\x{2460}-\\x{2468}' +
	'\\x{2474}-\\x{247C}\\x{2488}-\\x{2490}\\x{24EA}\\x{24F5}-\\x{24FD}\\x{24FF}\\x{2776}-\\x{277E}\\x{2780}-\\x{2788}\\x{278A}-\\x{2792}';
