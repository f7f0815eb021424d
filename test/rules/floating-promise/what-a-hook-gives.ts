declare function useQuery(): { refetchAll(): Promise<void> };
declare function useMutation(): { mutateAsync(value: string): Promise<void> };
declare function useLazyAction(): [run: () => Promise<void>, state: { error: Error | undefined }];

/** A hook keeps the errors of what it gives in its state; `mutateAsync` is there to be awaited. */
export function Panel() {
  const { refetchAll } = useQuery();
  const { mutateAsync } = useMutation();
  const [run, { error }] = useLazyAction();
  return {
    error,
    onClick() {
      refetchAll(); // expect floating-promise (hint): refetchAll()
      run(); // expect floating-promise (hint): run()
      mutateAsync('a'); // expect floating-promise: mutateAsync('a')
    },
  };
}
