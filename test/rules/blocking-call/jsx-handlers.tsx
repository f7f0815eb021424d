declare function useCallback<F>(callback: F, dependencies: unknown[]): F;
declare global {
  namespace JSX { interface IntrinsicElements { button: { onClick?: () => void } } }
}

export function DeleteButton({ remove }: { remove: () => void }) {
  const onReset = useCallback(() => {
    if (confirm('Reset?')) remove(); // expect blocking-call (information): confirm('Reset?')
  }, []);
  return (
    <>
      <button onClick={() => { if (window.confirm('Sure?')) remove(); }} /> {/* expect blocking-call (information): window.confirm('Sure?') */}
      <button onClick={onReset} />
    </>
  );
}
