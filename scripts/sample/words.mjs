/**
 * Genres with the middle of their sound. `weight` is how common one is, `favour` how much more (or less) listeners approve of it
 * than its sound explains; `age` the spread of years since release; `fame` the middle of the logarithm of plays.
 */
const genre = (name, weight, tempo, tempoSpread, energy, valence, favour, age, fame, seconds, japanese = false) => ({
	name,
	weight,
	tempo,
	tempoSpread,
	energy,
	valence,
	favour,
	age,
	fame,
	seconds,
	japanese
});

export const genres = [
	genre('Pop', 20, 118, 18, 0.66, 0.58, 0.3, 12, 9.5, 205),
	genre('Rock', 15, 126, 22, 0.76, 0.5, -0.1, 25, 8.8, 236),
	genre('Hip-Hop', 12, 98, 20, 0.65, 0.5, 0.2, 10, 9.2, 212),
	genre('Electronic', 9, 126, 10, 0.75, 0.42, 0.4, 9, 8.1, 262),
	genre('House', 6, 124, 4, 0.78, 0.55, 1.1, 10, 7.8, 330),
	genre('R&B', 6, 104, 18, 0.55, 0.52, 0.1, 14, 8.6, 221),
	genre('Jazz', 6, 116, 28, 0.36, 0.5, -0.3, 32, 6.9, 312),
	genre('Classical', 5, 104, 28, 0.2, 0.28, -0.2, 35, 6.4, 380),
	genre('Folk', 5, 112, 22, 0.36, 0.46, -0.1, 22, 6.8, 214),
	genre('Latin', 4.5, 108, 20, 0.72, 0.72, 0.8, 12, 8.7, 218),
	genre('Metal', 4, 132, 24, 0.92, 0.3, -0.2, 17, 7.4, 268),
	genre('Soul', 2.5, 110, 18, 0.52, 0.62, 0.1, 34, 7.2, 216),
	genre('Reggae', 1.8, 92, 20, 0.55, 0.74, 0.2, 24, 7.3, 232),
	genre('City Pop', 1.2, 112, 12, 0.64, 0.7, 0.1, 34, 7.6, 258, true),
	genre('Afrobeat', 0.9, 114, 10, 0.76, 0.76, -1.2, 15, 6.5, 288),
	genre('Enka', 0.7, 100, 18, 0.46, 0.44, -1.6, 36, 6.2, 254, true),
	genre('Cumbia', 0.4, 100, 10, 0.74, 0.82, -1.4, 22, 6.2, 222)
];

/** The genre that arrives after the model was trained. */
export const phonk = genre('Phonk', 0, 152, 8, 0.88, 0.4, 0, 2, 8, 150);

/** A genre as someone in a hurry types it. */
export function misspell(name, pick) {
	return pick([
		() => name.toLowerCase(),
		() => name.toUpperCase(),
		() => ` ${name}`,
		() => `${name} `,
		() => name.replace('-', ' ').replace('&', 'n'),
		() => name.toLowerCase().replace(' ', '-')
	])();
}

const list = (text) => text.trim().split(/\s+/);

export const words = {
	adjectives: list(
		'Silver Distant Paper Electric Hollow Golden Midnight Velvet Broken Summer Quiet Burning Northern Lonely Crystal Restless Wild Tender Neon Salted Amber Endless Borrowed Crooked'
	),
	nouns: list(
		'River Engine Mirror Lantern Garden Satellite Harbour Window Stranger Echo Machine Comet Orchard Signal Shadow Highway Feather Ocean Candle Tiger Balcony Carousel Compass Meadow'
	),
	verbs: list('Chasing Leaving Burning Calling Crossing Dancing Forgetting Holding Waking Painting Racing Keeping'),
	firstNames: list(
		'Ana Bola Carmen Dario Elif Femi Greta Hugo Ines Jonas Kofi Lena Mateo Nadia Oskar Priya Rosa Sami Tara Umar Vera Wim Yara Zoe'
	),
	surnames: list(
		'Almeida Berg Castillo Diallo Eriksen Fontaine Garcia Holm Ibarra Jansen Kaya Lund Mensah Novak Okafor Petrov Quiroga Rossi Silva Tanaka Urbina Vega Weiss Zhang'
	),
	familyNames: list('佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田'),
	givenNames: list('さくら 美咲 陽子 真由美 健一 大輔 翔太 由紀 ひろし 香織 明 恵子'),
	japaneseFirst: list('夜明け 港 真夏 雨 都会 星空 海辺 別れ 初雪 月 風 坂道'),
	japaneseLast: list('ブルース 恋人 ハイウェイ 酒場 約束 メロディー 灯り 列車 面影 ダンス 手紙 波止場')
};
