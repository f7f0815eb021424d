import parser from '@typescript-eslint/parser';
import plugin from '@typescript-eslint/eslint-plugin';

export default [{
  files: ['**/*.ts', '**/*.tsx'],
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
  plugins: { '@typescript-eslint': plugin },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    'no-async-promise-executor': 'error',
  },
}];
