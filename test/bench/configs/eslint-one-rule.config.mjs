import configs from './eslint.config.mjs';

const rule = '@typescript-eslint/no-floating-promises';

export default configs.map(({ rules, ...others }) => ({ ...others, rules: { [rule]: rules[rule] } }));
