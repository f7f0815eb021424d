/** Shows the switch between light and dark, which starts as the system has it. */
export function offerTheme(button: HTMLButtonElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen: boolean | undefined;
  const show = (): void => {
    const isDark = chosen ?? system.matches;
    button.setAttribute('aria-pressed', String(isDark));
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    chosen = !(chosen ?? system.matches);
    show();
  });
  system.addEventListener('change', show);
  show();
}
