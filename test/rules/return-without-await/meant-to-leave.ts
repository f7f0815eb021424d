declare function greet(user: string): Promise<void>;
declare function authorize(user: string): Promise<boolean>;

// The catch is for the greeting; what comes next has handlers of its own.
export async function middleware(user: string, next: () => Promise<void>) {
  try {
    if (user === '') return next(); // expect return-without-await (hint): return next();
    await greet(user);
  } catch (error) {
    console.error(error);
  }
  return next();
}

export async function outermost(next: () => Promise<void>) {
  try {
    return next(); // expect return-without-await: return next();
  } catch (error) {
    console.error(error);
  }
}

export async function refused(user: string) {
  try {
    if (!(await authorize(user))) return Promise.reject(new Error('no')); // expect return-without-await (hint): return Promise.reject(new Error('no'));
    return user;
  } catch (error) {
    console.error(error);
    throw error;
  }
}

// The call has been through the same catch.
export async function visit(user: string): Promise<boolean> {
  try {
    if (user.startsWith('@')) return visit(user.slice(1));
    return await authorize(user);
  } catch {
    return false;
  }
}
