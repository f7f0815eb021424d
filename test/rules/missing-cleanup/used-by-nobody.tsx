// package: { "name": "notes", "dependencies": { "next": "15" } }
import './in-a-package';
import './states-of-components';
import './what-never-rejects';

declare function useState<S>(value: S): [S, (value: S) => void];

// It uses others, but no file uses it.
export function useLoader() {
  const [isLoading, setIsLoading] = useState(false);
  const load = async () => {
    setIsLoading(true); // expect missing-cleanup (hint): setIsLoading(true)
    await fetch('/notes');
    setIsLoading(false);
  };
  return { isLoading, load };
}
