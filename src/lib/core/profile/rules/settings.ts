import * as v from 'valibot';
import { AppError } from '../../errors';
import { ruleIds, rules, type RuleId } from './catalogue';
import { resolveRuleParams, ruleActions, type RuleAction } from './rule';

/** How one rule is to look and what it is to do; what is left out is as the catalogue has it, and `notify`. */
const RuleSettingSchema = v.strictObject({
	isOff: v.optional(v.boolean()),
	action: v.optional(v.picklist(ruleActions)),
	params: v.optional(v.record(v.string(), v.number()))
});
export const RuleSettingsSchema = v.record(v.picklist(ruleIds), RuleSettingSchema);
export type RuleSetting = v.InferOutput<typeof RuleSettingSchema>;
export type RuleSettings = Readonly<Partial<Record<RuleId, RuleSetting>>>;

/** No rule looks on. */
export const noRules: RuleSettings = Object.fromEntries(ruleIds.map((id) => [id, { isOff: true }]));

/** Checks every parameter that is set. train/rule-invalid names the first that cannot be. */
export function checkRuleSettings(settings: RuleSettings): void {
	for (const rule of rules) resolveRuleParams(rule, settings[rule.id]?.params ?? {});
}

/** Whether the model can come out otherwise with these settings than without. */
export function steers(settings: RuleSettings): boolean {
	return Object.values(settings).some(
		({ isOff, action }) => isOff !== true && action !== undefined && action !== 'notify'
	);
}

/** Whether a rule asks for the best step, so that an engine has to keep it. */
export function wantsBest(settings: RuleSettings): boolean {
	return Object.values(settings).some(({ isOff, action }) => isOff !== true && action === 'keep-best');
}

/**
 * Settings as a command line says them: `overfit:ratio=0.2:action=stop`, `step-outlier:off`. train/rule-invalid for an unknown rule,
 * parameter or action.
 */
export function parseRuleSettings(texts: readonly string[]): RuleSettings {
	const settings: Partial<Record<RuleId, RuleSetting>> = {};
	for (const text of texts) {
		const [name = '', ...parts] = text.split(':');
		const id = ruleIds.find((one) => one === name);
		if (!id)
			throw new AppError('train/rule-invalid', { rule: name, param: '', value: name, allowed: ruleIds.join(', ') });
		const setting = parts.map((part) => parsePart(id, part));
		settings[id] = {
			...Object.assign({}, settings[id], ...setting),
			params: Object.assign({}, settings[id]?.params, ...setting.map(({ params }) => params))
		};
	}
	checkRuleSettings(settings);
	return settings;
}

/** Settings as parseRuleSettings reads them, one text a rule, sorted. */
export function formatRuleSettings(settings: RuleSettings): string[] {
	return Object.entries(settings)
		.map(([id, { isOff, action, params = {} }]) => {
			const set = Object.entries(params)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([name, value]) => `${name}=${value}`);
			return [id, ...(isOff ? ['off'] : []), ...set, ...(action ? [`action=${action}`] : [])].join(':');
		})
		.sort();
}

function parsePart(rule: RuleId, part: string): RuleSetting {
	if (part === 'off') return { isOff: true };
	const [param = '', value = ''] = part.split('=');
	if (param === 'action') return { action: parseAction(rule, value) };
	const number = Number(value);
	if (value.trim() === '' || Number.isNaN(number))
		throw new AppError('train/rule-invalid', { rule, param, value, allowed: 'name=number, action=..., off' });
	return { params: { [param]: number } };
}

function parseAction(rule: RuleId, value: string): RuleAction {
	const action = ruleActions.find((one) => one === value);
	if (action) return action;
	throw new AppError('train/rule-invalid', { rule, param: 'action', value, allowed: ruleActions.join(', ') });
}
